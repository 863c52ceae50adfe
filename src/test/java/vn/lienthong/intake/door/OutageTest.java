package vn.lienthong.intake.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import vn.lienthong.ledger.Ledger.LedgerUnavailable;

class OutageTest {

    private final Outage outage = new Outage();

    @Test
    @Timeout(20)
    void while_the_ledger_is_away_one_waits_for_it_and_the_others_are_answered_at_once() throws Exception {
        assertThatThrownBy(() -> outage.unlessAway(OutageTest::away)).isInstanceOf(Refused.class);
        CountDownLatch tried = new CountDownLatch(1);
        CountDownLatch back = new CountDownLatch(1);
        CompletableFuture<String> first = CompletableFuture.supplyAsync(() -> probe(tried, back));
        tried.await();
        AtomicInteger others = new AtomicInteger();
        for (int n = 0; n < 10; n++) {
            assertThatThrownBy(() -> outage.unlessAway(others::incrementAndGet)).isInstanceOf(Refused.class);
        }
        assertThat(others).hasValue(0);
        back.countDown();
        assertThat(first.join()).isEqualTo("taken");
        assertThat(outage.unlessAway(() -> "taken as well")).isEqualTo("taken as well");
    }

    private String probe(CountDownLatch tried, CountDownLatch back) {
        try {
            return outage.unlessAway(() -> {
                tried.countDown();
                awaitQuietly(back);
                return "taken";
            });
        } catch (Refused refused) {
            return "refused";
        }
    }

    @Test
    void whoever_tries_next_finds_that_it_is_back() throws Exception {
        for (int n = 0; n < 3; n++) {
            assertThatThrownBy(() -> outage.unlessAway(OutageTest::away)).isInstanceOf(Refused.class);
        }
        assertThat(outage.unlessAway(() -> "taken")).isEqualTo("taken");
    }

    private static String away() {
        throw new LedgerUnavailable("away", new IllegalStateException());
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
