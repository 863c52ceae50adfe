package vn.lienthong.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.lienthong.ledger.InMemoryProcesses;

class PeersTest {

    private final TestClock clock = new TestClock();
    private final InMemoryProcesses processes = new InMemoryProcesses(clock);
    private final List<Peers> atWork = new ArrayList<>();

    @Test
    void a_process_alone_takes_all_at_once() {
        Peers alone = join("a");
        assertThat(alone.share().lanes(4)).isEqualTo(4);
        assertThat(alone.share().calls(5, 4)).isEqualTo(5);
    }

    @ParameterizedTest
    @CsvSource({"3,4", "3,2", "4,1", "1,7", "5,5"})
    void what_all_take_together_is_the_ceiling(int many, int ceiling) {
        IntStream.range(0, many).forEach(n -> join("p" + n));
        passBeats(3);
        assertThat(lanes(ceiling)).isEqualTo(ceiling);
        double calls = atWork.stream()
                .map(Peers::share)
                .filter(share -> share.lanes(ceiling) > 0)
                .mapToDouble(share -> share.calls(6, ceiling))
                .sum();
        assertThat(calls).isCloseTo(6, org.assertj.core.data.Offset.offset(1e-9));
    }

    @Test
    void whoever_joins_waits_until_the_others_have_noticed() {
        Peers first = join("a");
        Peers second = join("b");
        assertThat(lanes(4)).isEqualTo(4);
        first.beat();
        assertThat(second.share().lanes(4)).isZero();
        passBeats(2);
        assertThat(first.share().lanes(4)).isEqualTo(2);
        assertThat(second.share().lanes(4)).isEqualTo(2);
    }

    @Test
    void the_share_of_a_process_that_went_comes_back_at_once() {
        Peers first = join("a");
        join("b");
        passBeats(3);
        atWork.remove(1).leave();
        first.beat();
        assertThat(first.share().lanes(4)).isEqualTo(4);
    }

    @Test
    void the_share_of_a_dead_process_comes_back_when_it_has_been_silent_for_long_enough() {
        Peers first = join("a");
        join("b");
        passBeats(3);
        atWork.remove(1);
        passBeats(4);
        assertThat(first.share().lanes(4)).isEqualTo(2);
        passBeats(1);
        assertThat(first.share().lanes(4)).isEqualTo(4);
    }

    @Test
    void a_process_that_was_paused_takes_nothing_until_it_has_joined_again() {
        Peers first = join("a");
        Peers paused = join("b");
        passBeats(3);
        atWork.remove(paused);
        passBeats(6);
        assertThat(first.share().lanes(4)).isEqualTo(4);
        assertThat(paused.share().lanes(4)).isZero();
        paused.beat();
        assertThat(paused.share().lanes(4)).isZero();
        atWork.add(paused);
        passBeats(2);
        assertThat(paused.share().lanes(4)).isEqualTo(2);
        assertThat(lanes(4)).isEqualTo(4);
    }

    @Test
    void a_process_that_has_not_joined_takes_nothing() {
        assertThat(new Peers(processes, "a", this::ticks).share().lanes(4)).isZero();
    }

    private Peers join(String name) {
        Peers peers = new Peers(processes, name, this::ticks);
        peers.beat();
        atWork.add(peers);
        return peers;
    }

    private void passBeats(int beats) {
        for (int beat = 0; beat < beats; beat++) {
            clock.pass(Peers.BEAT);
            atWork.forEach(Peers::beat);
        }
    }

    private int lanes(int ceiling) {
        return atWork.stream().mapToInt(peers -> peers.share().lanes(ceiling)).sum();
    }

    private long ticks() {
        return Duration.ofMillis(clock.millis()).toNanos();
    }
}
