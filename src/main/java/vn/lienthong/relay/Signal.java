package vn.lienthong.relay;

import vn.lienthong.dossier.Problem;

/** What an attempt says about its counterpart, for the breaker. */
sealed interface Signal {

    /** It answered, with yes or with no. */
    record Answered(boolean delivered) implements Signal {}

    /** It did not do its part. */
    record Failed(Problem cause) implements Signal {}

    /** It takes nothing from us, whatever it is. */
    record Shut(Problem cause) implements Signal {}

    /** It was not asked, or the delivery waits for something of its own. */
    record SaysNothing() implements Signal {}

    static Signal of(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Delivered _ -> new Answered(true);
            case Outcome.Refused _ -> new Answered(false);
            case Outcome.Withheld _ -> new Answered(false);
            case Outcome.Unanswered(Problem cause) -> new Failed(cause);
            case Outcome.Deferred deferred ->
                switch (deferred.says()) {
                    case NOTHING -> new SaysNothing();
                    case FAILED -> new Failed(deferred.cause());
                    case SHUT -> new Shut(deferred.cause());
                };
        };
    }
}
