package vn.lienthong.ledger;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import vn.lienthong.ledger.Ledger.LedgerUnavailable;

/**
 * Lets callers at the same time share one transaction. There is no thread of its own that could die: the first caller
 * leads, that is, works for all who wait, and then hands over to the first who came meanwhile. A call that fails does not
 * fail its neighbours: they are done again one by one. Waiting cannot be interrupted, because what is waited for may be
 * on disk by then.
 */
final class GroupCommit<T, R> {

    private final Function<List<T>, List<R>> transaction;
    private final ToIntFunction<T> weight;
    private final int most;
    private final Deque<Call> waiting = new ArrayDeque<>();
    private boolean led;

    /** @param most the weight at which a group is full; a heavier call goes alone */
    GroupCommit(Function<List<T>, List<R>> transaction, ToIntFunction<T> weight, int most) {
        this.transaction = transaction;
        this.weight = weight;
        this.most = most;
    }

    R call(T work) {
        Call call = new Call(work);
        if (!leads(call)) {
            call.turn.join();
        }
        if (!call.answer.isDone()) {
            lead();
        }
        return result(call.answer);
    }

    /** How many wait for a turn now. */
    synchronized int waiting() {
        return waiting.size();
    }

    private synchronized boolean leads(Call call) {
        waiting.add(call);
        boolean first = !led;
        led = true;
        return first;
    }

    private void lead() {
        List<Call> group = nextGroup();
        try {
            answer(group);
        } finally {
            handOver();
            group.forEach(call -> call.turn.complete(null));
        }
    }

    private synchronized List<Call> nextGroup() {
        List<Call> group = new ArrayList<>();
        int sum = 0;
        while (!waiting.isEmpty()) {
            sum += weight.applyAsInt(waiting.element().work);
            if (sum > most && !group.isEmpty()) {
                break;
            }
            group.add(waiting.remove());
        }
        return group;
    }

    private synchronized void handOver() {
        if (waiting.isEmpty()) {
            led = false;
        } else {
            waiting.element().turn.complete(null);
        }
    }

    private void answer(List<Call> group) {
        try {
            List<R> results =
                    transaction.apply(group.stream().map(call -> call.work).toList());
            for (int i = 0; i < group.size(); i++) {
                group.get(i).answer.complete(results.get(i));
            }
        } catch (LedgerUnavailable | Error failure) {
            group.forEach(call -> call.answer.completeExceptionally(failure));
        } catch (RuntimeException failure) {
            if (group.size() == 1) {
                group.getFirst().answer.completeExceptionally(failure);
            } else {
                group.forEach(call -> answer(List.of(call)));
            }
        }
    }

    private static <R> R result(CompletableFuture<R> answer) {
        try {
            return answer.join();
        } catch (CompletionException failure) {
            throw unwrapped(failure.getCause(), failure);
        }
    }

    private static RuntimeException unwrapped(@Nullable Throwable cause, CompletionException failure) {
        if (cause instanceof Error error) {
            throw error;
        }
        return cause instanceof RuntimeException own ? own : failure;
    }

    private final class Call {

        final T work;
        /** Completed when the call is answered, or is to lead. */
        final CompletableFuture<@Nullable Void> turn = new CompletableFuture<>();

        final CompletableFuture<R> answer = new CompletableFuture<>();

        Call(T work) {
            this.work = work;
        }
    }
}
