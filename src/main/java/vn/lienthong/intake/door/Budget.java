package vn.lienthong.intake.door;

import java.util.concurrent.atomic.AtomicLong;
import vn.lienthong.dossier.Problem;

/** So many bytes of bodies at a time and no more, whoever sends them. Safe for any number of threads. */
final class Budget {

    private final long most;
    private final AtomicLong used = new AtomicLong();

    Budget(long most) {
        this.most = most;
    }

    Share share() {
        return new Share();
    }

    /** What one body uses of it; given back when closed. Used by one thread. */
    final class Share implements AutoCloseable {

        private long mine;

        private Share() {}

        /** @throws Refused if others use the rest: come again later */
        void grow(long bytes) throws Refused {
            if (used.addAndGet(bytes) > most) {
                used.addAndGet(-bytes);
                throw new Refused(503, Problem.of("intake.busy"));
            }
            mine += bytes;
        }

        @Override
        public void close() {
            used.addAndGet(-mine);
            mine = 0;
        }
    }
}
