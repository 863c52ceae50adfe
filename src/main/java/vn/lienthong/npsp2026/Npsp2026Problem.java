package vn.lienthong.npsp2026;

import vn.lienthong.dossier.Problem;

/** Every problem this room reports; the texts are in problems/npsp-2026.properties. */
enum Npsp2026Problem {
    /** npsp-2026.url is not set. */
    NOT_CONFIGURED("npsp-2026.not-configured"),
    /** routes/policies/npsp-2026.yaml is missing or has never been good. */
    NO_POLICY("npsp-2026.no-policy"),
    /** No connection. Nothing was sent. */
    NOT_REACHED("npsp-2026.not-reached"),
    /** Time-out, or the connection was cut after the message went out. */
    NO_ANSWER("npsp-2026.no-answer"),
    ANSWER_TOO_LONG("npsp-2026.answer-too-long"),
    /** No line of the policy fits the answer, or it is a page of something in between. */
    ANSWER_UNCLEAR("npsp-2026.answer-unclear"),
    REFUSED("npsp-2026.refused"),
    /** The policy says: try later. */
    TOLD_TO_WAIT("npsp-2026.told-to-wait"),
    LOGIN_REFUSED("npsp-2026.login-refused"),
    /** A dossier was taken, and the answer does not say under which id. */
    NO_ID("npsp-2026.no-id"),
    /** A creation or a step of progress was not answered, and nobody can be asked. */
    MAY_BE_THERE("npsp-2026.may-be-there"),
    /** Progress of a dossier whose id is not known yet. */
    DOSSIER_NOT_THERE_YET("npsp-2026.dossier-not-there-yet"),
    /** A file was taken, and the answer gives no id, or the hash of another file. */
    UPLOAD_UNCLEAR("npsp-2026.upload-unclear"),
    /** Files of a dossier came as addresses, and this interface takes none. */
    FILES_LEFT_OUT("npsp-2026.files-left-out"),
    ONE_DOSSIER_A_CALL("npsp-2026.one-dossier-a-call"),
    /** A code is asked for by something that is no agency's and no procedure's code. */
    BAD_CODE("npsp-2026.bad-code"),
    /** No dossier code was given out; another problem says why. */
    NO_CODE_NOW("npsp-2026.no-code-now"),
    /** The breaker is open: nobody is asked for a code. */
    BREAKER_OPEN("npsp-2026.breaker-open"),
    /** More is going on than the policy's pace allows: nobody is asked for a code. */
    BUSY("npsp-2026.busy"),
    CODE_REFUSED("npsp-2026.code-refused"),
    /** A code was asked for, and no answer names one: it may be given out, and nobody has it. */
    CODE_LOST("npsp-2026.code-lost");

    private final String code;

    Npsp2026Problem(String code) {
        this.code = code;
    }

    Problem problem() {
        return Problem.of(code);
    }
}
