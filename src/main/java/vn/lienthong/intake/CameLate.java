package vn.lienthong.intake;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import vn.lienthong.dossier.Problem;
import vn.lienthong.dossier.VietnamTime;
import vn.lienthong.ledger.Ledger.Entered;

/** What is said of a record that is older, by its own word, than what came before it: nothing goes out of it. */
public final class CameLate {

    private CameLate() {}

    /** Null if it did not. */
    public static @Nullable Problem of(Examined examined, @Nullable Entered entered) {
        Instant changedAt = examined.identity().changedAt();
        return changedAt == null || entered == null || entered.kind() != Entered.Kind.OLDER
                ? null
                : Problem.of("intake.older")
                        .with(
                                "changed",
                                changedAt
                                        .atZone(VietnamTime.ZONE)
                                        .toOffsetDateTime()
                                        .toString())
                        .with("record", Long.toString(entered.record()));
    }
}
