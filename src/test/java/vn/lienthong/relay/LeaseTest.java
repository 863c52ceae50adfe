package vn.lienthong.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.lienthong.ledger.DeliveryState.DELIVERED;
import static vn.lienthong.ledger.DeliveryState.PENDING;
import static vn.lienthong.ledger.DeliveryState.RETRYING;
import static vn.lienthong.ledger.DeliveryState.SENDING;
import static vn.lienthong.relay.RelayStage.await;
import static vn.lienthong.relay.RelayStage.delivered;
import static vn.lienthong.relay.RelayStage.hold;
import static vn.lienthong.relay.RelayStage.refused;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.dossier.Problem;
import vn.lienthong.ledger.InMemoryLedger;
import vn.lienthong.ledger.Ledger;

/** How long a lane is a process's own, and how it gives it back. */
class LeaseTest {

    @TempDir
    Path dir;

    @Test
    void the_lease_of_long_work_is_renewed_and_a_lost_lane_is_not_settled() throws Exception {
        try (RelayStage stage = new RelayStage(dir).open("dossiers", 1)) {
            CountDownLatch hold = new CountDownLatch(1);
            stage.portal = batch -> {
                hold(hold);
                return delivered();
            };
            long id = stage.owe("dossiers", "G16-1", "a").getFirst();
            stage.start();
            await(() -> stage.calls.get() == 1);

            for (int third = 0; third < 12; third++) {
                stage.clock.pass(Duration.ofSeconds(20));
                stage.leases.renewDue();
            }
            stage.lookAgain();
            assertThat(stage.calls)
                    .as("nobody else took the lane in four minutes")
                    .hasValue(1);
            assertThat(stage.state(id)).isEqualTo(SENDING);

            stage.clock.pass(Duration.ofMinutes(2));
            Ledger.Claim theirs = stage.ledger
                    .claim("portal", 1, Map.of(), Duration.ofHours(1))
                    .getFirst();
            hold.countDown();
            await(() -> stage.portalStatus().inFlight() == 0);
            assertThat(stage.ledger.row(id).tries)
                    .as("the fence kept the first worker out")
                    .isEmpty();
            assertThat(stage.ledger.renew(theirs, Duration.ofHours(1))).isTrue();
        }
    }

    @Test
    void a_process_does_not_take_a_lane_over_from_itself() throws Exception {
        try (RelayStage stage = new RelayStage(dir).open("dossiers", 1)) {
            CountDownLatch hold = new CountDownLatch(1);
            stage.portal = batch -> {
                hold(hold);
                return delivered();
            };
            long id = stage.owe("dossiers", "G16-1", "a").getFirst();
            stage.start();
            await(() -> stage.calls.get() == 1);

            stage.pass(Duration.ofMinutes(2));
            await(() -> stage.state(id) == PENDING);
            stage.pass(Duration.ofSeconds(1));
            await(() -> stage.state(id) == PENDING);
            stage.lookAgain();
            assertThat(stage.calls).hasValue(1);

            hold.countDown();
            await(() -> stage.portalStatus().inFlight() == 0);
            stage.pass(Duration.ofSeconds(1));
            await(() -> stage.state(id) == DELIVERED);
            assertThat(stage.ledger.row(id).tries).hasSize(1);
            assertThat(stage.calls).hasValue(2);
        }
    }

    @Test
    void a_worker_whose_lease_ran_out_sends_nothing_more_and_writes_nothing() throws Exception {
        try (RelayStage stage = new RelayStage(dir).open("progress", 10)) {
            List<List<String>> sent = new CopyOnWriteArrayList<>();
            stage.portal = batch -> {
                sent.add(batch.ready().stream().map(RelayStage::text).toList());
                if (sent.size() == 1) {
                    stage.clock.pass(Duration.ofSeconds(55));
                    return refused();
                }
                return delivered();
            };
            List<Long> ids = stage.owe("progress", "G16-1", "a", "b");
            stage.start();

            await(() -> stage.calls.get() == 1 && stage.portalStatus().inFlight() == 0);
            assertThat(sent).as("the refused batch is not tried one by one").containsExactly(List.of("a", "b"));
            assertThat(stage.states(ids)).containsExactly(SENDING, SENDING);

            stage.pass(Duration.ofSeconds(5));
            await(() -> stage.states(ids).equals(List.of(DELIVERED, DELIVERED)));
            assertThat(stage.ledger.row(ids.getFirst()).tries).hasSize(1);
        }
    }

