package vn.lienthong.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.lienthong.ledger.DeliveryState.DEAD;
import static vn.lienthong.ledger.DeliveryState.DELIVERED;
import static vn.lienthong.ledger.DeliveryState.HELD;
import static vn.lienthong.ledger.DeliveryState.PENDING;
import static vn.lienthong.ledger.DeliveryState.RETRYING;
import static vn.lienthong.ledger.DeliveryState.SENDING;
import static vn.lienthong.relay.RelayStage.await;
import static vn.lienthong.relay.RelayStage.cutOff;
import static vn.lienthong.relay.RelayStage.delivered;
import static vn.lienthong.relay.RelayStage.down;
import static vn.lienthong.relay.RelayStage.refused;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.lienthong.dossier.Batch;
import vn.lienthong.dossier.Problem;
import vn.lienthong.ledger.DeliveryState;
import vn.lienthong.ledger.InMemoryLedger;
import vn.lienthong.ledger.Ledger;

class DispatchingRelayTest {

    @TempDir
    Path dir;

    @Test
    void what_is_owed_is_delivered_as_soon_as_it_is_entered() throws Exception {
        try (RelayStage stage = new RelayStage(dir).open("dossiers", 1).start()) {
            long id = stage.owe("dossiers", "G16-1", "a").getFirst();

            await(() -> state(stage, id) == DELIVERED);
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

            await(() -> allIn(stage, DELIVERED));
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
            await(() -> allIn(stage, DELIVERED));
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

            await(() -> state(stage, well.get(1)) == DELIVERED && state(stage, poisoned.get(0)) == DEAD);
            assertThat(state(stage, poisoned.get(1))).isEqualTo(PENDING);
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
    void in_a_batch_what_stands_before_an_unmappable_record_is_sent_and_what_stands_behind_it_waits() throws Exception {
        try (RelayStage stage = new RelayStage(dir).open("progress", 10)) {
            List<Long> ids = stage.owe("progress", "G16-1", "a", "b", "unmappable", "d");
            stage.start();

            await(() -> state(stage, ids.get(2)) == DEAD);
            assertThat(states(stage, ids)).containsExactly(DELIVERED, DELIVERED, DEAD, PENDING);
            assertThat(stage.calls).hasValue(1);
        }
    }

    @Test
    void an_unmappable_record_is_judged_only_when_its_turn_has_come() throws Exception {
        try (RelayStage stage = new RelayStage(dir).open("progress", 10)) {
            stage.portal = batch -> down();
            List<Long> ids = stage.owe("progress", "G16-1", "a", "unmappable");
            stage.start();

            await(() -> state(stage, ids.get(0)) == RETRYING);
            assertThat(state(stage, ids.get(1))).isEqualTo(PENDING);
        }
    }

    @Test
    void a_refused_batch_is_halved_until_the_first_bad_item_stands_alone() throws Exception {
        try (RelayStage stage = new RelayStage(dir).open("progress", 10)) {
            List<List<String>> sent = new CopyOnWriteArrayList<>();
            stage.portal = batch -> {
                List<String> texts =
                        batch.ready().stream().map(RelayStage::text).toList();
                sent.add(texts);
                return texts.contains("c") ? refused() : delivered();
            };
            List<Long> ids = stage.owe("progress", "G16-1", "a", "b", "c", "d");
            stage.start();

            await(() -> state(stage, ids.get(2)) == DEAD);
            assertThat(states(stage, ids)).containsExactly(DELIVERED, DELIVERED, DEAD, PENDING);
            assertThat(sent).containsExactly(List.of("a", "b", "c", "d"), List.of("a", "b"), List.of("c"));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4, 5, 8, 9})
    void one_bad_item_of_ten_costs_a_few_calls_wherever_it_stands_and_nothing_accepted_is_sent_again(int bad)
            throws Exception {
        try (RelayStage stage = new RelayStage(dir).open("progress", 10)) {
            List<String> accepted = new CopyOnWriteArrayList<>();
            stage.portal = batch -> {
                List<String> texts =
                        batch.ready().stream().map(RelayStage::text).toList();
                if (texts.contains("r" + bad)) {
                    return refused();
                }
                accepted.addAll(texts);
                return delivered();
            };
            String[] records = IntStream.range(0, 10).mapToObj(n -> "r" + n).toArray(String[]::new);
            List<Long> ids = stage.owe("progress", "G16-1", records);
            stage.start();

            await(() -> state(stage, ids.get(bad)) == DEAD
                    && states(stage, ids).subList(bad + 1, 10).stream().allMatch(PENDING::equals));
            assertThat(accepted).isEqualTo(List.of(records).subList(0, bad));
            assertThat(stage.calls.get()).isLessThanOrEqualTo(6);
        }
    }

    @Test
    void items_refused_only_together_are_delivered_in_halves() throws Exception {
        try (RelayStage stage = new RelayStage(dir).open("progress", 10)) {
            stage.portal = batch -> batch.ready().size() > 1 ? refused() : delivered();
            List<Long> ids = stage.owe("progress", "G16-1", "a", "b", "c", "d", "e");
            stage.start();

            await(() -> state(stage, ids.get(4)) == DELIVERED);
            assertThat(states(stage, ids)).allMatch(DELIVERED::equals);
        }
    }

    @Test
    void a_half_that_is_not_taken_now_waits_with_all_behind_it() throws Exception {
        try (RelayStage stage = new RelayStage(dir).open("progress", 10)) {
            stage.portal = batch -> {
                List<String> texts =
                        batch.ready().stream().map(RelayStage::text).toList();
                return texts.size() == 4 ? refused() : texts.contains("a") ? delivered() : down();
            };
            List<Long> ids = stage.owe("progress", "G16-1", "a", "b", "c", "d");
            stage.start();

            await(() -> states(stage, ids).equals(List.of(DELIVERED, DELIVERED, RETRYING, PENDING)));
        }
    }

    @Test
    void an_unanswered_attempt_is_tried_again_as_an_interrupted_one() throws Exception {
        try (RelayStage stage = new RelayStage(dir).open("dossiers", 1)) {
            List<Boolean> interrupted = new CopyOnWriteArrayList<>();
            stage.portal = batch -> {
                interrupted.add(batch.items().getFirst().interrupted());
                return switch (interrupted.size()) {
                    case 1 -> cutOff();
                    case 2 -> down();
                    default -> delivered();
                };
            };
            long id = stage.owe("dossiers", "G16-1", "a").getFirst();
            stage.start();
            await(() -> state(stage, id) == RETRYING);
            assertThat(stage.ledger.row(id).dueAt)
                    .isEqualTo(stage.clock.instant().plusSeconds(10));
            stage.pass(Duration.ofSeconds(10));
            await(() -> stage.ledger.row(id).attempts == 2);
            stage.pass(Duration.ofSeconds(20));
            await(() -> state(stage, id) == DELIVERED);

            assertThat(interrupted).containsExactly(false, true, true);
        }
    }

    @Test
    void an_unanswered_attempt_is_held_where_the_policy_wants_a_persons_word() throws Exception {
        try (RelayStage stage = new RelayStage(dir, "unanswered: ask", "unanswered: hold").open("dossiers", 1)) {
            stage.portal = batch -> cutOff();
            long id = stage.owe("dossiers", "G16-1", "a").getFirst();
            stage.start();

            await(() -> state(stage, id) == HELD);
        }
    }

    @Test
    void a_batch_without_an_answer_is_held_whole_where_the_policy_wants_a_persons_word() throws Exception {
        try (RelayStage stage = new RelayStage(dir, "unanswered: ask", "unanswered: hold").open("progress", 10)) {
            stage.portal = batch -> stage.calls.get() == 1 ? cutOff() : delivered();
            List<Long> ids = stage.owe("progress", "G16-1", "a", "b", "c");
            stage.start();

            await(() -> states(stage, ids).equals(List.of(HELD, HELD, HELD)));
            stage.lookAgain();
            assertThat(stage.calls).hasValue(1);
        }
    }

    @Test
    void a_batch_without_an_answer_goes_again_whole_and_as_an_interrupted_one() throws Exception {
        try (RelayStage stage = new RelayStage(dir, "unanswered: ask", "unanswered: resend").open("progress", 10)) {
            List<List<Boolean>> interrupted = new CopyOnWriteArrayList<>();
            stage.portal = batch -> {
                interrupted.add(
                        batch.items().stream().map(Batch.Item::interrupted).toList());
                return interrupted.size() == 1 ? cutOff() : delivered();
            };
            List<Long> ids = stage.owe("progress", "G16-1", "a", "b");
            stage.start();
            await(() -> states(stage, ids).equals(List.of(RETRYING, RETRYING)));
            stage.pass(Duration.ofSeconds(10));

            await(() -> states(stage, ids).equals(List.of(DELIVERED, DELIVERED)));
            assertThat(interrupted).containsExactly(List.of(false, false), List.of(true, true));
        }
    }

    @Test
    void what_a_crash_cut_off_is_held_too_where_the_policy_wants_a_persons_word() throws Exception {
        try (RelayStage stage = new RelayStage(dir, "unanswered: ask", "unanswered: hold").open("dossiers", 1)) {
            long id = stage.owe("dossiers", "G16-1", "a").getFirst();
            stage.ledger.claim("portal", 1, Map.of(), Duration.ofSeconds(1));
            stage.clock.pass(Duration.ofSeconds(2));
            stage.start();

            await(() -> state(stage, id) == HELD);
            assertThat(stage.calls).hasValue(0);
            stage.ledger.release(id, new Ledger.Decision("an operator", "the portal does not have it"));
            await(() -> state(stage, id) == DELIVERED);
        }
    }

    @Test
    void a_route_that_throws_or_leaves_no_reply_is_unanswered_never_a_success() throws Exception {
        try (RelayStage stage = new RelayStage(dir, "window: 4", "window: 40").open("dossiers", 1)) {
            stage.portal = batch -> {
                if (RelayStage.text(batch.items().getFirst()).equals("throws")) {
                    throw new IllegalStateException("unforeseen");
                }
                return null;
            };
            long thrown = stage.owe("dossiers", "G16-1", "throws").getFirst();
            long silent = stage.owe("dossiers", "G16-2", "silent").getFirst();
            stage.start();

            await(() -> state(stage, thrown) == RETRYING && state(stage, silent) == RETRYING);
            for (long id : List.of(thrown, silent)) {
                assertThat(stage.ledger.row(id).tries.getFirst().outcome()).isEqualTo("unanswered");
                assertThat(stage.ledger.row(id).problems)
                        .extracting(Problem::code)
                        .containsExactly("relay.no-outcome");
            }
        }
    }

    @Test
    void deliveries_of_a_flow_that_is_not_running_wait_and_use_up_nothing() throws Exception {
        try (RelayStage stage = new RelayStage(dir).start()) {
            long id = stage.owe("stopped", "G16-1", "a").getFirst();
            await(() -> !stage.relay.faults().isEmpty());
            await(() -> state(stage, id) == PENDING);
            assertThat(stage.relay.faults()).extracting(Problem::code).containsExactly("relay.flow-not-running");
            assertThat(stage.ledger.row(id).dueAt)
                    .isEqualTo(stage.clock.instant().plusSeconds(30));
            assertThat(stage.ledger.row(id).tries).isEmpty();

            stage.open("stopped", 1);
            stage.pass(Duration.ofSeconds(30));
            await(() -> state(stage, id) == DELIVERED);
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

            await(() -> state(stage, id) == DELIVERED);
            assertThat(stage.relay.faults()).extracting(Problem::code).containsExactly("relay.no-policy");
        }
    }

    @Test
    void a_ledger_out_of_reach_is_waited_for() throws Exception {
        try (RelayStage stage = new RelayStage(dir).open("dossiers", 1).start()) {
            stage.ledger.outOfReach(true);
            await(() ->
                    stage.relay.faults().stream().anyMatch(fault -> fault.code().equals("relay.cannot-claim")));
            stage.ledger.outOfReach(false);
            long id = stage.owe("dossiers", "G16-1", "a").getFirst();

            await(() -> state(stage, id) == DELIVERED);
            await(() -> stage.relay.faults().isEmpty());
        }
    }

    @Test
    void a_process_that_could_not_say_that_it_is_at_work_says_so_later_and_delivers() throws Exception {
        try (RelayStage stage = new RelayStage(dir).open("dossiers", 1)) {
            stage.owe("dossiers", "G16-1", "a");
            stage.processes.failNext(new OutOfMemoryError("of a test"));

            stage.start();

            await(() -> allIn(stage, DELIVERED));
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

            await(() -> state(stage, id) == DELIVERED);
            assertThat(stage.calls).hasValue(1);
        }
    }

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
            assertThat(state(stage, id)).isEqualTo(SENDING);

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
            await(() -> state(stage, id) == PENDING);
            stage.pass(Duration.ofSeconds(1));
            await(() -> state(stage, id) == PENDING);
            stage.lookAgain();
            assertThat(stage.calls).hasValue(1);

            hold.countDown();
            await(() -> stage.portalStatus().inFlight() == 0);
            stage.pass(Duration.ofSeconds(1));
            await(() -> state(stage, id) == DELIVERED);
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
            assertThat(states(stage, ids)).containsExactly(SENDING, SENDING);

            stage.pass(Duration.ofSeconds(5));
            await(() -> states(stage, ids).equals(List.of(DELIVERED, DELIVERED)));
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

            await(() -> state(stage, id) == DELIVERED);
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

    private static DeliveryState state(RelayStage stage, long id) {
        return stage.ledger.row(id).state;
    }

    private static List<DeliveryState> states(RelayStage stage, List<Long> ids) {
        return ids.stream().map(id -> state(stage, id)).toList();
    }

    private static boolean allIn(RelayStage stage, DeliveryState state) {
        return stage.ledger.rows().stream().allMatch(row -> row.state == state);
    }

    private static int attempts(RelayStage stage) {
        return stage.ledger.rows().stream().mapToInt(row -> row.attempts).sum();
    }

    private static void hold(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
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
