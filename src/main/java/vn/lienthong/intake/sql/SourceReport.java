package vn.lienthong.intake.sql;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienthong.dossier.Problem;

/** What is wrong with one route's source now. Written by its thread, read by any. Each change is logged, once. */
final class SourceReport {

    private static final Logger LOG = LoggerFactory.getLogger(SourceReport.class);

    private final Polling polling;
    private final Map<String, Problem> faults;

    /** @param faults those of all sources, each at a name of its own */
    SourceReport(Polling polling, Map<String, Problem> faults) {
        this.polling = polling;
        this.faults = faults;
    }

    void fault(Problem problem) {
        Problem told = problem.with("flow", polling.flow()).with("source", polling.source());
        if (!told.equals(faults.put(polling.flow(), told))) {
            LOG.warn(
                    "Rows of {} cannot be read from source {}: {} {}. Nothing is lost; it is tried again.",
                    polling.flow(),
                    polling.source(),
                    told.code(),
                    new TreeMap<>(told.details()));
        }
    }

    void well() {
        if (faults.remove(polling.flow()) != null) {
            LOG.info("Rows of {} are read from source {} again.", polling.flow(), polling.source());
        }
    }

    /** They hold up no other row, so they are told beside what else there is. */
    void rowsWithoutPlace(boolean some) {
        @Nullable
        Problem told = some
                ? Problem.of("intake.source-row-without-place")
                        .at("sources." + polling.source())
                        .in(polling.isTimed() ? polling.time() : polling.key())
                        .with("flow", polling.flow())
                        .with("source", polling.source())
                : null;
        if (told == null) {
            faults.remove(besides());
        } else if (faults.put(besides(), told) == null) {
            LOG.warn("Rows of {} without a value in {} are not taken.", polling.flow(), told.field());
        }
    }

    /** The route stopped. */
    void end() {
        faults.remove(polling.flow());
        faults.remove(besides());
    }

    private String besides() {
        return polling.flow() + " rows";
    }
}
