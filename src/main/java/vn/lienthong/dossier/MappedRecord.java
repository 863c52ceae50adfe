package vn.lienthong.dossier;

import java.util.List;

/**
 * A record in a counterpart's own words, checked against that counterpart's contract.
 *
 * @param body in UTF-8, JSON or, where the contract is an XSD, XML; treat the array as immutable
 * @param mapping the mapping's name, {@code npsp/dossier}
 * @param version the mapping's version: a hash over the mapping and all it uses
 * @param warnings what was put right on proof or cut by declaration, and is worth a look
 */
@SuppressWarnings("ArrayRecordComponent") // bodies are compared by their hash, never by equals
public record MappedRecord(byte[] body, String mapping, String version, List<Problem> warnings) {

    public MappedRecord {
        warnings = List.copyOf(warnings);
    }
}
