package vn.lienthong.sandbox.soak;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import vn.lienthong.sandbox.soak.check.Evidence.Gap;
import vn.lienthong.sandbox.soak.plan.Fault;
import vn.lienthong.sandbox.soak.plan.FaultKind;

/** What was really done, and when. Safe for any number of threads. */
final class Chronicle {

    /** A call is answered or given up within the policy's time-outs; then its attempt is written down. */
    private static final Duration UNDER_WAY = Duration.ofSeconds(10);

    /** A worker that waits for its ledger looks again after ten seconds at the latest. */
    private static final Duration UNTIL_LOOKED_AGAIN = Duration.ofSeconds(20);

    private final List<Happened> all = new ArrayList<>();

    /** @param life of the connector it struck; empty if it struck something else */
    record Happened(Fault fault, String life, Instant from, Instant until) {

        String line() {
            String step = fault.step().isZero() ? "" : ", by " + fault.step().toMinutes() + " min";
            return "%s  to %s  %-5d %-24s %s%s"
                    .formatted(
                            from,
                            until,
                            fault.number(),
                            fault.kind().word(),
                            life.isEmpty() ? fault.target() : life,
                            step);
        }
    }

    synchronized void happened(Fault fault, String life, Instant from, Instant until) {
        all.add(new Happened(fault, life, from, until));
    }

    synchronized List<Happened> all() {
        return List.copyOf(all);
    }

    synchronized Map<String, Long> byKind() {
        Map<String, Long> counted = new TreeMap<>();
        all.forEach(each -> counted.merge(each.fault().kind().word(), 1L, Long::sum));
        return counted;
    }

    /** When a process may have sent what it could not write down. */
    synchronized List<Gap> gaps() {
        List<Gap> gaps = new ArrayList<>();
        for (Happened each : all) {
            Instant from = each.from().minus(UNDER_WAY);
            switch (each.fault().kind()) {
                case KILL, STOP -> gaps.add(gap(each, each.life(), from, each.until()));
                case PAUSE -> gaps.add(gap(each, each.life(), from, each.until().plus(UNDER_WAY)));
                case CLOCK, DISK_FULL ->
                    gaps.add(gap(each, each.life(), from, each.until().plus(UNTIL_LOOKED_AGAIN)));
                case DATABASE_STOP, DATABASE_KILL ->
                    gaps.add(gap(each, "", from, each.until().plus(UNTIL_LOOKED_AGAIN)));
                default -> {}
            }
        }
        return gaps;
    }

    private static Gap gap(Happened happened, String life, Instant from, Instant until) {
        FaultKind kind = happened.fault().kind();
        return new Gap(kind.word(), life, from, until);
    }
}
