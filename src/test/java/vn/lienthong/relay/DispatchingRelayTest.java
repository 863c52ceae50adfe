package vn.lienthong.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.lienthong.ledger.DeliveryState.DEAD;
import static vn.lienthong.ledger.DeliveryState.DELIVERED;
import static vn.lienthong.ledger.DeliveryState.PENDING;
import static vn.lienthong.ledger.DeliveryState.SENDING;
import static vn.lienthong.relay.RelayStage.await;
import static vn.lienthong.relay.RelayStage.delivered;
import static vn.lienthong.relay.RelayStage.down;
import static vn.lienthong.relay.RelayStage.hold;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.dossier.Problem;
import vn.lienthong.dossier.SourceRecord;
import vn.lienthong.ledger.Attempt;
import vn.lienthong.ledger.Ledger;

class DispatchingRelayTest {

    @TempDir
    Path dir;

    @Test
    void what_is_owed_is_delivered_as_soon_as_it_is_entered() throws Exception {
        try (RelayStage stage = new RelayStage(dir).open("dossiers", 1).start()) {
            long id = stage.owe("dossiers", "G16-1", "a").getFirst();

            await(() -> stage.state(id) == DELIVERED);
            assertThat(stage.ledger.row(id).tries).hasSize(1);
            assertThat(stage.ledger.row(id).tries.getFirst().mapping()).isEqualTo("portal/dossier@v1");
            await(() -> stage.portalStatus().lastDeliveredAt() != null);
            assertThat(stage.events).containsExactly("delivered");
        }
    }

    @Test
    void deliveries_of_a_lane_go_in_order_while_lanes_go_in_parallel() throws Exception {
        try (RelayStage stage = new RelayStage(dir, "parallel: 4", "parallel: 16").open("dossiers", 3)) {
            Map<String, List<String>> byLane = new ConcurrentHashMap<>();
            AtomicInteger now = new AtomicInteger();
            AtomicInteger most = new AtomicInteger();
            stage.portal = batch -> {
                most.accumulateAndGet(now.incrementAndGet(), Math::max);
                batch.ready()
                        .forEach(item -> byLane.computeIfAbsent(
                                        String.valueOf(batch.dossier()), lane -> new ArrayList<>())
                                .add(RelayStage.text(item)));
                pause(ThreadLocalRandom.current().nextInt(3));
                now.decrementAndGet();
                return delivered();
            };
            for (int record = 0; record < 20; record++) {
                for (int lane = 0; lane < 40; lane++) {
                    stage.owe("dossiers", "G16-" + lane, String.format("%03d", record));
                }
            }
            stage.start();

            await(() -> stage.allIn(DELIVERED));
            assertThat(byLane)
                    .hasSize(40)
                    .allSatisfy((lane, records) -> assertThat(records)
                            .isEqualTo(IntStream.range(0, 20)
                                    .mapToObj(n -> String.format("%03d", n))
                                    .toList()));
            assertThat(most.get()).isBetween(2, 16);
        }
    }

    @Test
    void a_record_that_was_damaged_in_the_ledger_goes_nowhere_and_what_stands_before_it_does() throws Exception {
        try (RelayStage stage = new RelayStage(dir).open("dossiers", 10)) {
            stage.owe("dossiers", "G16-1", "before");
            stage.oweOf(SourceRecord.DAMAGED, "dossiers", "G16-1", "damaged");
            stage.owe("dossiers", "G16-1", "behind");
            stage.owe("dossiers", "G16-2", "elsewhere");
            stage.start();

            await(() -> stage.ledger.rows().stream().anyMatch(row -> row.state == DEAD));
            await(() -> stage.ledger.rows().stream()
                            .filter(row -> row.state == DELIVERED)
                            .count()
                    == 2);

            assertThat(stage.seen).containsExactlyInAnyOrder("before", "elsewhere");
            assertThat(stage.ledger.rows().stream().filter(row -> row.state == DEAD))
                    .singleElement()
                    .satisfies(row ->
                            assertThat(row.problems).extracting(Problem::code).containsExactly("ledger.body-damaged"));
        }
    }

    @Test
    void an_open_breaker_claims_nothing_and_uses_up_no_attempts() throws Exception {
        try (RelayStage stage = new RelayStage(dir).open("dossiers", 1)) {
            stage.portal = batch -> down();
            IntStream.range(0, 20).forEach(lane -> stage.owe("dossiers", "G16-" + lane, "a"));
            stage.start();
            await(() -> stage.portalStatus().breaker().equals("open"));
            await(() -> stage.portalStatus().inFlight() == 0);
            int calls = stage.calls.get();

            stage.pass(Duration.ofSeconds(29));
            stage.lookAgain();

            assertThat(stage.calls).hasValue(calls);
            assertThat(calls).isLessThan(12);
            assertThat(stage.ledger.rows().stream().filter(row -> row.state == PENDING && row.attempts == 0))
                    .hasSize(20 - calls);
            assertThat(stage.ledger.rows()).noneMatch(row -> row.state == SENDING);
            assertThat(stage.portalStatus().lastFailure()).isEqualTo(RelayStage.DOWN);
            assertThat(stage.portalStatus().openUntil()).isAfter(stage.clock.instant());
        }
    }

