package vn.lienthong.relay;

/**
 * One process's part of what a policy allows all processes together.
 *
 * @param place among them, from 0
 * @param of how many processes there are; 0: this one takes nothing, since it has just joined others, or was not heard for a while
 */
public record Share(int place, int of) {

    static final Share NONE = new Share(0, 0);

    /** Whole numbers whose sum over all processes is the ceiling. */
    public int lanes(int ceiling) {
        return of == 0 ? 0 : ceiling / of + (place < ceiling % of ? 1 : 0);
    }

    /** Divided among the processes that have a lane at all. */
    public double calls(double perSecond, int ceiling) {
        return perSecond / Math.clamp(of, 1, Math.max(1, ceiling));
    }
}
