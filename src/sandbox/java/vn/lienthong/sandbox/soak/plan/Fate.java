package vn.lienthong.sandbox.soak.plan;

/** What must have become of an acknowledged record when nothing moves any more. */
public enum Fate {
    /** At the portal, in its place among the dossier's records. */
    ARRIVES,
    /** Never at the portal: a dead letter that a newer version of its record replaced. */
    REPLACED,
    /** Never at the portal: a dead letter that a person gave up. */
    GIVEN_UP,
    /** Never at the portal: a dead letter with a named problem, which waits for a person. */
    WAITS_FOR_A_PERSON,
    /** Not yet at the portal: it stands in its dossier's lane behind a dead letter. */
    WAITS_BEHIND
}