    @Test
    void one_probe_goes_out_when_the_breaker_has_been_open_long_enough_and_uses_up_nothing_if_it_fails()
            throws Exception {
        try (RelayStage stage = new RelayStage(dir).open("dossiers", 1)) {
            stage.portal = batch -> down();
            IntStream.range(0, 20).forEach(lane -> stage.owe("dossiers", "G16-" + lane, "a"));
            stage.start();
            await(() -> stage.portalStatus().breaker().equals("open")
                    && stage.portalStatus().inFlight() == 0);
            int calls = stage.calls.get();
            int attempts = attempts(stage);

            stage.pass(Duration.ofSeconds(31));
            await(() -> stage.calls.get() == calls + 1);
            await(() -> stage.portalStatus().breaker().equals("open"));
            stage.lookAgain();

            assertThat(stage.calls).hasValue(calls + 1);
            assertThat(attempts(stage)).isEqualTo(attempts);
        }
    }

    @Test
    void a_ledger_out_of_reach_makes_no_counterpart_slow() throws Exception {
        try (RelayStage stage = new RelayStage(dir).open("dossiers", 1)) {
            IntStream.range(0, 4).forEach(lane -> stage.owe("dossiers", "G16-" + lane, "a" + lane));
            CountDownLatch gone = new CountDownLatch(1);
            stage.portal = batch -> {
                hold(gone);
                return delivered();
            };
            stage.start();
            await(() -> stage.calls.get() == 4);
            stage.ledger.outOfReach(true);
            gone.countDown();
            await(() -> stage.ledger.refusedCalls() > 20);
            stage.pass(Duration.ofSeconds(25));
            stage.ledger.outOfReach(false);
            await(() -> stage.allIn(DELIVERED));
            await(() -> stage.portalStatus().inFlight() == 0);
            stage.lookAgain();
            assertThat(stage.portalStatus().breaker()).isEqualTo("closed");
        }
    }

    @Test
    void after_an_outage_everything_arrives_once_in_order_and_the_pace_is_ramped() throws Exception {
        try (RelayStage stage = new RelayStage(dir, "parallel: 4", "parallel: 20", "slowCall: 20s", "slowCall: 1h")
                .open("dossiers", 1)) {
            stage.portal = batch -> down();
            IntStream.range(0, 30).forEach(lane -> stage.owe("dossiers", "G16-" + lane, "a" + lane, "b" + lane));
            stage.start();
            await(() -> stage.portalStatus().breaker().equals("open")
                    && stage.portalStatus().inFlight() == 0);
            stage.seen.clear();
            CountDownLatch hold = new CountDownLatch(1);
            AtomicInteger answered = new AtomicInteger();
            stage.portal = batch -> {
                if (answered.incrementAndGet() > 1) {
                    hold(hold);
                }
                return delivered();
            };

            stage.pass(Duration.ofSeconds(31));
            await(() -> stage.portalStatus().breaker().equals("closed"));
            await(() -> stage.portalStatus().inFlight() == 2);
            stage.lookAgain();
            assertThat(stage.portalStatus().inFlight()).isEqualTo(2);
            assertThat(stage.portalStatus().parallel()).isEqualTo(2);

            stage.pass(Duration.ofSeconds(30));
            stage.leases.renewDue();
            stage.pass(Duration.ofSeconds(30));
            await(() -> stage.portalStatus().inFlight() == 11);
            hold.countDown();
            await(() -> stage.portalStatus().inFlight() == 0);
            stage.pass(Duration.ofMinutes(2));
            await(() -> stage.allIn(DELIVERED));
            await(() -> stage.portalStatus().parallel() == 20);
            assertThat(stage.seen).hasSize(60).doesNotHaveDuplicates();
            IntStream.range(0, 30)
                    .forEach(lane ->
                            assertThat(stage.seen.indexOf("a" + lane)).isLessThan(stage.seen.indexOf("b" + lane)));
        }
    }

