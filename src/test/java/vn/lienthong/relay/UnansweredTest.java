package vn.lienthong.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.lienthong.ledger.DeliveryState.DEAD;
import static vn.lienthong.ledger.DeliveryState.DELIVERED;
import static vn.lienthong.ledger.DeliveryState.HELD;
import static vn.lienthong.ledger.DeliveryState.RETRYING;
import static vn.lienthong.relay.RelayStage.await;
import static vn.lienthong.relay.RelayStage.cutOff;
import static vn.lienthong.relay.RelayStage.delivered;
import static vn.lienthong.relay.RelayStage.down;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.dossier.Batch;
import vn.lienthong.dossier.NotReady;
import vn.lienthong.dossier.Problem;
import vn.lienthong.ledger.Ledger;

/** What becomes of an attempt whose answer nobody heard. */
class UnansweredTest {

    @TempDir
    Path dir;

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
            await(() -> stage.state(id) == RETRYING);
            assertThat(stage.ledger.row(id).dueAt)
                    .isEqualTo(stage.clock.instant().plusSeconds(10));
            stage.pass(Duration.ofSeconds(10));
            await(() -> stage.ledger.row(id).attempts == 2);
            stage.pass(Duration.ofSeconds(20));
            await(() -> stage.state(id) == DELIVERED);

            assertThat(interrupted).containsExactly(false, true, true);
        }
    }

    @Test
    void what_may_have_arrived_and_cannot_be_mapped_any_more_is_replayed_as_an_interrupted_one() throws Exception {
        try (RelayStage stage = new RelayStage(dir).open("dossiers", 1)) {
            List<Boolean> interrupted = new CopyOnWriteArrayList<>();
            stage.portal = batch -> {
                interrupted.add(batch.items().getFirst().interrupted());
                return interrupted.size() == 1 ? cutOff() : delivered();
            };
            long id = stage.owe("dossiers", "G16-1", "a").getFirst();
            stage.start();
            await(() -> stage.state(id) == RETRYING);
            stage.unmappable = record -> true;
            stage.pass(Duration.ofSeconds(10));
            await(() -> stage.state(id) == DEAD);

            stage.unmappable = record -> false;
            stage.ledger.replay(id, new Ledger.Decision("an operator", "the mapping is corrected"));
            await(() -> stage.state(id) == DELIVERED);
            assertThat(interrupted).containsExactly(false, true);
        }
    }

    @Test
    void an_unanswered_attempt_is_held_where_the_policy_wants_a_persons_word() throws Exception {
        try (RelayStage stage = new RelayStage(dir, "unanswered: ask", "unanswered: hold").open("dossiers", 1)) {
            stage.portal = batch -> cutOff();
            long id = stage.owe("dossiers", "G16-1", "a").getFirst();
            stage.start();

            await(() -> stage.state(id) == HELD);
        }
    }

    @Test
    void a_batch_without_an_answer_is_held_whole_where_the_policy_wants_a_persons_word() throws Exception {
        try (RelayStage stage = new RelayStage(dir, "unanswered: ask", "unanswered: hold").open("progress", 10)) {
            stage.portal = batch -> stage.calls.get() == 1 ? cutOff() : delivered();
            List<Long> ids = stage.owe("progress", "G16-1", "a", "b", "c");
            stage.start();

            await(() -> stage.states(ids).equals(List.of(HELD, HELD, HELD)));
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
            await(() -> stage.states(ids).equals(List.of(RETRYING, RETRYING)));
            stage.pass(Duration.ofSeconds(10));

            await(() -> stage.states(ids).equals(List.of(DELIVERED, DELIVERED)));
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

            await(() -> stage.state(id) == HELD);
            assertThat(stage.calls).hasValue(0);
            stage.ledger.release(id, new Ledger.Decision("an operator", "the portal does not have it"));
            await(() -> stage.state(id) == DELIVERED);
        }
    }

    @Test
    void what_a_step_before_the_counterparts_is_not_ready_for_waits_and_was_not_sent() throws Exception {
        try (RelayStage stage = new RelayStage(dir, "unanswered: ask", "unanswered: hold")) {
            Problem gone = Problem.of("mapping.not-there");
            stage.flows.open(new Flow("dossiers", "portal", "portal/dossiers", 1, true, true), batch -> {
                throw new NotReady(gone, "gone");
            });
            long id = stage.owe("dossiers", "G16-1", "a").getFirst();
            stage.start();
            await(() -> stage.state(id) == RETRYING);
            assertThat(stage.ledger.row(id).attempts).isZero();
            assertThat(stage.ledger.row(id).problems).containsExactly(gone);

            stage.open("dossiers", 1);
            stage.pass(Duration.ofSeconds(10));
            await(() -> stage.state(id) == DELIVERED);
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

            await(() -> stage.state(thrown) == RETRYING && stage.state(silent) == RETRYING);
            for (long id : List.of(thrown, silent)) {
                assertThat(stage.ledger.row(id).tries.getFirst().outcome()).isEqualTo("unanswered");
                assertThat(stage.ledger.row(id).problems)
                        .extracting(Problem::code)
                        .containsExactly("relay.no-outcome");
            }
        }
    }
}
