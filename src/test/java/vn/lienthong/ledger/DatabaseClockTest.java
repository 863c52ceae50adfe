package vn.lienthong.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import vn.lienthong.ledger.Ledger.LedgerUnavailable;

class DatabaseClockTest {

    private static final Instant START = Instant.parse("2026-03-02T02:00:00Z");

    private final AtomicLong ticks = new AtomicLong(7);
    private final AtomicInteger asked = new AtomicInteger();
    private volatile Duration ahead = Duration.ZERO;
    private volatile Duration trip = Duration.ZERO;
    private volatile boolean away;
    private final DatabaseClock clock = new DatabaseClock(this::ask, ticks::get, Runnable::run);

    private Instant ask() {
        asked.incrementAndGet();
        if (away) {
            throw new LedgerUnavailable("away", new IllegalStateException());
        }
        ticks.addAndGet(trip.dividedBy(2).toNanos());
        Instant now = databaseTime();
        ticks.addAndGet(trip.dividedBy(2).toNanos());
        return now;
    }

    private Instant databaseTime() {
        return START.plus(ahead).plusNanos(ticks.get() - 7);
    }

    @Test
    void tells_the_databases_time_without_asking_each_time() {
        for (int n = 0; n < 100; n++) {
            ticks.addAndGet(Duration.ofMillis(20).toNanos());
            assertThat(clock.instant()).isEqualTo(databaseTime());
        }
        assertThat(asked).hasValue(1);
    }

    @Test
    void follows_the_database_within_seconds() {
        ahead = Duration.ofMillis(40);
        ticks.addAndGet(Duration.ofSeconds(3).toNanos());
        clock.instant();
        assertThat(clock.instant()).isEqualTo(databaseTime());
        assertThat(asked).hasValue(2);
    }

    @Test
    void a_sample_counts_from_the_middle_of_its_way_and_a_slow_one_not_at_all() {
        ahead = Duration.ofMillis(40);
        trip = Duration.ofMillis(10);
        ticks.addAndGet(Duration.ofSeconds(3).toNanos());
        clock.instant();
        assertThat(clock.instant()).isEqualTo(databaseTime());
        ahead = Duration.ofMillis(900);
        trip = Duration.ofSeconds(2);
        ticks.addAndGet(Duration.ofSeconds(3).toNanos());
        clock.instant();
        assertThat(clock.instant()).isEqualTo(databaseTime().minusMillis(860));
    }

    @Test
    void goes_on_by_itself_while_the_database_is_away() {
        away = true;
        ticks.addAndGet(Duration.ofHours(1).toNanos());
        clock.instant();
        assertThat(clock.instant()).isEqualTo(databaseTime());
        assertThat(asked).as("not asked again at once").hasValue(2);
    }
}