    @Test
    void a_worker_told_that_it_is_too_late_before_anything_went_out_gives_the_lane_back_untouched() throws Exception {
        try (RelayStage stage = new RelayStage(dir).open("dossiers", 1)) {
            List<Boolean> interrupted = new CopyOnWriteArrayList<>();
            stage.portal = batch -> {
                interrupted.add(batch.items().getFirst().interrupted());
                stage.clock.pass(interrupted.size() == 1 ? Duration.ofSeconds(55) : Duration.ZERO);
                return batch.mayBeSent() ? delivered() : new Reply(Outcome.Deferred.tooLate(), List.of());
            };
            long id = stage.owe("dossiers", "G16-1", "a").getFirst();
            stage.start();

            await(() -> stage.state(id) == DELIVERED);
            assertThat(interrupted).containsExactly(false, false);
            assertThat(stage.ledger.row(id).tries).hasSize(1);
        }
    }

    @Test
    void a_stop_waits_for_what_is_under_way_and_claims_nothing_more() throws Exception {
        RelayStage stage = new RelayStage(dir, "parallel: 4", "parallel: 1").open("dossiers", 1);
        stage.portal = batch -> {
            pause(20);
            return delivered();
        };
        IntStream.range(0, 10).forEach(lane -> stage.owe("dossiers", "G16-" + lane, "a"));
        stage.start();
        await(() -> stage.calls.get() == 2);
        stage.close();

        assertThat(stage.calls.get()).isLessThanOrEqualTo(3);
        assertThat(stage.ledger.rows()).allMatch(row -> row.state == DELIVERED || row.state == PENDING);
        assertThat(stage.ledger.rows().stream().filter(row -> row.state == DELIVERED))
                .hasSize(stage.calls.get());
    }

    @Test
    void what_a_stop_cannot_wait_for_is_asked_about_by_the_next_attempt() throws Exception {
        RelayStage stage = new RelayStage(dir, Clock.systemUTC()).open("dossiers", 1);
        CountDownLatch hold = new CountDownLatch(1);
        stage.portal = batch -> {
            hold(hold);
            return delivered();
        };
        long id = stage.owe("dossiers", "G16-1", "a").getFirst();
        stage.start();
        await(() -> stage.calls.get() == 1);
        stage.close();
        hold.countDown();

        InMemoryLedger.Row row = stage.ledger.row(id);
        assertThat(row.state).isEqualTo(RETRYING);
        assertThat(row.problems).extracting(Problem::code).containsExactly("relay.stopped");
        Ledger.Claim next =
                stage.ledger.claim("portal", 1, Map.of(), Duration.ofMinutes(1)).getFirst();
        assertThat(next.deliveries().getFirst().interrupted()).isTrue();
    }

    @Test
    void what_a_stop_could_not_wait_for_sends_nothing_more_once_it_is_left_to_the_next_attempt() throws Exception {
        RelayStage stage = new RelayStage(dir, Clock.systemUTC()).open("dossiers", 1);
        CountDownLatch asked = new CountDownLatch(1);
        CompletableFuture<Boolean> sendsMore = new CompletableFuture<>();
        stage.portal = batch -> {
            hold(asked);
            sendsMore.complete(batch.mayBeSent());
            return delivered();
        };
        stage.owe("dossiers", "G16-1", "a");
        stage.start();
        await(() -> stage.calls.get() == 1);
        stage.close();
        asked.countDown();

        assertThat(sendsMore.get(10, TimeUnit.SECONDS)).isFalse();
    }

    /** How long the counterpart takes. */
    private static void pause(int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
