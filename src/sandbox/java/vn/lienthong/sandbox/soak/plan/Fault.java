package vn.lienthong.sandbox.soak.plan;

import java.time.Duration;

/**
 * Something that will go wrong.
 *
 * @param number counts from 0; the history's turns are these numbers
 * @param process which connector it strikes, from 0; of no meaning for faults that strike something else
 * @param after how long after the beginning of the fault before
 * @param lasts how long it lasts
 * @param step by how much the clock is moved; zero for all other kinds
 */
public record Fault(int number, FaultKind kind, int process, Duration after, Duration lasts, Duration step) {

    /** What it strikes; two faults never strike the same at the same time. */
    public String target() {
        return kind.strikes() == FaultKind.Strikes.CONNECTOR
                ? "connector " + (process + 1)
                : kind.strikes().word();
    }
}
