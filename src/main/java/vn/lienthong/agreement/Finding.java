package vn.lienthong.agreement;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.lienthong.dossier.Problem;
import vn.lienthong.ledger.DeliveryState;
import vn.lienthong.ledger.LedgerView.Place;
import vn.lienthong.npsp.PortalHas;

/** What comes of holding one dossier against the ledger's word on it. */
sealed interface Finding {

    record Agrees() implements Finding {}

    /** Something is still owed, and will be sent by itself. */
    record OnTheWay() implements Finding {}

    /** Nothing is told that could be held against the ledger's word. */
    record NotCompared() implements Finding {}

    /** @param delivery the one to look at; null if there is none */
    record Differs(Problem problem, @Nullable Long delivery) implements Finding {}

    /**
     * By what the portal has.
     *
     * @param place the dossier in the ledger
     * @param confirmed whether the portal has ever said "taken" of it
     * @param newest the newest delivery; null if all are forgotten
     */
    static Finding of(Place place, boolean confirmed, @Nullable Long newest, PortalHas there) {
        DeliveryState head = place.head();
        if (head == DeliveryState.DEAD || head == DeliveryState.HELD) {
            return parked(place, confirmed, there);
        }
        if (head != null) {
            return new OnTheWay();
        }
        return switch (there) {
            case PortalHas.Nothing none when confirmed -> new Differs(Problem.of("agreement.missing"), newest);
            case PortalHas.It it when !confirmed -> new Differs(Problem.of("agreement.extra"), newest);
            case PortalHas.It(List<String> fields)
            when !fields.isEmpty() ->
                new Differs(Problem.of("agreement.changed").with("fields", String.join(", ", fields)), newest);
            default -> new Agrees();
        };
    }

    private static Finding parked(Place place, boolean confirmed, PortalHas there) {
        boolean lost = there instanceof PortalHas.Nothing && confirmed;
        String code =
                there instanceof PortalHas.It ? "agreement.stale" : lost ? "agreement.missing" : "agreement.never-sent";
        Problem problem = Problem.of(code);
        return new Differs(lost ? problem : problem.with("cause", place.cause()), place.delivery());
    }
}
