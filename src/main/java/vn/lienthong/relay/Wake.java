package vn.lienthong.relay;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Wakes one waiting thread; a call that comes before the waiting is not lost, and many count as one. */
final class Wake {

    private final Semaphore calls = new Semaphore(0);

    void up() {
        if (calls.availablePermits() == 0) {
            calls.release();
        }
    }

    void await(Duration atMost) throws InterruptedException {
        if (calls.tryAcquire(atMost.toNanos(), TimeUnit.NANOSECONDS)) {
            calls.drainPermits();
        }
    }
}
