package vn.lienthong.intake;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import vn.lienthong.dossier.Problem;

/**
 * Failures of sources of any kind that nobody has foreseen, told until the source works again: none stands still without a word.
 * Safe for any number of threads.
 */
public final class SourceFailures implements Sources {

    private final Map<String, Problem> faults = new ConcurrentSkipListMap<>();

    /** @param source one of the flow's, by a name that no other has */
    public void failed(String source, String flow, Throwable why) {
        // What it says might quote a record.
        faults.put(
                source,
                Problem.of("intake.source-failed")
                        .with("flow", flow)
                        .with("why", why.getClass().getSimpleName()));
    }

    /** It works again, or is asked no more. */
    public void forget(String source) {
        faults.remove(source);
    }

    @Override
    public List<Problem> faults() {
        return List.copyOf(faults.values());
    }
}
