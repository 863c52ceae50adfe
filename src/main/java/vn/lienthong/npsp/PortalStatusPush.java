package vn.lienthong.npsp;

import java.util.List;
import vn.lienthong.dossier.Batch;
import vn.lienthong.dossier.Batch.Item;
import vn.lienthong.dossier.Problem;
import vn.lienthong.relay.Outcome;

/**
 * Tells the status of a dossier that was filed on the portal ({@code DongBoTrangThaiHoSo}, npsp 7.4), one a call. The
 * portal made that dossier and knows it, so it is neither looked up nor created; a status says how the dossier stands, so
 * sending it again does no harm.
 */
final class PortalStatusPush {

    static final String SERVICE = "DongBoTrangThaiHoSo";

    private PortalStatusPush() {}

    static Outcome send(Batch batch, Conversation conversation) {
        List<Item> items = batch.ready();
        if (items.size() > 1) {
            return new Outcome.Deferred(NpspProblem.ONE_STATUS_A_CALL.problem(), null, false);
        }
        Verdict verdict =
                conversation.pushStatus(SERVICE, Items.mapped(items.getFirst()).body());
        return switch (verdict) {
            case Verdict.Accepted(Answer answer, var doubt) -> {
                Items.note(items, doubt);
                yield new Outcome.Delivered("status taken, error_code " + answer.code());
            }
            case Verdict.Settled(Outcome settled) -> settled;
            case Verdict.Missing(Problem refused) -> new Outcome.Refused(refused);
            case Verdict.Resend(var changes, Problem refused) -> new Outcome.Refused(refused);
            case Verdict.SessionRefused says -> new Outcome.Refused(NpspProblem.REFUSED.problem());
        };
    }
}
