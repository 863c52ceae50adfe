package vn.lienthong.npsp;

import vn.lienthong.dossier.Problem;

/** Every problem this room reports; the texts are in problems/npsp.properties. */
enum NpspProblem {
    /** npsp.url is not set. */
    NOT_CONFIGURED("npsp.not-configured"),
    /** routes/policies/npsp.yaml is missing or has never been good. */
    NO_POLICY("npsp.no-policy"),
    /** No line of the policy's answers says delivered: whatever is sent would be sent again and again. */
    POLICY_WITHOUT_YES("npsp.policy-without-yes"),
    /** No connection: refused, unknown host, connect time-out. Nothing was sent. */
    NOT_REACHED("npsp.not-reached"),
    /** The adapter said, by HTTP status, that it cannot pass the message on. */
    UNAVAILABLE("npsp.unavailable"),
    /** Text other than JSON: a fault of the adapter or the exchange platform. */
    NOT_AN_ANSWER("npsp.not-an-answer"),
    /** A redirect to another host; the session is not taken there. */
    REDIRECTED_AWAY("npsp.redirected-away"),
    /** Time-out, or the connection was cut after the message went out. */
    NO_ANSWER("npsp.no-answer"),
    /** An answer nobody can read: A-18. */
    ANSWER_UNCLEAR("npsp.answer-unclear"),
    ANSWER_TOO_LONG("npsp.answer-too-long"),
    /** The portal said no. */
    REFUSED("npsp.refused"),
    /** The adapter said no to this very message, by HTTP status. */
    REFUSED_BY_ADAPTER("npsp.refused-by-adapter"),
    /** The policy says: try later. */
    TOLD_TO_WAIT("npsp.told-to-wait"),
    /** A code that is no yes, under an HTTP status that says the server failed; the policy says: try later. */
    FAILED("npsp.failed"),
    /** The portal did not let us in. */
    LOGIN_REFUSED("npsp.login-refused"),
    /** HTTP 401 or 403 for this message alone: questions are answered in the same session. */
    FORBIDDEN("npsp.forbidden"),
    /** It let us in and then would not know us. */
    SESSION_REFUSED("npsp.session-refused"),
    /** Code zero, but the text does not say that it worked: A-05. */
    ACCEPTED_WITH_DOUBT("npsp.accepted-with-doubt"),
    /** TraCuuHoSo was refused, so nothing was sent. */
    COULD_NOT_ASK("npsp.could-not-ask"),
    /** The portal gave us this dossier, so it is not pushed back: npsp 7.4. */
    FILED_ON_THE_PORTAL("npsp.filed-on-the-portal"),
    /** Delivered all the same: the number is all there is to know a dossier by. */
    WAS_THERE_BEFORE("npsp.was-there-before"),
    ONE_RECORD_A_CALL("npsp.one-record-a-call"),
    RECORD_MAY_BE_DOUBLED("npsp.record-may-be-doubled"),
    DOSSIER_NOT_THERE_YET("npsp.dossier-not-there-yet"),
    DOSSIER_GONE("npsp.dossier-gone"),
    PROGRESS_MAY_BE_DOUBLED("npsp.progress-may-be-doubled"),
    TOO_MANY_ENTRIES("npsp.too-many-entries"),
    /** A yes to a question, with no list of rows in it, not even an empty one. */
    ANSWER_WITHOUT_LIST("npsp.answer-without-list"),
    PROCEDURE_UNKNOWN("npsp.procedure-unknown"),
    FIELD_UNKNOWN("npsp.field-unknown"),
    /** A code stands where the unit's name belongs, and the dictionary has no name for it. */
    UNIT_UNKNOWN("npsp.unit-unknown"),
    FIELD_NAME_REPLACED("npsp.field-name-replaced"),
    /** The relay in front of the portal has no catalogue to fill the gaps from. */
    NO_CATALOGUE("npsp.no-catalogue"),
    DOSSIER_CODE_SHAPE("npsp.dossier-code-shape"),
    STATUS_AFTER_END("npsp.status-after-end"),
    /** Shadow mode, and the portal has no such dossier. */
    SHADOW_CREATES("npsp.shadow-creates"),
    SHADOW_UPDATES("npsp.shadow-updates"),
    SHADOW_CHANGES_NOTHING("npsp.shadow-changes-nothing"),
    SHADOW_ADDS_STEP("npsp.shadow-adds-step"),
    SHADOW_SENDS_RECORD("npsp.shadow-sends-record"),
    SHADOW_WAITS_FOR_DOSSIER("npsp.shadow-waits-for-dossier"),
    /** Shadow mode before a relay that answers no questions. */
    SHADOW_NOT_ASKED("npsp.shadow-not-asked");

    private final String code;

    NpspProblem(String code) {
        this.code = code;
    }

    String code() {
        return code;
    }

    Problem problem() {
        return Problem.of(code);
    }
}
