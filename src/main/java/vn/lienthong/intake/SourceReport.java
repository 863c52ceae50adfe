package vn.lienthong.intake;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienthong.dossier.Problem;

/** What is wrong with one route's source now. Written by its thread, read by any. Each change is logged, once. */
public final class SourceReport {

    private static final Logger LOG = LoggerFactory.getLogger(SourceReport.class);

    private final String flow;
    private final String source;
    private final Map<String, Problem> faults;

    /**
     * @param source as the settings name it
     * @param faults those of all sources, each at a name of its own
     */
    public SourceReport(String flow, String source, Map<String, Problem> faults) {
        this.flow = flow;
        this.source = source;
        this.faults = faults;
    }

    public void fault(Problem problem) {
        Problem told = named(problem);
        if (!told.equals(faults.put(flow, told))) {
            LOG.warn(
                    "Records of {} cannot be taken from source {}: {} {}. Nothing is lost; it is tried again.",
                    flow,
                    source,
                    told.code(),
                    told.details());
        }
    }

    public void well() {
        if (faults.remove(flow) != null) {
            LOG.info("Records of {} are taken from source {} again.", flow, source);
        }
    }

    /**
     * What holds up no other record is told beside what else there is.
     *
     * @param problem null: there is no such thing (any more)
     */
    public void besides(@Nullable Problem problem) {
        if (problem == null) {
            faults.remove(besides());
            return;
        }
        Problem told = named(problem);
        if (!told.equals(faults.put(besides(), told))) {
            LOG.warn("Some records of {} at source {} are not taken: {}.", flow, source, told.code());
        }
    }

    /** The route stopped. */
    public void end() {
        faults.remove(flow);
        faults.remove(besides());
    }

    private Problem named(Problem problem) {
        return problem.with("flow", flow).with("source", source);
    }

    private String besides() {
        return flow + " some";
    }
}
