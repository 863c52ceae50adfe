package vn.lienthong.agreement;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import org.springframework.scheduling.annotation.Scheduled;
import vn.lienthong.ledger.Ledger.LedgerUnavailable;
import vn.lienthong.relay.Relay;

/** Starts the nightly agreement and takes a step each second, unless the portal's breaker is open. */
class AgreementWork {

    private static final ZoneId VIETNAM = ZoneId.of("Asia/Ho_Chi_Minh");

    /** A process that was down at its time and starts in the middle of the day does not begin then. */
    private static final Duration STILL_NIGHT = Duration.ofHours(1);

    private final Agreements agreements;
    private final AgreementSettings settings;
    private final Relay relay;
    private final InstantSource clock;

    AgreementWork(Agreements agreements, AgreementSettings settings, Relay relay, InstantSource clock) {
        this.agreements = agreements;
        this.settings = settings;
        this.relay = relay;
        this.clock = clock;
    }

    @Scheduled(fixedDelay = 1000)
    void goOn() {
        try {
            if (isTime()) {
                agreements.start("nightly", "nightly, as agreement.nightly says");
            }
            if (isPortalUp()) {
                agreements.step(settings.perSecond());
            }
        } catch (LedgerUnavailable unavailable) {
            // it is in the ledger: the next run goes on with it
        }
    }

    private boolean isTime() {
        LocalTime time = settings.time();
        if (time == null) {
            return false;
        }
        ZonedDateTime now = clock.instant().atZone(VIETNAM);
        Instant today = now.with(time).toInstant();
        boolean night = !now.toInstant().isBefore(today) && now.toInstant().isBefore(today.plus(STILL_NIGHT));
        return night
                && agreements
                        .latest()
                        .map(last -> last.startedAt().isBefore(today))
                        .orElse(true);
    }

    private boolean isPortalUp() {
        return relay.counterparts().stream()
                .noneMatch(counterpart -> counterpart.name().equals("npsp")
                        && !counterpart.breaker().equals("closed"));
    }
}
