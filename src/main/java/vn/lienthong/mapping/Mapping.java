package vn.lienthong.mapping;

import java.util.Map;
import vn.lienthong.dossier.SourceRecord;

/** One compiled mapping. Immutable and safe for any number of threads. */
public interface Mapping {

    String name();

    /** A short hash over this mapping's file and every crosswalk, code table and contract it uses. */
    String version();

    /** The file of the contract its records hold to, within the mappings folder: {@code npsp/dossier/npsp-dossier.schema.json}. */
    String contract();

    /** Every file it is made of, by its name in the mappings folder, as it was when it was compiled; never to be altered. */
    Map<String, byte[]> files();

    /** How files of this mapping's source are cut into records. */
    SourceFormat source();

    /**
     * Maps one record. Never throws: what a record may hold is an {@link MappingResult.Unmapped}, and so is a fault of the
     * engine's own ({@code mapping.failed}).
     */
    MappingResult map(SourceRecord record);

    /** Maps one record and says what it is about, which is known even where the rest cannot be mapped. Never throws, either. */
    Identified identify(SourceRecord record);

    /**
     * The record, laid out as JSON, for people who may not see whom it is about. A value is shown only where the rules prove
     * that it tells nothing of a person: they carry it into fields that the contract calls harmless, and into none that it
     * does not. What no rule reads, what its rule refuses, and a record that cannot be read are masked.
     */
    String masked(SourceRecord record);

    /** A record with what became of it. */
    record Identified(RecordIdentity identity, MappingResult result) {}

    /** Maps one record and says of each field how it came about. Costs several times what {@link #map} does. */
    Explanation explain(SourceRecord record);
}
