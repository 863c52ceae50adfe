package vn.lienthong.operations.routes;

import java.time.Instant;
import java.util.List;
import vn.lienthong.dossier.Problem;

/** The route files as they are now. Safe for any number of threads. */
public interface RouteFiles {

    /** What is wrong with files, each with code, file, line and advice. Empty when all is well. */
    List<Problem> faults();

    /** The routes that are running, sorted by name. */
    List<RunningRoute> routes();

    /**
     * Takes over what has changed since the last call and come to rest since; costs a directory listing when nothing has. Never
     * throws.
     */
    void refresh();

    /** @param since when this version of the file was taken over */
    record RunningRoute(String id, String file, String description, Instant since) {}
}
