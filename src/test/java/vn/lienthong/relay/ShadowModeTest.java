package vn.lienthong.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.lienthong.ledger.DeliveryState.DEAD;
import static vn.lienthong.ledger.DeliveryState.DELIVERED;
import static vn.lienthong.ledger.DeliveryState.HELD;
import static vn.lienthong.ledger.DeliveryState.PENDING;
import static vn.lienthong.relay.RelayStage.await;
import static vn.lienthong.relay.RelayStage.delivered;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.dossier.Batch;
import vn.lienthong.dossier.Problem;
import vn.lienthong.ledger.Attempt;
import vn.lienthong.ledger.Ledger.Claim;
import vn.lienthong.ledger.Ledger.Decision;
import vn.lienthong.ledger.Ledger.NewAttempt;

/** Flows that do everything but send. */
class ShadowModeTest {

    private static final Problem REPORT = Problem.of("portal.would-create");
    private static final Decision LAN = new Decision("lan", "the report is right");

    @TempDir
    Path dir;

    @Test
    void nothing_is_sent_and_the_delivery_is_held_with_its_report() throws Exception {
        try (RelayStage stage = stage()) {
            long id = stage.owe("dossiers", "G16-1", "a").getFirst();

            await(() -> stage.ledger.row(id).state == HELD);
            NewAttempt attempt = stage.ledger.row(id).tries.getFirst();
            assertThat(attempt.outcome()).isEqualTo("withheld");
            assertThat(attempt.counts()).isFalse();
            assertThat(attempt.problems()).containsExactly(REPORT);
            assertThat(attempt.calls()).anyMatch(Attempt.Call::wasKeptBack);
            assertThat(stage.seen).isEmpty();
            await(() -> stage.events.equals(List.of("withheld")));
            assertThat(stage.portalStatus().lastDeliveredAt()).isNull();
        }
    }

    @Test
    void every_delivery_of_a_lane_has_its_report_also_one_that_comes_when_the_lane_is_parked() throws Exception {
        try (RelayStage stage = stage()) {
            List<Long> early = stage.owe("dossiers", "G16-1", "a", "unmappable", "c");
            await(() -> stage.ledger.row(early.getLast()).state == HELD);
            long late = stage.owe("dossiers", "G16-1", "d").getFirst();
            await(() -> stage.ledger.row(late).state == HELD);

            assertThat(early).extracting(id -> stage.ledger.row(id).state).containsExactly(HELD, DEAD, HELD);
            assertThat(stage.ledger.rows()).allMatch(row -> row.tries.size() == 1);
            assertThat(stage.seen).isEmpty();
        }
    }

    @Test
    void what_is_released_once_the_flow_is_live_goes_in_order_and_nothing_overtakes_it() throws Exception {
        try (RelayStage stage = stage()) {
            List<Long> shadows = stage.owe("dossiers", "G16-1", "a", "b", "c");
            await(() -> shadows.stream().allMatch(id -> stage.ledger.row(id).state == HELD));
            stage.portal = batch -> delivered();
            stage.open("dossiers", 1);
            long live = stage.owe("dossiers", "G16-1", "d").getFirst();
            stage.lookAgain();
            assertThat(stage.seen).isEmpty();

            shadows.forEach(id -> stage.ledger.release(id, LAN));

            await(() -> stage.ledger.row(live).state == DELIVERED);
            assertThat(stage.seen).containsExactly("a", "b", "c", "d");
        }
    }

    @Test
    void what_was_about_to_be_looked_at_when_the_flow_went_live_goes_in_its_turn_without_a_wait() throws Exception {
        try (RelayStage stage = stage()) {
            long first = stage.owe("dossiers", "G16-1", "a").getFirst();
            await(() -> stage.ledger.row(first).state == HELD);
            stage.portal = batch -> delivered();
            CountDownLatch claimed = new CountDownLatch(1);
            stage.ledger.onClaimBehind = () -> {
                stage.open("dossiers", 1);
                claimed.countDown();
            };
            long second = stage.owe("dossiers", "G16-1", "b").getFirst();
            assertThat(claimed.await(10, TimeUnit.SECONDS)).isTrue();
            await(() -> stage.ledger.row(second).state == PENDING);

            stage.ledger.release(first, LAN);

            await(() -> stage.ledger.row(second).state == DELIVERED);
            assertThat(stage.seen).containsExactly("a", "b");
        }
    }

