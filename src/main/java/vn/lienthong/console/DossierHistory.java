package vn.lienthong.console;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import vn.lienthong.dossier.DossierNo;
import vn.lienthong.ledger.Attempt;
import vn.lienthong.ledger.Delivery;
import vn.lienthong.ledger.LedgerView;

/** All that happened to a dossier, at all counterparts, in the order of time. */
@Component
public final class DossierHistory {

    private final LedgerView ledger;

    public DossierHistory(LedgerView ledger) {
        this.ledger = ledger;
    }

    /** What is owed or was owed of a dossier, in lane order; empty if the ledger never heard of it. */
    public List<Delivery> deliveries(DossierNo dossier) {
        return ledger.dossier(dossier);
    }

    /** Oldest first; what happened at one instant stays in lane order. */
    public List<Moment> moments(List<Delivery> deliveries) {
        List<Long> ids = deliveries.stream().map(Delivery::id).toList();
        Map<Long, List<Attempt>> tried = ledger.tried(ids);
        Map<Long, List<LedgerView.Event>> decided = ledger.decided(ids);
        List<Moment> moments = new ArrayList<>();
        for (Delivery delivery : deliveries) {
            moments.add(new Moment.Entered(delivery.enteredAt(), delivery));
            tried.getOrDefault(delivery.id(), List.of())
                    .forEach(attempt -> moments.add(new Moment.Tried(attempt, delivery)));
            decided.getOrDefault(delivery.id(), List.of())
                    .forEach(event -> moments.add(new Moment.Decided(event, delivery)));
        }
        moments.sort(Comparator.comparing(Moment::at));
        return moments;
    }

    /** One thing that happened. */
    public sealed interface Moment {

        Instant at();

        Delivery delivery();

        /** A record came, and a delivery was owed from then on. */
        record Entered(Instant at, Delivery delivery) implements Moment {}

        /** The counterpart was tried; by which calls, only the delivery itself tells. */
        record Tried(Attempt attempt, Delivery delivery) implements Moment {
            @Override
            public Instant at() {
                return attempt.startedAt();
            }
        }

        /** A person, or the product in a person's stead, decided something. */
        record Decided(LedgerView.Event event, Delivery delivery) implements Moment {
            @Override
            public Instant at() {
                return event.at();
            }
        }
    }
}
