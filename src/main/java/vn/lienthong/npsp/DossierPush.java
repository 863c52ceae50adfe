package vn.lienthong.npsp;

import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.lienthong.dossier.Batch;
import vn.lienthong.dossier.Batch.Item;
import vn.lienthong.dossier.Problem;
import vn.lienthong.relay.Outcome;
import vn.lienthong.relay.Policy;

/**
 * Creates or updates a dossier ({@code DongBoHoSoMC}, npsp 7.2). Our own receipts say which; where they do not, or where an
 * earlier attempt may have arrived, the portal is asked first. A dossier is sent whole, so sending it again does no harm.
 * A dossier that was filed on the portal is never pushed back (npsp 7.4): one that is there and that we did not create is
 * looked for among those the portal gave us.
 */
final class DossierPush {

    static final String SERVICE = "DongBoHoSoMC";
    private static final String SWITCH = "isUpdating";

    /** What an answer rule may have changed before the dossier is sent again. */
    static final List<Map<String, String>> RESENDS = Stream.of(true, false)
            .map(updating -> Map.of(SWITCH, Envelope.written(updating)))
            .toList();

    private final NpspSettings settings;
    private final Predicate<String> filedOnThePortal;

    /** @param filedOnThePortal whether a dossier, by its number, came to us from the portal */
    DossierPush(NpspSettings settings, Predicate<String> filedOnThePortal) {
        this.settings = settings;
        this.filedOnThePortal = filedOnThePortal;
    }

    Outcome send(Batch batch, Conversation conversation) {
        boolean updating = batch.known();
        if (!settings.canAsk() && !batch.known() && cameFromThePortal(batch)) {
            return filedOnThePortal();
        }
        if (mustAsk(batch, conversation.policy())) {
            switch (Lookup.ask(conversation, batch)) {
                case Lookup.Present there -> {
                    if (!batch.known() && cameFromThePortal(batch)) {
                        return filedOnThePortal();
                    }
                    updating = true;
                }
                case Lookup.Absent none -> updating = false;
                case Lookup.NotAsked(Outcome.Deferred why) -> {
                    return why;
                }
            }
        }
        return send(batch, updating, conversation);
    }

    /** What the portal has of this number came, or may have come, from us. */
    private static boolean mayBeOurs(Batch batch) {
        return batch.known() || batch.items().stream().anyMatch(Item::interrupted);
    }

    private boolean cameFromThePortal(Batch batch) {
        String number = Lookup.number(batch);
        return number != null && filedOnThePortal.test(number);
    }

    private static Outcome filedOnThePortal() {
        return new Outcome.Refused(NpspProblem.FILED_ON_THE_PORTAL.problem());
    }

    private boolean mustAsk(Batch batch, Policy policy) {
        boolean mayBeThere =
                batch.items().stream().anyMatch(Item::interrupted) && policy.unanswered() == Policy.WhenUnanswered.ASK;
        return settings.canAsk() && (!batch.known() || mayBeThere);
    }

    /** At most once as a creation and once as an update: two answers that contradict each other are a refusal. */
    private static Outcome send(Batch batch, boolean updating, Conversation conversation) {
        List<Item> items = batch.ready();
        Meaning meaning = conversation.push(SERVICE, updating, Items.bodies(items));
        Boolean other = other(meaning, updating);
        if (other == null) {
            return outcome(meaning, batch, updating);
        }
        Meaning second = conversation.push(SERVICE, other, Items.bodies(items));
        return other(second, other) == null ? outcome(second, batch, other) : new Outcome.Refused(refusal(meaning));
    }

    /** The other way to send it, if the answer asks for that; null if not. */
    private static @Nullable Boolean other(Meaning meaning, boolean updating) {
        return switch (meaning) {
            case Meaning.Resend(var changes, Problem refused)
            when Envelope.written(!updating).equalsIgnoreCase(changes.get(SWITCH)) -> !updating;
            case Meaning.Missing missing when updating -> false;
            default -> null;
        };
    }

    private static Outcome outcome(Meaning meaning, Batch batch, boolean updating) {
        return switch (meaning) {
            case Meaning.Accepted(Answer answer, var doubt) -> {
                Items.note(batch.ready(), doubt);
                Items.note(
                        batch.ready(), updating && !mayBeOurs(batch) ? NpspProblem.WAS_THERE_BEFORE.problem() : null);
                yield new Outcome.Delivered((updating ? "updated" : "created") + ", error_code " + answer.code());
            }
            case Meaning.Settled(Outcome settled) -> settled;
            default -> new Outcome.Refused(refusal(meaning));
        };
    }

    private static Problem refusal(Meaning meaning) {
        return switch (meaning) {
            case Meaning.Resend(var changes, Problem refused) -> refused;
            case Meaning.Missing(Problem refused) -> refused;
            default -> NpspProblem.REFUSED.problem();
        };
    }
}
