package vn.lienthong.sandbox.soak;

/** Lets records begin with their fault: whoever has a turn waits until it is reached. */
final class Turns {

    private int reached = -1;

    synchronized void reach(int turn) {
        reached = Math.max(reached, turn);
        notifyAll();
    }

    synchronized void await(int turn) throws InterruptedException {
        while (reached < turn) {
            wait();
        }
    }
}
