package vn.lienthong.sandbox.soak.plan;

/** What a person does after a record was acknowledged, before the dossier's next record is pushed. */
public enum Act {
    NOTHING,
    /** Waits until the dossier's flawed record is a dead letter, so that the correction replaces it. */
    SEE_IT_DEAD,
    /** Waits until the dossier's flawed record is a dead letter, and cancels it. */
    GIVE_UP,
    /** Waits until the dossier's flawed record is a dead letter, has the portal take the dossier, and replays it. */
    REPLAY,
    /** The same, by a replay of all the dossier's dead letters. */
    REPLAY_ALL,
    /** Holds the record's delivery if it still waits, and releases it after the dossier's last record. */
    HOLD
}
