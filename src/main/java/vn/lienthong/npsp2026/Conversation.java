package vn.lienthong.npsp2026;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;
import vn.lienthong.ledger.Attempt;
import vn.lienthong.relay.AnswerJudge;
import vn.lienthong.relay.Heard;
import vn.lienthong.relay.Outcome;
import vn.lienthong.relay.Policy;
import vn.lienthong.relay.Said;
import vn.lienthong.relay.Tokens;
import vn.lienthong.relay.Wire;

/** One attempt's messages, under one policy, written down as they go. Used by one thread. */
final class Conversation {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Of a message and of an answer, what the attempt's record keeps. */
    private static final int LONGEST_EVIDENCE = 64 * 1024;

    private final OtherSide otherSide;
    private final Policy policy;
    private final BooleanSupplier mayBeSent;
    private final List<Attempt.Call> calls = new ArrayList<>();

    /** @param mayBeSent asked before each message; false ends the conversation */
    Conversation(OtherSide otherSide, Policy policy, BooleanSupplier mayBeSent) {
        this.otherSide = otherSide;
        this.policy = policy;
        this.mayBeSent = mayBeSent;
    }

    /** What all conversations share. */
    record OtherSide(Npsp2026Settings settings, Wire wire, Tokens tokens, AnswerJudge judge, InstantSource clock) {

        OtherSide judgedBy(AnswerJudge another) {
            return new OtherSide(settings, wire, tokens, another, clock);
        }
    }

    /**
     * @param method {@code POST}, or {@code GET} without a body
     * @param service as the attempt's record names it
     * @param path below the address
     * @param evidence what the record keeps of the body
     */
    @SuppressWarnings("ArrayRecordComponent") // sent, never compared
    record Message(String method, String service, String path, String contentType, byte[] body, byte[] evidence) {

        static Message json(String service, String path, JsonNode content) {
            byte[] body = JSON.writeValueAsBytes(content);
            return new Message("POST", service, path, "application/json", body, body);
        }

        /** @param path with what is asked for */
        static Message question(String service, String path) {
            return new Message("GET", service, path, "application/json", new byte[0], new byte[0]);
        }
    }

    /** @param answer missing if it is no JSON */
    record Told(Outcome outcome, JsonNode answer) {

        boolean isYes() {
            return outcome instanceof Outcome.Delivered;
        }
    }

    Policy policy() {
        return policy;
    }

    Npsp2026Settings.Path paths() {
        return otherSide.settings().path();
    }

    List<Attempt.Call> calls() {
        return calls;
    }

    /** False: another worker may be sending the same by now, and what this one knows does not end that one's doubt. */
    boolean goesOn() {
        return mayBeSent.getAsBoolean();
    }

    /** A token that is not taken costs one new token and one repetition. */
    Told send(Message message) {
        return switch (otherSide.tokens().token(policy.timeout())) {
            case Tokens.NotGiven(Outcome.Deferred why) -> new Told(why, MissingNode.getInstance());
            case Tokens.Given first -> {
                Told told = send(message, first);
                yield isShut(told.outcome())
                                && otherSide.tokens().insteadOf(first, policy.timeout()) instanceof Tokens.Given second
                        ? send(message, second)
                        : told;
            }
        };
    }

    private static boolean isShut(Outcome outcome) {
        return outcome instanceof Outcome.Deferred deferred && deferred.says() == Outcome.Says.SHUT;
    }

    private Told send(Message message, Tokens.Given token) {
        if (!goesOn()) {
            return new Told(Outcome.Deferred.tooLate(), MissingNode.getInstance());
        }
        Instant at = otherSide.clock().instant();
        Heard heard = otherSide
                .wire()
                .send(
                        message.method(),
                        otherSide.settings().address(message.path()),
                        headers(message, token),
                        message.body(),
                        policy.timeout());
        calls.add(call(message, heard, at));
        if (!(heard instanceof Heard.Answered answered)) {
            return new Told(otherSide.judge().judge(heard, Said.NOTHING, policy), MissingNode.getInstance());
        }
        Npsp2026Settings.Answer where = otherSide.settings().answer();
        Said said = Said.inJson(answered, where.code(), where.message());
        return new Told(otherSide.judge().judge(heard, said, policy), read(answered.body()));
    }

    private static Map<String, String> headers(Message message, Tokens.Given token) {
        return Map.of(
                "Content-Type",
                message.contentType(),
                "Accept",
                "application/json",
                "Authorization",
                "Bearer " + token.value());
    }

    private static JsonNode read(byte[] body) {
        try {
            return JSON.readTree(body);
        } catch (JacksonException notJson) {
            return MissingNode.getInstance();
        }
    }

    private Attempt.Call call(Message message, Heard heard, Instant at) {
        byte[] sent = beginning(message.evidence());
        Duration took = Duration.between(at, otherSide.clock().instant());
        return heard instanceof Heard.Answered answered
                ? new Attempt.Call(message.service(), sent, answered.status(), beginning(answered.body()), at, took)
                : new Attempt.Call(message.service(), sent, null, null, at, took);
    }

    private static byte[] beginning(byte[] body) {
        return body.length <= LONGEST_EVIDENCE ? body : Arrays.copyOf(body, LONGEST_EVIDENCE);
    }
}
