package vn.lienthong.mapping;

import java.util.List;
import java.util.Optional;
import vn.lienthong.dossier.Problem;
import vn.lienthong.dossier.ProcedureCode;

/** Every mapping in the mappings folder, compiled. Safe for any number of threads; each call sees the newest good files. */
public interface Mappings {

    /** The mapping of that name, {@code npsp/dossier}; empty if no file declares it, or none ever compiled. */
    Optional<Mapping> find(String name);

    /** Names of all usable mappings, sorted. */
    List<String> names();

    /** What is wrong with files of the folder as they are now: each with code, file, line and advice. Empty when all is well. */
    List<Problem> faults();

    /** How much of the contracts the folder's mappings produce and its cases prove; counted anew when a file has changed. */
    Coverage coverage();

    /** Where crosswalks name a procedure, by its national code with or without what systems hang on it; by file and line. */
    List<CodeUse> uses(ProcedureCode procedure);

    /** How messages are shown to whoever may not see persons, by the contracts of the folder as it is now. */
    Masking masking();

    /**
     * Reads again what has changed since the last call. Costs a directory listing when nothing has. A file that fails is
     * reported by {@link #faults()} and its last good version stays in use. The connector's own are read when they have come to rest,
     * which takes another call a second later.
     */
    void refresh();
}
