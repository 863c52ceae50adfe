package vn.lienthong.sandbox.soak;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import vn.lienthong.sandbox.soak.check.Checker;
import vn.lienthong.sandbox.soak.check.Evidence;
import vn.lienthong.sandbox.soak.check.Finding;

/** What a run came to, in words for whoever must rely on it. */
public final class Report {

    private static final int MOST_SHOWN = 20;

    private final Settings settings;
    private final Deeds deeds;
    private final Evidence evidence;
    private final List<Finding> findings;

    /** Holds the evidence against every promise. */
    Report(Settings settings, Deeds deeds, Evidence evidence) {
        this.settings = settings;
        this.deeds = deeds;
        this.evidence = evidence;
        this.findings = Checker.check(evidence);
    }

    /**
     * What was done, beside the history.
     *
     * @param unheard how often a sender heard nothing
     * @param notNow how often a sender was told to come again
     * @param portal the portal's own tally
     * @param took how long each part of the run took
     */
    record Deeds(
            List<Chronicle.Happened> happened,
            long unheard,
            long notNow,
            Map<String, Long> portal,
            Map<String, Duration> took) {}

    /** Each breach of a promise, in a sentence. */
    public List<String> violations() {
        return findings.stream()
                .flatMap(
                        finding -> finding.violations().stream().map(violation -> finding.promise() + ": " + violation))
                .toList();
    }

    /** How many faults of each kind there were. */
    public Map<String, Long> faults() {
        Map<String, Long> faults = new TreeMap<>();
        deeds.happened().forEach(each -> faults.merge(each.fault().kind().word(), 1L, Long::sum));
        return faults;
    }

    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("Proof run, seed " + settings.seed());
        lines.add("  again with      " + settings.command());
        lines.add("  took            " + durations());
        lines.add("");
        lines.add("What was done");
        addWhatWasDone(lines);
        lines.add("");
        lines.add("What came of it");
        addWhatCameOfIt(lines);
        lines.add("");
        lines.add("Promises");
        findings.forEach(finding -> addPromise(finding, lines));
        lines.add("");
        lines.add("Violations: " + violations().size());
        return lines;
    }

    private void addWhatWasDone(List<String> lines) {
        lines.add("  %,8d records of %,d dossiers pushed; %,d acknowledgements"
                .formatted(
                        evidence.history().records(),
                        evidence.history().lives().size(),
                        evidence.senders().told().size()));
        lines.add("  %,8d times a sender heard nothing, %,d times it was told to come again (503)"
                .formatted(deeds.unheard(), deeds.notNow()));
        lines.add("  %,8d faults".formatted(deeds.happened().size()));
        faults().forEach((kind, times) -> lines.add("  %,8d   %s".formatted(times, kind)));
    }

    private void addWhatCameOfIt(List<String> lines) {
        lines.add("  %,8d messages at the portal; it took %,d (%,d creations, %,d updates, %,d progress entries)"
                .formatted(
                        atPortal("calls"),
                        evidence.portal().changes().size(),
                        atPortal("creates"),
                        atPortal("updates"),
                        atPortal("progress")));
        lines.add("  %,8d deliveries in the ledger, %,d attempts"
                .formatted(
                        evidence.ledger().deliveries().size(),
                        evidence.ledger().tries().size()));
        lines.add("  %,8d progress entries and %,d updates are at the portal twice; reasons below"
                .formatted(atPortal("duplicates"), atPortal("repeatedUpdates")));
    }

    private long atPortal(String what) {
        return deeds.portal().getOrDefault(what, 0L);
    }

    private static void addPromise(Finding finding, List<String> lines) {
        lines.add("  %-7s %s".formatted(finding.violations().isEmpty() ? "kept" : "BROKEN", finding.says()));
        lines.add("          %s: %,d looked at".formatted(finding.promise(), finding.examined()));
        new TreeMap<>(finding.counted())
                .forEach((what, times) -> lines.add("          %,d × %s".formatted(times, what)));
        finding.violations().stream().limit(MOST_SHOWN).forEach(violation -> lines.add("          ! " + violation));
        if (finding.violations().size() > MOST_SHOWN) {
            lines.add("          ! … and " + (finding.violations().size() - MOST_SHOWN) + " more");
        }
    }

    private String durations() {
        List<String> parts = new ArrayList<>();
        deeds.took().forEach((part, took) -> parts.add(part + " " + took.toSeconds() + " s"));
        return String.join(", ", parts);
    }

    List<String> chronicle() {
        return deeds.happened().stream().map(Chronicle.Happened::line).toList();
    }
}
