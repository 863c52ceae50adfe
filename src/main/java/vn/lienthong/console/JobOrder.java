package vn.lienthong.console;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import vn.lienthong.dossier.Problem;
import vn.lienthong.ledger.DeliveryFilter;
import vn.lienthong.ledger.DeliveryState;
import vn.lienthong.ledger.Reception;
import vn.lienthong.ledger.Verb;

/** A verb for all that a filter finds, as somebody asks for it. */
public record JobOrder(Verb verb, DeliveryFilter filter) {

    /** @throws Refusal if there is no such verb, or it is not for deliveries in the state named */
    public static JobOrder read(@Nullable String verb, DeliveryFilter filter) {
        Verb chosen = verb == null
                ? Verb.REPLAY
                : Verb.named(verb.toLowerCase(Locale.ROOT))
                        .orElseThrow(() -> Refusal.badRequest(
                                Problem.of("console.bad-parameter").in("verb")));
        if (!filter.reception().equals(Reception.ANY)) {
            throw Refusal.badRequest(Problem.of("console.job-by-reception"));
        }
        DeliveryState state = filter.state();
        if (chosen == Verb.REPLAY && state != null && state != DeliveryState.DEAD) {
            throw Refusal.badRequest(Problem.of("console.only-dead").in("state"));
        }
        if (chosen.inJobs(state).isEmpty()) {
            throw Refusal.badRequest(Problem.of("console.state-not-for-verb")
                    .in("state")
                    .with("verb", chosen.code())
                    .with("state", String.valueOf(state)));
        }
        return new JobOrder(chosen, filter);
    }

    /** What it would be done with: the same filter for each state the verb takes. */
    public List<DeliveryFilter> parts() {
        return verb.inJobs(filter.state()).stream().sorted().map(filter::in).toList();
    }
}