    @Test
    void what_is_released_while_the_flow_still_is_a_shadow_is_looked_at_again() throws Exception {
        try (RelayStage stage = stage()) {
            long id = stage.owe("dossiers", "G16-1", "a").getFirst();
            await(() -> stage.ledger.row(id).state == HELD);

            stage.ledger.release(id, LAN);

            await(() -> stage.ledger.row(id).tries.size() == 2 && stage.ledger.row(id).state == HELD);
            assertThat(stage.seen).isEmpty();
        }
    }

    @Test
    void what_could_not_be_asked_is_tried_again_like_any_other() throws Exception {
        try (RelayStage stage = stage()) {
            stage.portal = batch -> RelayStage.down();
            long id = stage.owe("dossiers", "G16-1", "a").getFirst();
            await(() -> stage.ledger.row(id).attempts == 1);
            stage.portal = ShadowModeTest::report;

            stage.pass(Duration.ofSeconds(11));

            await(() -> stage.ledger.row(id).state == HELD);
        }
    }

    @Test
    void a_counterpart_whose_step_knows_no_shadow_mode_is_sent_nothing_and_cannot_be_compared() throws Exception {
        try (RelayStage stage = stage()) {
            stage.portal = batch -> null;
            long id = stage.owe("dossiers", "G16-1", "a").getFirst();

            await(() -> stage.ledger.row(id).state == HELD);
            assertThat(stage.ledger.row(id).problems)
                    .extracting(Problem::code)
                    .containsExactly("relay.shadow-not-compared");
        }
    }

    @Test
    void a_step_that_says_it_delivered_a_shadow_is_not_believed() throws Exception {
        try (RelayStage stage = stage()) {
            stage.portal = batch -> delivered();
            long id = stage.owe("dossiers", "G16-1", "a").getFirst();

            await(() -> !stage.ledger.row(id).tries.isEmpty());
            assertThat(stage.ledger.row(id).tries.getFirst().outcome()).isEqualTo("unanswered");
        }
    }

    @Test
    void a_live_flow_is_not_looked_at_from_behind() throws Exception {
        try (RelayStage stage = stage().open("progress", 10)) {
            long shadow = stage.owe("dossiers", "G16-1", "a").getFirst();
            List<Long> live = stage.owe("progress", "G16-1", "b", "c");
            await(() -> stage.ledger.row(shadow).state == HELD);

            stage.lookAgain();

            assertThat(live).allMatch(id -> stage.ledger.row(id).tries.isEmpty());
        }
    }

    @Test
    void what_was_taken_from_behind_is_not_sent_when_the_flow_has_gone_live_meanwhile() throws Exception {
        try (RelayStage stage = new RelayStage(dir).openShadow("dossiers")) {
            List<Long> ids = stage.owe("dossiers", "G16-1", "a", "b");
            stage.ledger.hold(ids.getFirst(), LAN);
            Claim behind = stage.ledger
                    .claimBehind("portal", Set.of("dossiers"), 1, Duration.ofMinutes(1))
                    .getFirst();
            stage.open("dossiers", 1);

            stage.work(behind, true).run(false, () -> true);

            assertThat(stage.seen).isEmpty();
            assertThat(stage.ledger.row(ids.getLast()).state).isEqualTo(PENDING);
        }
    }

    @Test
    void lanes_are_looked_at_side_by_side() throws Exception {
        try (RelayStage stage = stage()) {
            IntStream.range(0, 20).forEach(lane -> stage.owe("dossiers", "G16-" + lane, "a", "b", "c"));

            await(() -> stage.ledger.rows().stream().allMatch(row -> row.state == HELD));
            assertThat(stage.seen).isEmpty();
        }
    }

    private RelayStage stage() throws Exception {
        RelayStage stage = new RelayStage(dir).openShadow("dossiers").start();
        stage.portal = ShadowModeTest::report;
        return stage;
    }

    /** As a counterpart's step does that knows of shadow mode. */
    private static Reply report(Batch batch) {
        byte[] message = "{}".getBytes(StandardCharsets.UTF_8);
        Attempt.Call keptBack = Attempt.Call.keptBack("push", message, List.of(), java.time.Instant.EPOCH);
        return new Reply(new Outcome.Withheld(REPORT), List.of(keptBack));
    }
}
