package vn.lienthong.console;

import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.lienthong.dossier.Problem;
import vn.lienthong.paygov.PaymentState;

/** States of payments as callers write them. */
public final class PaymentStates {

    private PaymentStates() {}

    /** @throws Refusal if there is no such state */
    public static @Nullable PaymentState read(@Nullable String text, String parameter) {
        if (text == null) {
            return null;
        }
        return Stream.of(PaymentState.values())
                .filter(state -> state.name().equals(text.toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() ->
                        Refusal.badRequest(Problem.of("console.no-such-state").in(parameter)));
    }
}
