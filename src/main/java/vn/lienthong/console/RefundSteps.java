package vn.lienthong.console;

import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.lienthong.dossier.Problem;
import vn.lienthong.paygov.Refund.Step;

/** Steps of refunds as callers write them. */
public final class RefundSteps {

    private RefundSteps() {}

    /** @throws Refusal if there is no such step */
    public static Step read(@Nullable String text) {
        return Stream.of(Step.values())
                .filter(step -> text != null && step.name().equals(text.toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> Refusal.badRequest(
                        Problem.of("console.no-such-step").in("step").with("known", known())));
    }

    private static String known() {
        return String.join(", ", Stream.of(Step.values()).map(Step::name).toList());
    }
}
