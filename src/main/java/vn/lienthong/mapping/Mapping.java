package vn.lienthong.mapping;

import vn.lienthong.dossier.SourceRecord;

/** One compiled mapping. Immutable and safe for any number of threads. */
public interface Mapping {

    String name();

    /** A short hash over this mapping's file and every crosswalk, code table and contract it uses. */
    String version();

    /** How files of this mapping's source are cut into records. */
    SourceFormat source();

    /** Maps one record. Never throws for what a record may hold: that is an {@link MappingResult.Unmapped}. */
    MappingResult map(SourceRecord record);

    /** Maps one record and says of each field how it came about. Costs several times what {@link #map} does. */
    Explanation explain(SourceRecord record);
}
