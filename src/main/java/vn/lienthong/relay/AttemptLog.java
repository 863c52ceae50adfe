package vn.lienthong.relay;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import vn.lienthong.dossier.Problem;
import vn.lienthong.dossier.VietnamTime;
import vn.lienthong.ledger.Ledger.Claim;
import vn.lienthong.ledger.Ledger.Next;
import vn.lienthong.ledger.Ledger.Tried;

/** One line for each attempt: what happened, and what comes next. */
final class AttemptLog {

    private static final Logger LOG = LoggerFactory.getLogger("vn.lienthong.relay.attempts");

    /** As people in Vietnam read it, whatever the machine's zone. */
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(VietnamTime.ZONE);

    private AttemptLog() {}

    static String time(Instant instant) {
        return TIME.format(instant);
    }

    static void write(Claim claim, Tried tried) {
        Level level = level(tried.next());
        if (!LOG.isEnabledForLevel(level)) {
            return;
        }
        LOG.atLevel(level)
                .addKeyValue("delivery", tried.delivery())
                .addKeyValue("dossier", claim.dossier())
                .addKeyValue("counterpart", claim.counterpart())
                .log("{} {}", happened(claim, tried), next(tried.next()));
    }

    private static Level level(Next next) {
        return switch (next) {
            case Next.Delivered _ -> Level.DEBUG;
            case Next.Retry _, Next.Withheld _ -> Level.INFO;
            case Next.Dead _, Next.Held _ -> Level.WARN;
        };
    }

    private static String happened(Claim claim, Tried tried) {
        String cause = tried.attempt().problems().stream()
                .findFirst()
                .map(Problem::code)
                .map(code -> " (" + code + ")")
                .orElse("");
        String dossier = claim.dossier() == null ? "" : " of dossier " + claim.dossier();
        return "Delivery " + tried.delivery() + dossier + " to " + claim.counterpart() + ": "
                + tried.attempt().outcome() + cause + ".";
    }

    private static String next(Next next) {
        return switch (next) {
            case Next.Delivered _ -> "Done.";
            case Next.Retry retry -> "Next attempt at " + time(retry.at()) + ".";
            case Next.Dead _ -> "It waits for a person.";
            case Next.Held _ -> "It is held for a person's word.";
            case Next.Withheld _ -> "Nothing was sent; it is held with a report.";
        };
    }
}
