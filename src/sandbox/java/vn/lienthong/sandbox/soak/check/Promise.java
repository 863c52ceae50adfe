package vn.lienthong.sandbox.soak.check;

/** One thing the product promises, and how the evidence shows whether it was kept. */
interface Promise {

    /** A short name, the same in reports and tests. */
    String name();

    /** What is promised, in one sentence. */
    String says();

    Finding check(Case run);
}
