package vn.lienthong.sandbox.soak.plan;

/**
 * A record that will be pushed.
 *
 * @param kind a version of the whole dossier, or a step of its progress
 * @param status the agency's word
 * @param besideNext it is pushed at the same time as the dossier's next record, under the same key with other content
 * @param turn the number of the fault with which it may begin; never falls within a dossier
 */
public record Event(
        EventId id,
        Kind kind,
        String status,
        Flaw flaw,
        Fate fate,
        Act act,
        Repeat repeat,
        boolean besideNext,
        int turn) {

    /** The two flows. */
    public enum Kind {
        VERSION("npsp-dossier"),
        STEP("npsp-progress");

        private final String flow;

        Kind(String flow) {
            this.flow = flow;
        }

        public String flow() {
            return flow;
        }
    }
}
