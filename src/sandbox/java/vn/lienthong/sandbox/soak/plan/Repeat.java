package vn.lienthong.sandbox.soak.plan;

/** Whether a sender sends the same record twice though it was acknowledged. */
public enum Repeat {
    NEVER,
    /** After the first was acknowledged. */
    AFTERWARDS,
    /** At the same time, perhaps to another process. */
    AT_ONCE
}
