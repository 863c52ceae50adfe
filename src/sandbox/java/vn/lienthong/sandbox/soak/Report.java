package vn.lienthong.sandbox.soak;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import vn.lienthong.sandbox.soak.check.Evidence;
import vn.lienthong.sandbox.soak.check.Finding;
import vn.lienthong.sandbox.soak.plan.History;

/** What a run came to, in words for whoever must rely on it. */
public final class Report {

    private static final int MOST_SHOWN = 20;

    private final Settings settings;
    private final History history;
    private final List<Chronicle.Happened> happened;
    private final Agency agency;
    private final Map<String, Long> portal;
    private final Evidence evidence;
    private final List<Finding> findings;
    private final Timing timing;

    Report(
            Settings settings,
            History history,
            List<Chronicle.Happened> happened,
            Agency agency,
            Map<String, Long> portal,
            Evidence evidence,
            List<Finding> findings,
            Timing timing) {
        this.settings = settings;
        this.history = history;
        this.happened = happened;
        this.agency = agency;
        this.portal = portal;
        this.evidence = evidence;
        this.findings = findings;
        this.timing = timing;
    }

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
        happened.forEach(each -> faults.merge(each.fault().kind().word(), 1L, Long::sum));
        return faults;
    }

    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("Proof run, seed " + settings.seed());
        lines.add("  again with      " + settings.command());
        lines.add("  took            " + durations());
        lines.add("");
        lines.add("What was done");
        lines.add("  %,8d records of %,d dossiers pushed; %,d acknowledgements"
                .formatted(
                        history.records(),
                        history.lives().size(),
                        evidence.told().size()));
        lines.add("  %,8d times a sender heard nothing, %,d times it was told to come again (503)"
                .formatted(agency.unheard(), agency.notNow()));
        lines.add("  %,8d faults".formatted(happened.size()));
        faults().forEach((kind, times) -> lines.add("  %,8d   %s".formatted(times, kind)));
        lines.add("");
        lines.add("What came of it");
        lines.add("  %,8d messages at the portal; it took %,d (%,d creations, %,d updates, %,d progress entries)"
                .formatted(
                        portal.getOrDefault("calls", 0L),
                        evidence.changes().size(),
                        portal.getOrDefault("creates", 0L),
                        portal.getOrDefault("updates", 0L),
                        portal.getOrDefault("progress", 0L)));
        lines.add("  %,8d deliveries in the ledger, %,d attempts"
                .formatted(evidence.deliveries().size(), evidence.tries().size()));
        lines.add("  %,8d progress entries and %,d updates are at the portal twice; reasons below"
                .formatted(portal.getOrDefault("duplicates", 0L), portal.getOrDefault("repeatedUpdates", 0L)));
        lines.add("");
        lines.add("Promises");
        findings.forEach(finding -> promise(finding, lines));
        lines.add("");
        lines.add("Violations: " + violations().size());
        return lines;
    }

    private static void promise(Finding finding, List<String> lines) {
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
        timing.parts().forEach((part, took) -> parts.add(part + " " + took.toSeconds() + " s"));
        return String.join(", ", parts);
    }

    List<String> chronicle() {
        return happened.stream().map(Chronicle.Happened::line).toList();
    }
}
