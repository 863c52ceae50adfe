package vn.lienthong.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import vn.lienthong.ledger.Ledger.LedgerUnavailable;

class GroupCommitTest {

    private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
    private final ConcurrentLinkedQueue<List<String>> transactions = new ConcurrentLinkedQueue<>();
    private final CountDownLatch firstRuns = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);
    private final GroupCommit<String, String> group = new GroupCommit<>(this::transaction, String::length, 10);

    /** The first transaction lasts until all others wait for it. */
    private List<String> transaction(List<String> works) {
        transactions.add(works);
        if (works.contains("first")) {
            firstRuns.countDown();
            await(goOn);
        }
        if (works.contains("down")) {
            throw new LedgerUnavailable("down", new IllegalStateException());
        }
        if (works.contains("bad")) {
            throw new IllegalArgumentException("bad");
        }
        return works.stream().map(work -> work + "!").toList();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    /** All wait behind a first one, in this order. */
    private List<Future<String>> callBehindFirst(String... works) {
        List<Future<String>> answers = new ArrayList<>();
        answers.add(callers.submit(() -> group.call("first")));
        await(firstRuns);
        for (String work : works) {
            int before = group.waiting();
            answers.add(callers.submit(() -> group.call(work)));
            while (group.waiting() == before) {
                Thread.onSpinWait();
            }
        }
        goOn.countDown();
        return answers;
    }

    @AfterEach
    void stop() {
        callers.shutdownNow();
    }

    @Test
    void who_waits_shares_the_next_transaction() throws Exception {
        List<Future<String>> answers = callBehindFirst("a", "b", "c");
        for (Future<String> answer : answers) {
            assertThat(answer.get(20, TimeUnit.SECONDS)).endsWith("!");
        }
        assertThat(transactions).containsExactly(List.of("first"), List.of("a", "b", "c"));
    }

    @Test
    void a_group_is_no_heavier_than_allowed_and_a_heavy_call_goes_alone() throws Exception {
        List<Future<String>> answers = callBehindFirst("1234", "5678", "90abc", "a very heavy call", "d");
        for (Future<String> answer : answers) {
            answer.get(20, TimeUnit.SECONDS);
        }
        assertThat(transactions)
                .containsExactly(
                        List.of("first"),
                        List.of("1234", "5678"),
                        List.of("90abc"),
                        List.of("a very heavy call"),
                        List.of("d"));
    }

    @Test
    void a_failing_call_does_not_fail_its_neighbours() throws Exception {
        List<Future<String>> answers = callBehindFirst("a", "bad", "c");
        assertThat(answers.get(1).get(20, TimeUnit.SECONDS)).isEqualTo("a!");
        assertThatThrownBy(() -> answers.get(2).get(20, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(IllegalArgumentException.class);
        assertThat(answers.get(3).get(20, TimeUnit.SECONDS)).isEqualTo("c!");
    }

    @Test
    void without_a_database_nobody_is_tried_again_and_the_next_caller_is_served() throws Exception {
        List<Future<String>> answers = callBehindFirst("a", "down");
        for (Future<String> answer : answers.subList(1, 3)) {
            assertThatThrownBy(() -> answer.get(20, TimeUnit.SECONDS)).hasCauseInstanceOf(LedgerUnavailable.class);
        }
        assertThat(transactions).hasSize(2);
        assertThat(group.call("later")).isEqualTo("later!");
    }
}
