package vn.lienthong.ledger;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * The files deliveries were made by, kept as they were: an attempt names its mapping and version, and years later that
 * version can still be read and compared. A file that is the same in many versions is kept once. Each call is one
 * transaction and safe for any number of threads and processes; {@link Ledger.LedgerUnavailable} if the database cannot be
 * reached, and nothing was done then.
 */
public interface Definitions {

    /** Keeps those versions that are not kept yet; the others stay as they are. */
    void keep(List<Made> versions);

    /** The versions of a mapping, the one first kept last. */
    List<Version> versions(String mapping);

    /** The files of a version, by name; empty if that version was never kept. */
    Optional<SortedMap<String, byte[]>> files(String mapping, String version);

    /**
     * A version as it is in use.
     *
     * @param version as attempts name it behind the mapping's name: a hash over the files
     * @param files by their names in the mappings folder
     */
    record Made(String mapping, String version, Map<String, byte[]> files) {

        public Made {
            files = Map.copyOf(files);
        }
    }

    /** @param keptAt when it was first in use */
    record Version(String mapping, String version, Instant keptAt) {}
}
