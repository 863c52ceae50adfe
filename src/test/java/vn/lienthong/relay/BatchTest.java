package vn.lienthong.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.lienthong.ledger.DeliveryState.DEAD;
import static vn.lienthong.ledger.DeliveryState.DELIVERED;
import static vn.lienthong.ledger.DeliveryState.PENDING;
import static vn.lienthong.ledger.DeliveryState.RETRYING;
import static vn.lienthong.relay.RelayStage.await;
import static vn.lienthong.relay.RelayStage.delivered;
import static vn.lienthong.relay.RelayStage.down;
import static vn.lienthong.relay.RelayStage.refused;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of several deliveries of a dossier that go in one message. */
class BatchTest {

    @TempDir
    Path dir;

    @Test
    void in_a_batch_what_stands_before_an_unmappable_record_is_sent_and_what_stands_behind_it_waits() throws Exception {
        try (RelayStage stage = new RelayStage(dir).open("progress", 10)) {
            List<Long> ids = stage.owe("progress", "G16-1", "a", "b", "unmappable", "d");
            stage.start();

            await(() -> stage.state(ids.get(2)) == DEAD);
            assertThat(stage.states(ids)).containsExactly(DELIVERED, DELIVERED, DEAD, PENDING);
            assertThat(stage.calls).hasValue(1);
        }
    }

    @Test
    void an_unmappable_record_is_judged_only_when_its_turn_has_come() throws Exception {
        try (RelayStage stage = new RelayStage(dir).open("progress", 10)) {
            stage.portal = batch -> down();
            List<Long> ids = stage.owe("progress", "G16-1", "a", "unmappable");
            stage.start();

            await(() -> stage.state(ids.get(0)) == RETRYING);
            assertThat(stage.state(ids.get(1))).isEqualTo(PENDING);
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

            await(() -> stage.state(ids.get(2)) == DEAD);
            assertThat(stage.states(ids)).containsExactly(DELIVERED, DELIVERED, DEAD, PENDING);
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

            await(() -> stage.state(ids.get(bad)) == DEAD
                    && stage.states(ids).subList(bad + 1, 10).stream().allMatch(PENDING::equals));
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

            await(() -> stage.state(ids.get(4)) == DELIVERED);
            assertThat(stage.states(ids)).allMatch(DELIVERED::equals);
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

            await(() -> stage.states(ids).equals(List.of(DELIVERED, DELIVERED, RETRYING, PENDING)));
        }
    }
}
