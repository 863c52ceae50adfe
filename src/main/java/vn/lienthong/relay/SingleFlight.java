package vn.lienthong.relay;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;

/**
 * Work that many want at the same time is done once, by the first of them, and all get what came of it: its result, or what it
 * threw. Safe for any number of threads; who waits does so for as long as the work takes.
 */
public final class SingleFlight<T> {

    private final ConcurrentMap<String, CompletableFuture<T>> flights = new ConcurrentHashMap<>();

    public T get(String key, Supplier<T> work) {
        CompletableFuture<T> mine = new CompletableFuture<>();
        CompletableFuture<T> theirs = flights.putIfAbsent(key, mine);
        if (theirs != null) {
            return theirs.join();
        }
        try {
            T done = work.get();
            mine.complete(done);
            return done;
        } catch (RuntimeException | Error failed) {
            mine.completeExceptionally(failed);
            throw failed;
        } finally {
            flights.remove(key, mine);
        }
    }
}
