package vn.lienthong.npsp;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;

/** Work that many want at the same time is done once, and all get what came of it. */
final class SingleFlight<T> {

    private final ConcurrentMap<String, CompletableFuture<T>> flights = new ConcurrentHashMap<>();

    T get(String key, Supplier<T> work) {
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
