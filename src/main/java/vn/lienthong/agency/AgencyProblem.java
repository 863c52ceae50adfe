package vn.lienthong.agency;

import vn.lienthong.dossier.Problem;
import vn.lienthong.relay.AnswerJudge;

/** Every problem this room reports; the texts are in problems/agency.properties. */
enum AgencyProblem {
    /** Neither an address nor a folder is set. */
    NOT_CONFIGURED("agency.not-configured"),
    /** routes/policies/<system>.yaml is missing or has never been good. */
    NO_POLICY("agency.no-policy"),
    /** No connection. Nothing was sent. */
    NOT_REACHED("agency.not-reached"),
    /** Time-out, or the connection was cut after the message went out. */
    NO_ANSWER("agency.no-answer"),
    ANSWER_TOO_LONG("agency.answer-too-long"),
    /** No line of the policy fits the answer. */
    ANSWER_UNCLEAR("agency.answer-unclear"),
    REFUSED("agency.refused"),
    /** The policy says: try later. */
    TOLD_TO_WAIT("agency.told-to-wait"),
    /** The system, or whoever gives its tokens, does not take our secret. */
    LOGIN_REFUSED("agency.login-refused"),
    /** The system takes other messages, and not this one. */
    FORBIDDEN("agency.forbidden"),
    /** The system takes XML by SOAP, and the mapping writes something else. */
    NOT_XML("agency.not-xml"),
    /** The WSDL is missing or broken, or has no operation of the route's name. */
    CONTRACT_UNUSABLE("agency.contract-unusable"),
    ONE_RECORD_A_CALL("agency.one-record-a-call"),
    /** It would be larger than the topic's settings allow. */
    MESSAGE_TOO_LARGE("agency.message-too-large"),
    /** The table, its columns or its key are not as the settings say. */
    TABLE_UNUSABLE("agency.table-unusable"),
    /** A number has more decimals than its column, and the database would round it and say nothing. */
    WOULD_BE_ROUNDED("agency.would-be-rounded"),
    /** The settings name fields of the message, and the mapping writes no JSON object. */
    NO_FIELDS("agency.no-fields"),
    /** The folder is not there, is not writable, or its disk is full. */
    NOT_WRITTEN("agency.not-written"),
    /** A file in the record cannot be decoded. */
    FILE_BROKEN("agency.file-broken");

    private final String code;

    AgencyProblem(String code) {
        this.code = code;
    }

    Problem problem() {
        return Problem.of(code);
    }

    /** Judges the answers of a system, in these words. */
    static AnswerJudge judge(String system) {
        return new AnswerJudge(
                system,
                new AnswerJudge.Words(
                        REFUSED.problem(), TOLD_TO_WAIT.problem(), LOGIN_REFUSED.problem(), ANSWER_UNCLEAR.problem()));
    }
}
