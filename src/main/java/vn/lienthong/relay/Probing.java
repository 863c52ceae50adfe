package vn.lienthong.relay;

import org.jspecify.annotations.Nullable;
import vn.lienthong.relay.BreakerState.Failure;

/** One turn of trying whether a counterpart is back: so many probes must come off well, and none badly. */
final class Probing {

    private final int wanted;
    private int underWay;
    private int well;
    private @Nullable Failure failure;

    Probing(int wanted) {
        this.wanted = wanted;
    }

    boolean wants(int probes) {
        return wanted == probes;
    }

    /** How many more may go out now. */
    synchronized int left() {
        return failure == null ? Math.max(0, wanted - well - underWay) : 0;
    }

    synchronized void began(int probes) {
        underWay += probes;
    }

    /** A probe that said nothing of the counterpart. */
    synchronized void cameToNothing() {
        underWay--;
    }

    synchronized void cameOffWell() {
        underWay--;
        well++;
    }

    synchronized void failed(Failure why) {
        underWay--;
        failure = why;
    }

    synchronized @Nullable Failure failure() {
        return failure;
    }

    synchronized boolean isWell() {
        return failure == null && well >= wanted;
    }

    synchronized boolean isUnderWay() {
        return underWay > 0;
    }
}
