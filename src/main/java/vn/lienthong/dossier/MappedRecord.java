package vn.lienthong.dossier;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * A record in a counterpart's own words, checked against that counterpart's contract.
 *
 * @param body in UTF-8, JSON or, where the contract is an XSD, XML; treat the array as immutable
 * @param mapping the mapping's name, {@code npsp/dossier}
 * @param version the mapping's version: a hash over the mapping and all it uses
 * @param warnings what was put right on proof or cut by declaration, and is worth a look
 * @param personal the texts in it that tell of a person, by the contract: what a counterpart says back may repeat them.
 *     Asked for only when something is quoted
 */
@SuppressWarnings("ArrayRecordComponent") // bodies are compared by their hash, never by equals
public record MappedRecord(
        byte[] body, String mapping, String version, List<Problem> warnings, Supplier<Set<String>> personal) {

    public MappedRecord {
        warnings = List.copyOf(warnings);
    }

    /** The same, with something more worth a look; nothing is said twice. */
    public MappedRecord with(Problem warning) {
        if (warnings.contains(warning)) {
            return this;
        }
        List<Problem> more = new ArrayList<>(warnings);
        more.add(warning);
        return new MappedRecord(body, mapping, version, more, personal);
    }

    /** A record that tells of nobody. */
    public MappedRecord(byte[] body, String mapping, String version, List<Problem> warnings) {
        this(body, mapping, version, warnings, Set::of);
    }
}
