package vn.lienthong.sandbox.soak.check;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import vn.lienthong.sandbox.soak.check.Evidence.Call;
import vn.lienthong.sandbox.soak.check.Evidence.Gap;
import vn.lienthong.sandbox.soak.check.Evidence.Said;

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

    private Matching(List<Gap> gaps) {
        this.gaps = gaps;
    }

    static Matching of(List<Call> calls, List<Said> said, List<Gap> gaps) {
        Matching matching = new Matching(gaps);
        Map<String, List<Call>> heard = calls.stream()
                .sorted(Comparator.comparingLong(Call::number))
                .collect(Collectors.groupingBy(Call::message));
        Map<String, List<Said>> written = said.stream()
                .filter(each -> each.message() != null)
                .sorted(Comparator.comparingLong(Said::calls).thenComparingInt(Said::number))
                .collect(Collectors.groupingBy(each -> Objects.requireNonNull(each.message())));
        heard.forEach((message, list) -> matching.lay(list, written.getOrDefault(message, List.of())));
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

    /** 0: they cannot be the same. What was answered must be matched before what was not. */
    private int worth(Call call, Said said) {
        Integer status = said.status();
        boolean silent = status == null;
        if (status != null && !(status.equals(call.status()) && Objects.equals(said.answer(), call.answer()))) {
            return 0;
        }
        return FITS
                + (silent ? 0 : ANSWERED)
                + (explanation(call).isEmpty() ? UNEXPLAINED : 0)
                + (silent && call.status() == null ? BOTH_SILENT : 0);
    }
}