    @Test
    void a_record_that_cannot_be_mapped_parks_its_own_lane_and_no_other() throws Exception {
        try (RelayStage stage = new RelayStage(dir).open("dossiers", 1).start()) {
            List<Long> poisoned = stage.owe("dossiers", "G16-1", "unmappable", "behind");
            List<Long> well = stage.owe("dossiers", "G16-2", "a", "b");

            await(() -> stage.state(well.get(1)) == DELIVERED && stage.state(poisoned.get(0)) == DEAD);
            assertThat(stage.state(poisoned.get(1))).isEqualTo(PENDING);
            assertThat(stage.ledger.row(poisoned.get(1)).tries).isEmpty();
            assertThat(stage.ledger.row(poisoned.get(0)).tries).hasSize(1);
            assertThat(stage.ledger.row(poisoned.get(0)).tries.getFirst().outcome())
                    .isEqualTo("refused");
            assertThat(stage.ledger.row(poisoned.get(0)).problems)
                    .extracting(Problem::code)
                    .containsExactly("mapping.no-crosswalk-pair");
            assertThat(stage.portalStatus().lastFailure()).isNull();
        }
    }

    @Test
    void a_breaker_that_slow_calls_have_opened_says_so() throws Exception {
        try (RelayStage stage = slow(Duration.ofSeconds(25))) {
            await(() -> stage.portalStatus().breaker().equals("open"));

            Relay.Counterpart status = stage.portalStatus();
            assertThat(status.lastFailure())
                    .isEqualTo(Problem.of("relay.slow-call").with("took", "25s").with("longest", "20s"));
        }
    }

    @Test
    void an_attempt_of_several_calls_is_as_slow_as_the_slowest_of_them() throws Exception {
        try (RelayStage stage = slow(Duration.ofSeconds(15), Duration.ofSeconds(15))) {
            await(() -> stage.allIn(DELIVERED));

            assertThat(stage.portalStatus().breaker()).isEqualTo("closed");
        }
    }

    /** Eight deliveries, one after the other, to a counterpart that answers each call after a time. */
    private RelayStage slow(Duration... calls) throws Exception {
        RelayStage stage = new RelayStage(dir, "parallel: 4", "parallel: 1").open("dossiers", 1);
        stage.portal = batch -> {
            List<Attempt.Call> made = new ArrayList<>();
            for (Duration took : calls) {
                made.add(new Attempt.Call("send", new byte[0], 200, new byte[0], stage.clock.instant(), took));
                stage.clock.pass(took);
            }
            return new Reply(new Outcome.Delivered("ok"), made);
        };
        IntStream.range(0, 8).forEach(lane -> stage.owe("dossiers", "G16-" + lane, "a"));
        return stage.start();
    }

    @Test
    void deliveries_of_a_flow_that_is_not_running_wait_and_use_up_nothing() throws Exception {
        try (RelayStage stage = new RelayStage(dir).start()) {
            long id = stage.owe("stopped", "G16-1", "a").getFirst();
            await(() -> !stage.relay.faults().isEmpty());
            await(() -> stage.state(id) == PENDING);
            assertThat(stage.relay.faults()).extracting(Problem::code).containsExactly("relay.flow-not-running");
            assertThat(stage.ledger.row(id).dueAt)
                    .isEqualTo(stage.clock.instant().plusSeconds(30));
            assertThat(stage.ledger.row(id).tries).isEmpty();

            stage.open("stopped", 1);
            stage.pass(Duration.ofSeconds(30));
            await(() -> stage.state(id) == DELIVERED);
            assertThat(stage.relay.faults()).isEmpty();
        }
    }

    @Test
    void what_does_not_run_here_is_left_to_the_process_where_it_runs() throws Exception {
        try (RelayStage stage = new RelayStage(dir).open("dossiers", 1).start()) {
            CountDownLatch met = new CountDownLatch(1);
            stage.portal = batch -> {
                RelayStage.hold(met);
                return RelayStage.delivered();
            };
            DispatchingRelay other = stage.anotherWithoutFlows();
            other.start();
            try {
                IntStream.range(0, 20).forEach(each -> stage.owe("dossiers", "G16-" + each, "a" + each));
                await(() ->
                        other.faults().stream().anyMatch(fault -> fault.code().equals("relay.flow-not-running")));
                stage.lookAgain();
                met.countDown();
                await(() -> stage.allIn(DELIVERED));
            } finally {
                met.countDown();
                other.stop();
            }
        }
    }

    @Test
    void what_is_owed_to_a_counterpart_is_not_sent_to_another_its_flow_goes_to_by_now() throws Exception {
        try (RelayStage stage = new RelayStage(dir)) {
            stage.flows.open(new Flow("moved", "elsewhere", "portal/moved", 1, true, true), batch -> {
                stage.calls.incrementAndGet();
                return delivered();
            });
            long id = stage.owe("moved", "G16-1", "a").getFirst();
            stage.start();
            await(() ->
                    stage.relay.faults().stream().anyMatch(fault -> fault.code().equals("relay.flow-elsewhere")));
            await(() -> stage.state(id) == PENDING);
            assertThat(stage.calls).hasValue(0);
            assertThat(stage.ledger.row(id).tries).isEmpty();

            stage.open("moved", 1);
            stage.pass(Duration.ofSeconds(30));
            await(() -> stage.state(id) == DELIVERED);
            assertThat(stage.relay.faults()).isEmpty();
        }
    }

