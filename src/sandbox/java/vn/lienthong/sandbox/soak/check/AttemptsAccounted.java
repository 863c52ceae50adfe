package vn.lienthong.sandbox.soak.check;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import vn.lienthong.sandbox.soak.check.Evidence.Call;
import vn.lienthong.sandbox.soak.check.Evidence.Gap;
import vn.lienthong.sandbox.soak.check.Evidence.Said;
import vn.lienthong.sandbox.soak.check.Evidence.Try;

/**
 * Proves that the ledger's account of attempts is the truth, in both directions: every message the portal heard belongs to
 * an attempt, or to a process that was killed, paused or cut off from its ledger before it could write it down (counted);
 * every answer in the ledger was given by the portal, word for word; every attempt that claims to have delivered has a
 * message the portal took.
 */
final class AttemptsAccounted implements Promise {

    @Override
    public String name() {
        return "attempts-accounted";
    }

    @Override
    public String says() {
        return "Every message at the portal belongs to an attempt in the ledger, and every delivery to a message it took.";
    }

    @Override
    public Finding check(Case run) {
        Finding.Notes notes = new Finding.Notes(this);
        for (Call call : run.evidence.portal().calls()) {
            notes.examined();
            if (run.matching.said(call).isEmpty()) {
                unwritten(call, run, notes);
            }
        }
        for (Said said : run.matching.unheard()) {
            if (said.status() != null) {
                notes.violated("the ledger has an answer (HTTP " + said.status() + ") in calls " + said.calls()
                        + " that the portal did not give");
            } else {
                notes.count("sent, and never came to the portal");
            }
        }
        noMoreThanWereUnderWay(run, notes);
        claimedDeliveries(run, notes);
        return notes.finding();
    }

    /**
     * What is lost at one moment is at most what was under way then. Where such moments are near each other, a message may have
     * been lost at any of them: each goes to the one that ends first, so that as many as possible find room.
     */
    private static void noMoreThanWereUnderWay(Case run, Finding.Notes notes) {
        int most = run.evidence.circumstances().workers();
        Map<Gap, Integer> lost = new HashMap<>();
        run.matching.unwritten().stream()
                .filter(Call::taken)
                .sorted(Comparator.comparing(Call::at))
                .forEach(call -> {
                    List<Gap> gaps = run.matching.explanations(call);
                    if (gaps.isEmpty() || gaps.stream().anyMatch(gap -> !Evidence.AT_ONCE.contains(gap.why()))) {
                        return;
                    }
                    gaps.stream()
                            .filter(gap -> lost.getOrDefault(gap, 0) < most)
                            .min(Comparator.comparing(Gap::until))
                            .ifPresentOrElse(
                                    gap -> lost.merge(gap, 1, Integer::sum),
                                    () -> notes.violated("call " + call.number() + " of process " + call.life()
                                            + " was not written down because of a "
                                            + gaps.getFirst().why() + ", and the " + most
                                            + " that can have been under way are others"));
                });
    }

    private static void unwritten(Call call, Case run, Finding.Notes notes) {
        Optional<Gap> gap = run.matching.explanation(call);
        if (gap.isEmpty()) {
            notes.violated("call " + call.number() + " of process " + call.life() + " (" + call.events() + ", fault "
                    + call.fault() + ") belongs to no attempt");
        } else {
            notes.count("not written down: " + gap.get().why());
        }
    }

    private static void claimedDeliveries(Case run, Finding.Notes notes) {
        Map<Long, Set<Long>> takenIn = run.evidence.portal().calls().stream()
                .filter(Call::taken)
                .filter(call -> !call.events().isEmpty())
                .flatMap(call -> run.tries(call).stream())
                .collect(Collectors.groupingBy(
                        Try::delivery, Collectors.mapping(each -> (long) each.number(), Collectors.toSet())));
        for (Try attempt : run.evidence.ledger().tries()) {
            boolean claims = attempt.outcome().equals("delivered");
            if (claims && !takenIn.getOrDefault(attempt.delivery(), Set.of()).contains((long) attempt.number())) {
                notes.violated("attempt " + attempt.number() + " of delivery " + attempt.delivery()
                        + " claims to have delivered, and the portal took nothing of it");
            }
        }
    }
}
