package vn.lienthong.ledger;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.lienthong.dossier.Problem;

/**
 * One record owed to one counterpart.
 *
 * @param dossier the dossier's number as its agency writes it; null if the record did not say
 * @param dueAt when it is next tried; null when it waits behind another, for a person, or for nothing more
 * @param source who gave the record
 * @param position where the record stood in its source; null for a push
 * @param receipt the counterpart's proof; null before it
 * @param problems why it stands where it stands; empty for what is well
 * @param bodiesDeletedAt when retention deleted its record's body and what was sent and answered; null while they are there
 */
public record Delivery(
        long id,
        long record,
        int version,
        String flow,
        String counterpart,
        @Nullable String dossier,
        DeliveryState state,
        int attempts,
        Instant enteredAt,
        @Nullable Instant dueAt,
        @Nullable Instant finishedAt,
        @Nullable Instant deadline,
        String source,
        @Nullable String position,
        @Nullable String receipt,
        List<Problem> problems,
        @Nullable Instant bodiesDeletedAt) {

    public Delivery {
        problems = List.copyOf(problems);
    }
}
