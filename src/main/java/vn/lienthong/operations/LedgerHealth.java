package vn.lienthong.operations;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;
import vn.lienthong.ledger.Ledger.LedgerUnavailable;
import vn.lienthong.ledger.LedgerView;

/** Whether records are taken and kept. Down when the database is: then nothing is acknowledged, and a restart may help. */
@Component("ledgerHealthIndicator")
class LedgerHealth implements HealthIndicator {

    private final LedgerView ledger;

    LedgerHealth(LedgerView ledger) {
        this.ledger = ledger;
    }

    @Override
    public Health health() {
        try {
            long owed =
                    ledger.tallies().stream().mapToLong(LedgerView.Tally::owed).sum();
            return ledger.keeps()
                    ? Health.up().withDetail("owed", owed).build()
                    : Health.down().withDetail("reason", "ledger.unavailable").build();
        } catch (LedgerUnavailable unavailable) {
            return Health.down().withDetail("reason", unavailable.code()).build();
        }
    }
}
