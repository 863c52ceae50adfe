package vn.lienthong.console;

import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.lienthong.dossier.Problem;
import vn.lienthong.paygov.Reconciliation.Verdict;

/** Verdicts of reconciliation as callers write them. */
public final class Verdicts {

    private Verdicts() {}

    /** @throws Refusal if there is no such verdict */
    public static @Nullable Verdict read(@Nullable String text) {
        if (text == null) {
            return null;
        }
        return Stream.of(Verdict.values())
                .filter(verdict -> verdict.name().equals(text.toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() ->
                        Refusal.badRequest(Problem.of("console.bad-parameter").in("verdict")));
    }
}
