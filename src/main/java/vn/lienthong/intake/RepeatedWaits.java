package vn.lienthong.intake;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.lienthong.dossier.Problem;
import vn.lienthong.ledger.Ledger.Entered;

/**
 * What is said of a record that came again unchanged and was a dead letter by then: what was taken before needs nothing, but
 * such a one waits for a person, and nothing goes out by itself this time either.
 */
public final class RepeatedWaits {

    private RepeatedWaits() {}

    /**
     * @param dead those of the deliveries of all repeated records that are dead letters
     * @return null if none of this record's is one
     */
    public static @Nullable Problem of(Entered repeated, Set<Long> dead) {
        List<Long> waiting =
                repeated.deliveries().stream().filter(dead::contains).toList();
        return waiting.isEmpty()
                ? null
                : Problem.of("intake.repeated-waits")
                        .with("delivery", waiting.stream().map(String::valueOf).collect(Collectors.joining(", ")));
    }
}
