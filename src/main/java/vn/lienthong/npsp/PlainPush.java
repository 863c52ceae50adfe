package vn.lienthong.npsp;

import java.util.List;
import java.util.Set;
import vn.lienthong.dossier.Batch;
import vn.lienthong.dossier.Batch.Item;
import vn.lienthong.dossier.Problem;
import vn.lienthong.relay.Outcome;

/**
 * Sends what the portal need not know before and nobody can look up, one record a call: the status of a dossier that was filed
 * there ({@code DongBoTrangThaiHoSo}, npsp 7.4), and questions, answers and ratings (npsp 8). A status says how the dossier
 * stands, so sending it again does no harm; whether the portal tells a repeated question, answer or rating from a new one is
 * not public, so whoever repeats one says so.
 */
final class PlainPush {

    static final String PORTAL_STATUS = "DongBoTrangThaiHoSo";

    static final Set<String> SERVICES =
            Set.of(PORTAL_STATUS, "DongBoHoiDap", "DongBoKetQuaHoiDapGuiTuDVCQG", "DongBoDanhGia");

    private PlainPush() {}

    /** Whether its records are about a dossier, whose number they tell. */
    static boolean isOfDossier(String service) {
        return service.equals(PORTAL_STATUS);
    }

    static Outcome send(String service, Batch batch, Conversation conversation) {
        List<Item> items = batch.ready();
        if (items.size() > 1) {
            return new Outcome.Deferred(NpspProblem.ONE_RECORD_A_CALL.problem().with("service", service), null, false);
        }
        if (!isOfDossier(service)) {
            Items.note(
                    items.stream().filter(Item::interrupted).toList(),
                    NpspProblem.RECORD_MAY_BE_DOUBLED.problem().with("service", service));
        }
        Meaning meaning = isOfDossier(service)
                ? conversation.pushStatus(
                        service, Items.mapped(items.getFirst()).body())
                : conversation.push(service, null, Items.bodies(items));
        return outcome(meaning, items);
    }

    private static Outcome outcome(Meaning meaning, List<Item> items) {
        return switch (meaning) {
            case Meaning.Accepted(Answer answer, var doubt) -> {
                Items.note(items, doubt);
                yield new Outcome.Delivered("taken, error_code " + answer.code());
            }
            case Meaning.Settled(Outcome settled) -> settled;
            case Meaning.Missing(Problem refused) -> new Outcome.Refused(refused);
            case Meaning.Resend(var changes, Problem refused) -> new Outcome.Refused(refused);
            case Meaning.SessionRefused(Problem refused, var byStatus) -> new Outcome.Refused(refused);
        };
    }
}
