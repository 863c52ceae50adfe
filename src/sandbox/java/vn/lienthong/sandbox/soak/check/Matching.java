package vn.lienthong.sandbox.soak.check;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vn.lienthong.sandbox.soak.check.Evidence.Call;
import vn.lienthong.sandbox.soak.check.Evidence.Gap;
import vn.lienthong.sandbox.soak.check.Evidence.Said;
import vn.lienthong.sandbox.soak.check.Evidence.Try;

/**
 * Which message in the ledger is which at the portal. Messages of one text are told apart by their order alone, which both
 * sides keep, so each text's two lists are laid beside each other such that as many as possible fit. Clocks have no part
 * in it: a connector's may be wrong.
 */
final class Matching {

    private static final int FITS = 1000;
    private static final int ANSWERED = 500;
    private static final int UNEXPLAINED = 10;
    private static final int BOTH_SILENT = 1;

    private final Map<Long, Said> saidByCall = new HashMap<>();
    private final List<Call> unwritten = new ArrayList<>();
    private final List<Said> unheard = new ArrayList<>();
    private final List<Gap> gaps;
    private final Set<Long> inDoubt;

    private Matching(List<Gap> gaps, Set<Long> inDoubt) {
        this.gaps = gaps;
        this.inDoubt = inDoubt;
    }

    static Matching of(List<Call> calls, Evidence.Ledger ledger, List<Gap> gaps) {
        List<Said> said = ledger.said();
        Map<Long, Integer> rounds = rounds(ledger.tries());
        Matching matching = new Matching(
                gaps,
                ledger.tries().stream()
                        .filter(attempt -> attempt.outcome().equals("unanswered"))
                        .flatMap(attempt -> Stream.ofNullable(attempt.calls()))
                        .collect(Collectors.toSet()));
        Map<String, List<Call>> heard = calls.stream()
                .sorted(Comparator.comparingLong(Call::number))
                .collect(Collectors.groupingBy(Call::message));
        Map<String, List<Said>> written = said.stream()
                .filter(each -> each.message() != null)
                .sorted(Comparator.comparing((Said each) -> rounds.getOrDefault(each.calls(), 0))
                        .thenComparingInt(Said::number))
                .collect(Collectors.groupingBy(each -> Objects.requireNonNull(each.message())));
        heard.forEach((message, list) -> {
            List<Said> same = written.getOrDefault(message, List.of());
            if (list.getFirst().events().isEmpty()) {
                matching.pair(list, same);
            } else {
                matching.lay(list, same);
            }
        });
        written.forEach((message, list) -> {
            if (!heard.containsKey(message)) {
                matching.unheard.addAll(list);
            }
        });
        return matching;
    }

    Optional<Said> said(Call call) {
        return Optional.ofNullable(saidByCall.get(call.number()));
    }

    /** What the portal heard and the ledger does not have. */
    List<Call> unwritten() {
        return unwritten;
    }

    /** What the ledger has and the portal never heard. */
    List<Said> unheard() {
        return unheard;
    }

    /** The gap in which the call's process could not write it down; empty if there is none. */
    Optional<Gap> explanation(Call call) {
        return gaps.stream().filter(gap -> gap.explains(call)).findFirst();
    }

    /** All such gaps, in the order of their faults. */
    List<Gap> explanations(Call call) {
        return gaps.stream().filter(gap -> gap.explains(call)).toList();
    }

    /** Which attempt of its first delivery made the messages: the same records' attempts are numbered as they were made. */
    private static Map<Long, Integer> rounds(List<Try> tries) {
        Map<Long, Try> first = new HashMap<>();
        tries.stream()
                .filter(attempt -> attempt.calls() != null)
                .forEach(attempt -> first.merge(
                        Objects.requireNonNull(attempt.calls()),
                        attempt,
                        (one, other) -> one.delivery() <= other.delivery() ? one : other));
        Map<Long, Integer> rounds = new HashMap<>();
        first.forEach((calls, attempt) -> rounds.put(calls, attempt.number()));
        return rounds;
    }

    /** Questions about a dossier are asked for several of its records, so nothing says in which order; the answers must do. */
    private void pair(List<Call> calls, List<Said> said) {
        List<Call> left = new ArrayList<>(calls);
        said.stream()
                .sorted(Comparator.comparing(each -> each.status() == null))
                .forEach(each -> left.stream()
                        .filter(call -> worth(call, each) > 0)
                        .max(Comparator.comparingInt(call -> worth(call, each)))
                        .ifPresentOrElse(
                                call -> {
                                    left.remove(call);
                                    saidByCall.put(call.number(), each);
                                },
                                () -> unheard.add(each)));
        unwritten.addAll(left);
    }

    private void lay(List<Call> calls, List<Said> said) {
        int[][] best = new int[calls.size() + 1][said.size() + 1];
        for (int c = calls.size() - 1; c >= 0; c--) {
            for (int s = said.size() - 1; s >= 0; s--) {
                int skip = Math.max(best[c + 1][s], best[c][s + 1]);
                int worth = worth(calls.get(c), said.get(s));
                best[c][s] = worth > 0 ? Math.max(skip, worth + best[c + 1][s + 1]) : skip;
            }
        }
        int c = 0;
        int s = 0;
        while (c < calls.size() && s < said.size()) {
            int worth = worth(calls.get(c), said.get(s));
            if (worth > 0 && best[c][s] == worth + best[c + 1][s + 1]) {
                saidByCall.put(calls.get(c++).number(), said.get(s++));
            } else if (best[c][s] == best[c + 1][s]) {
                unwritten.add(calls.get(c++));
            } else {
                unheard.add(said.get(s++));
            }
        }
        unwritten.addAll(calls.subList(c, calls.size()));
        unheard.addAll(said.subList(s, said.size()));
    }

    /**
     * 0: they cannot be the same: another answer, or the portal took it and the attempt says that it never got through. What
     * was answered is matched before what was not.
     */
    private int worth(Call call, Said said) {
        Integer status = said.status();
        boolean silent = status == null;
        if (status != null && !(status.equals(call.status()) && Objects.equals(said.answer(), call.answer()))) {
            return 0;
        }
        if (silent && call.taken() && !inDoubt.contains(said.calls())) {
            return 0;
        }
        return FITS
                + (silent ? 0 : ANSWERED)
                + (explanation(call).isEmpty() ? UNEXPLAINED : 0)
                + (silent && call.status() == null ? BOTH_SILENT : 0);
    }
}