    @Test
    void a_flow_of_which_nothing_is_due_any_more_is_no_fault() throws Exception {
        try (RelayStage stage = new RelayStage(dir).start()) {
            long id = stage.owe("stopped", "G16-1", "a").getFirst();
            await(() -> !stage.relay.faults().isEmpty());
            await(() -> stage.state(id) == PENDING);
            stage.ledger.cancel(id, new Ledger.Decision("an operator", "nobody wants it"));
            stage.pass(Duration.ofMinutes(11));

            assertThat(stage.relay.faults()).isEmpty();
        }
    }

    @Test
    void a_flow_whose_counterpart_has_no_policy_is_delivered_and_reported() throws Exception {
        Path empty = Files.createDirectory(dir.resolve("policies"));
        try (RelayStage stage = new RelayStage(empty)) {
            Files.delete(empty.resolve("portal.yaml"));
            stage.refreshPolicies();
            stage.open("dossiers", 1).start();
            long id = stage.owe("dossiers", "G16-1", "a").getFirst();

            await(() -> stage.state(id) == DELIVERED);
            assertThat(stage.relay.faults()).extracting(Problem::code).containsExactly("relay.no-policy");
        }
    }

    @Test
    void a_ledger_out_of_reach_is_waited_for() throws Exception {
        try (RelayStage stage = new RelayStage(dir).open("dossiers", 1).start()) {
            stage.ledger.outOfReach(true);
            await(() -> stage.relay
                    .faults()
                    .contains(Problem.of("relay.cannot-claim").with("why", "ledger.unavailable")));
            stage.ledger.outOfReach(false);
            long id = stage.owe("dossiers", "G16-1", "a").getFirst();

            await(() -> stage.state(id) == DELIVERED);
            await(() -> stage.relay.faults().isEmpty());
        }
    }

    @Test
    void a_process_that_could_not_say_that_it_is_at_work_says_so_later_and_delivers() throws Exception {
        try (RelayStage stage = new RelayStage(dir).open("dossiers", 1)) {
            stage.owe("dossiers", "G16-1", "a");
            stage.processes.failNext(new OutOfMemoryError("of a test"));

            stage.start();

            await(() -> stage.allIn(DELIVERED));
        }
    }

    @Test
    void what_the_counterpart_answered_is_written_when_the_ledger_is_back() throws Exception {
        try (RelayStage stage = new RelayStage(dir).open("dossiers", 1)) {
            stage.portal = batch -> {
                stage.ledger.outOfReach(true);
                return delivered();
            };
            long id = stage.owe("dossiers", "G16-1", "a").getFirst();
            stage.start();
            await(() -> stage.calls.get() == 1);
            await(() -> stage.ledger.refusedCalls() > 3);
            stage.ledger.outOfReach(false);

            await(() -> stage.state(id) == DELIVERED);
            assertThat(stage.calls).hasValue(1);
        }
    }

    @Test
    void a_changed_policy_is_in_force_without_a_restart() throws Exception {
        try (RelayStage stage = new RelayStage(dir, "parallel: 4", "parallel: 1").open("dossiers", 1)) {
            CountDownLatch hold = new CountDownLatch(1);
            stage.portal = batch -> {
                hold(hold);
                return delivered();
            };
            IntStream.range(0, 10).forEach(lane -> stage.owe("dossiers", "G16-" + lane, "a"));
            stage.start();
            await(() -> stage.portalStatus().inFlight() == 1);
            Files.writeString(dir.resolve("portal.yaml"), "policy: portal\npace: { perSecond: 0, parallel: 7 }\n");
            stage.refreshPolicies();

            await(() -> stage.portalStatus().inFlight() == 7);
            hold.countDown();
        }
    }

    @Test
    void a_look_at_the_policies_that_ends_after_the_stop_begins_nothing_anew() throws Exception {
        try (RelayStage stage = new RelayStage(dir).open("dossiers", 1).start()) {
            await(() -> !stage.relay.share().equals(Share.NONE));
            stage.relay.stop();

            stage.relay.refresh();

            assertThat(stage.relay.borrow("portal"))
                    .as("nobody is there any more who would keep a call back")
                    .isTrue();
        }
    }

    private static int attempts(RelayStage stage) {
        return stage.ledger.rows().stream().mapToInt(row -> row.attempts).sum();
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
