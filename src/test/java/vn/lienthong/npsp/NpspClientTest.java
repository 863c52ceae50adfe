package vn.lienthong.npsp;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static vn.lienthong.npsp.Given.known;
import static vn.lienthong.npsp.Given.sampleText;
import static vn.lienthong.npsp.StubbedPortal.json;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.lienthong.dossier.Batch;
import vn.lienthong.dossier.Problem;
import vn.lienthong.ledger.Attempt;
import vn.lienthong.relay.Outcome;
import vn.lienthong.relay.Policy;
import vn.lienthong.relay.Reply;

/** What an answer means: npsp 3.5, one test for each line and each variant. */
class NpspClientTest {

    private static final String SERVICE = "DongBoHoSoMC";

    private final StubbedPortal portal = new StubbedPortal();
    private final NpspClient client = Given.client(Given.settings("url=" + portal.address()), Given.policy());

    @AfterEach
    void stop() {
        client.close();
        portal.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "\"0\"", "\"00\"", "\" 0 \"", "0.0"})
    void takes_every_form_of_zero_for_a_yes(String zero) {
        assertThat(outcomeOf("{\"error_code\": " + zero + ", \"message\": \"Thành công\"}"))
                .isInstanceOf(Outcome.Delivered.class);
    }

    @Test
    void sends_an_update_as_the_protocol_shows_it() {
        portal.answers(SERVICE, sampleText("dong-bo-ho-so-ok-response"));
        client.send(SERVICE, known(Given.item(Given.dossier("dong-bo-ho-so-result-request"))));
        assertThat(portal.bodies()).containsExactly(Given.JSON.readTree(Given.sample("dong-bo-ho-so-result-request")));
        LoggedRequest call = portal.calls().getFirst();
        assertThat(call.getUrl()).endsWith("/mapi/g?dstcode=VN:GOV:000.00.00.G22:vpcpdvcprovider");
        assertThat(call.getHeader("Accept")).isEqualTo("application/json");
        assertThat(call.getHeader("Content-Type")).isEqualTo("application/json");
        assertThat(call.getHeader("Charset")).isEqualTo("utf-8");
        assertThat(call.getHeader("Content-Length")).isEqualTo(String.valueOf(call.getBody().length));
        assertThat(Given.JSON.readTree(portal.logins().getFirst().getBody()))
                .isEqualTo(Given.JSON.readTree(Given.sample("login-request")));
    }

    @Test
    void names_the_portal_in_a_header_if_told_to() {
        portal.answers(SERVICE, sampleText("dong-bo-ho-so-ok-response"));
        try (NpspClient other =
                Given.client(Given.settings("url=" + portal.address() + "//", "dstcode-in=header"), Given.policy())) {
            other.send(SERVICE, known(Given.item(Given.dossier())));
        }
        LoggedRequest call = portal.calls().getFirst();
        assertThat(call.getUrl()).isEqualTo(StubbedPortal.CALLS);
        assertThat(call.getHeader("dstcode")).isEqualTo("VN:GOV:000.00.00.G22:vpcpdvcprovider");
        assertThat(portal.logins().getFirst().getHeader("dstcode")).isEqualTo("VN:GOV:000.00.00.G22:vpcpdvcprovider");
    }

    @Test
    void names_the_portal_percent_encoded_if_told_to() {
        portal.answers(SERVICE, sampleText("dong-bo-ho-so-ok-response"));
        try (NpspClient other =
                Given.client(Given.settings("url=" + portal.address(), "dstcode-encoded=true"), Given.policy())) {
            other.send(SERVICE, known(Given.item(Given.dossier())));
        }
        assertThat(portal.calls().getFirst().getUrl()).endsWith("?dstcode=VN%3AGOV%3A000.00.00.G22%3Avpcpdvcprovider");
    }

    @Test
    void keeps_what_was_said_without_session_and_password() {
        portal.answers(SERVICE, "{\"error_code\":0,\"message\":\"Thành công TEST-SESSION-7f3a2c\"}");
        Reply reply = client.send(SERVICE, known(Given.item(Given.dossier())));
        assertThat(reply.calls()).extracting(Attempt.Call::service).containsExactly("login", SERVICE);
        for (Attempt.Call call : reply.calls()) {
            assertThat(text(call.sent()) + text(call.answered())).doesNotContain("TEST-SESSION", "TEST-PASSWORD");
        }
        assertThat(text(reply.calls().getLast().sent())).contains("\"isUpdating\":\"True\"", Given.NUMBER);
        assertThat(reply.calls().getLast().status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Đồng bộ không thành công", "Thất bại", "LỖI hệ thống"})
    void takes_zero_with_a_failing_text_for_a_refusal(String message) {
        String composed = "{\"error_code\":0,\"message\":\"" + message + "\"}";
        assertThat(outcomeOf(composed)).isInstanceOf(Outcome.Refused.class);
        assertThat(outcomeOf(Normalizer.normalize(composed, Normalizer.Form.NFD)))
                .isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void notes_a_yes_that_does_not_say_so() {
        Batch batch = known(Given.item(Given.dossier()));
        portal.answers(SERVICE, "{\"error_code\":0,\"message\":\"Đã ghi nhận\"}");
        assertThat(client.send(SERVICE, batch).outcome()).isInstanceOf(Outcome.Delivered.class);
        assertThat(Given.warnings(batch)).containsExactly("npsp.accepted-with-doubt");
    }

    @Test
    void takes_another_code_for_a_refusal_and_quotes_it() {
        assertThat(outcomeOf("{\"error_code\":-1,\"message\":\"Số 001199999999 không đúng\"}"))
                .isEqualTo(new Outcome.Refused(
                        NpspProblem.REFUSED.problem().with("code", "-1").with("answer", "Số *** không đúng")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"message\":\"Thành công\"}",
                "{\"error_code\":null}",
                "{\"error_code\":\"\"}",
                "{\"error_code\":\"OK\"}",
                "{\"error_code\":true}",
                "{\"error_code\":0.5}",
                "{\"error_code\":\"1e99999999\"}",
                "{\"error_code\":\"1e-99999999\"}",
                "{\"error_code\":0,\"error_code\":-1}",
                "[{\"error_code\":0}]",
                "\"0\"",
                "",
                "{\"error_code\":0,\"mess",
                "OK",
                "\u001f\u008b\b\u0000"
            })
    void takes_an_unclear_answer_for_none(String body) {
        assertThat(outcomeOf(body)).isEqualTo(new Outcome.Unanswered(problem("npsp.answer-unclear", "status", "200")));
    }

    @Test
    void unwraps_a_relays_answer_and_believes_the_inner_code() {
        assertThat(outcomeOf(sampleText("relay-wrapped-response"))).isInstanceOf(Outcome.Delivered.class);
        assertThat(outcomeOf(wrapped("{\"error_code\": -1, \"message\": \"Thiếu trường\"}")))
                .isInstanceOf(Outcome.Refused.class);
        assertThat(outcomeOf(wrapped("{\"MaLoi\": \"00\"}"))).isInstanceOf(Outcome.Delivered.class);
        assertThat(outcomeOf(wrapped("{ not json"))).isInstanceOf(Outcome.Delivered.class);
        assertThat(outcomeOf("{\"error_code\":\"0\",\"message\":\"{\\\"error_code\\\":null}\"}"))
                .isInstanceOf(Outcome.Unanswered.class);
    }

    @ParameterizedTest
    @CsvSource({
        "404, npsp.unavailable",
        "502, npsp.unavailable",
        "503, npsp.unavailable",
        "429, npsp.unavailable",
        "500, npsp.not-an-answer",
        "400, npsp.not-an-answer",
        "200, npsp.not-an-answer"
    })
    void waits_after_a_page_that_is_no_answer(int status, String code) {
        Outcome outcome = outcomeOf(aResponse()
                .withStatus(status)
                .withHeader("Retry-After", "120")
                .withBody("<html><body>Lỗi adapter</body></html>"));
        assertThat(outcome)
                .isEqualTo(new Outcome.Deferred(
                        problem(code, "status", String.valueOf(status)), Duration.ofSeconds(120), true));
    }

    @Test
    void believes_no_zero_that_comes_with_a_failure() {
        assertThat(outcomeOf(json("{\"error_code\":0}").withStatus(500))).isInstanceOf(Outcome.Unanswered.class);
        assertThat(outcomeOf(json("{\"error_code\":0}").withStatus(503))).isInstanceOf(Outcome.Deferred.class);
    }

    @Test
    void waits_after_a_no_by_which_the_server_says_that_it_failed() {
        assertThat(outcomeOf(json("{\"error_code\":\"-1\",\"message\":\"ORA-12541\"}")
                        .withStatus(500)
                        .withHeader("Retry-After", "120")))
                .isEqualTo(new Outcome.Deferred(
                        problem("npsp.failed", "code", "-1")
                                .with("answer", "ORA-12541")
                                .with("status", "500"),
                        Duration.ofSeconds(120),
                        true));
        assertThat(outcomeOf(json("{\"error_code\":\"-1\",\"message\":\"Sai\"}").withStatus(400)))
                .isInstanceOf(Outcome.Refused.class);
        assertThat(outcomeOf(json("{\"error_code\":0,\"message\":\"Không thành công\"}")
                        .withStatus(500)))
                .as("code 0 with a failure's words")
                .isInstanceOf(Outcome.Unanswered.class);
    }

    @Test
    void hears_in_a_failure_too_that_its_session_ran_out() {
        portal.answers(
                SERVICE,
                json("{\"error_code\":\"-1\",\"message\":\"Hết phiên làm việc\"}")
                        .withStatus(500),
                json(sampleText("dong-bo-ho-so-ok-response")));
        assertThat(client.send(SERVICE, known(Given.item(Given.dossier()))).outcome())
                .isInstanceOf(Outcome.Delivered.class);
    }

    @Test
    void hears_in_a_failure_too_that_a_dossier_is_not_there() {
        portal.answers(
                SERVICE,
                json("{\"error_code\":\"-1\",\"message\":\"Hồ sơ không tồn tại\"}")
                        .withStatus(500),
                json(sampleText("dong-bo-ho-so-ok-response")));
        assertThat(client.send(SERVICE, known(Given.item(Given.dossier()))).outcome())
                .isInstanceOfSatisfying(
                        Outcome.Delivered.class,
                        delivered -> assertThat(delivered.receipt()).startsWith("created"));
    }

    @Test
    void takes_a_message_too_large_for_refused() {
        assertThat(outcomeOf(aResponse().withStatus(413).withBody("<html/>"))).isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void takes_a_gateways_time_out_for_unanswered() {
        assertThat(outcomeOf(aResponse().withStatus(504).withBody("<html/>"))).isInstanceOf(Outcome.Unanswered.class);
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void takes_a_connection_cut_after_the_message_for_unanswered(Fault fault) {
        assertThat(outcomeOf(aResponse().withFault(fault)))
                .isInstanceOfSatisfying(
                        Outcome.Unanswered.class,
                        unanswered ->
                                assertThat(unanswered.cause().code()).isIn("npsp.no-answer", "npsp.answer-unclear"));
    }

    @Test
    void takes_a_late_answer_for_unanswered() {
        portal.answers(SERVICE, json("{\"error_code\":0}").withFixedDelay(3_000));
        assertThat(withShortTimeouts()).isInstanceOf(Outcome.Unanswered.class);
    }

    @Test
    void takes_an_answer_that_trickles_for_unanswered() {
        portal.answers(SERVICE, json("{\"error_code\":0}").withChunkedDribbleDelay(10, 10_000));
        assertThat(withShortTimeouts()).isInstanceOf(Outcome.Unanswered.class);
    }

    @Test
    void reads_no_answer_beyond_its_bound() {
        portal.answers(SERVICE, "{\"error_code\":0,\"message\":\"" + "x".repeat(2_000_000) + "\"}");
        assertThat(client.send(SERVICE, known(Given.item(Given.dossier()))).outcome())
                .isEqualTo(new Outcome.Unanswered(problem("npsp.answer-too-long", "longest", "1048576")));
    }

    @Test
    void waits_while_nobody_listens() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        assertThat(outcomeAt("http://127.0.0.1:" + free)).isEqualTo("npsp.not-reached");
        assertThat(outcomeAt("http://no-such-host.invalid")).isEqualTo("npsp.not-reached");
    }

    @Test
    void follows_a_redirect_on_the_same_host_with_the_same_message() {
        portal.answers(SERVICE, aResponse().withStatus(307).withHeader("Location", "/moved"));
        portal.server().stubFor(post(urlPathEqualTo("/moved")).willReturn(json("{\"error_code\":0}")));
        assertThat(client.send(SERVICE, known(Given.item(Given.dossier()))).outcome())
                .isInstanceOf(Outcome.Delivered.class);
        assertThat(portal.server()
                        .findAll(postRequestedFor(urlPathEqualTo("/moved")))
                        .getFirst()
                        .getBodyAsString())
                .contains("TEST-SESSION-7f3a2c");
    }

    /** A portal that has moved to TLS: the most usual of them, and to a person the same host. */
    @Test
    void says_where_it_was_sent_and_no_more_of_that_address() {
        portal.answers(
                SERVICE,
                aResponse()
                        .withStatus(301)
                        .withHeader("Location", "https://TEST-USER:TEST-SECRET@127.0.0.1/mapi/g?session=TEST"));
        assertThat(client.send(SERVICE, known(Given.item(Given.dossier()))).outcome())
                .isEqualTo(new Outcome.Deferred(
                        problem("npsp.redirected-away", "status", "301").with("to", "127.0.0.1 (https)"), null, true));
    }

    @Test
    void takes_no_session_to_another_host() {
        try (StubbedPortal other = new StubbedPortal()) {
            Outcome outcome =
                    outcomeOf(aResponse().withStatus(302).withHeader("Location", other.address() + "/mapi/g"));
            assertThat(outcome)
                    .isEqualTo(new Outcome.Deferred(
                            problem("npsp.redirected-away", "status", "302")
                                    .with("to", "127.0.0.1:" + other.server().port() + " (http)"),
                            null,
                            true));
            assertThat(other.server().getAllServeEvents()).isEmpty();
        }
    }

    @Test
    void waits_where_no_address_is_set() {
        try (NpspClient nowhere = Given.client(Given.settings(), Given.policy())) {
            Reply reply = nowhere.send(SERVICE, known(Given.item(Given.dossier())));
            assertThat(reply.outcome()).isEqualTo(Outcome.Deferred.shut(NpspProblem.NOT_CONFIGURED.problem()));
            assertThat(nowhere.fill(known(Given.item(Given.dossier())))).isPresent();
        }
    }

    @Test
    void sends_nothing_by_a_policy_that_takes_no_answer_for_a_yes() {
        portal.answers(SERVICE, sampleText("dong-bo-ho-so-ok-response"));
        Policy policy = Given.policy();
        Policy withoutYes = new Policy(
                policy.name(),
                policy.timeout(),
                policy.retry(),
                policy.breaker(),
                policy.pace(),
                policy.deadline(),
                policy.batch(),
                policy.unanswered(),
                List.of());
        try (NpspClient hopeless = Given.client(Given.settings("url=" + portal.address()), withoutYes)) {
            Reply reply = hopeless.send(SERVICE, known(Given.item(Given.dossier())));

            assertThat(reply.outcome())
                    .isEqualTo(new Outcome.Deferred(
                            NpspProblem.POLICY_WITHOUT_YES.problem().with("counterpart", "npsp"), null, false));
            assertThat(portal.calls()).isEmpty();
        }
    }

    @Test
    void composes_text_before_it_goes_out() {
        portal.answers(SERVICE, sampleText("dong-bo-ho-so-ok-response"));
        var decomposed = Given.dossier();
        String name = decomposed.path("TenTTHC").asString();
        decomposed.put("TenTTHC", Normalizer.normalize(name, Normalizer.Form.NFD));
        client.send(SERVICE, known(Given.item(decomposed)));
        assertThat(portal.bodies()
                        .getFirst()
                        .path("data")
                        .path(0)
                        .path("TenTTHC")
                        .asString())
                .isEqualTo(name);
    }

    @Test
    void notes_a_number_without_the_national_shape_or_refuses_it_if_told_to() {
        portal.answers(SERVICE, sampleText("dong-bo-ho-so-ok-response"));
        Batch old = known(Given.item(Given.dossier().put("MaHoSo", "001/2007/BVHTT")));
        assertThat(client.send(SERVICE, old).outcome()).isInstanceOf(Outcome.Delivered.class);
        assertThat(Given.warnings(old)).containsExactly("npsp.dossier-code-shape");
        try (NpspClient strict = Given.client(
                Given.settings("url=" + portal.address(), "dossier-code.otherwise=refuse"), Given.policy())) {
            assertThat(strict.send(SERVICE, old).outcome()).isInstanceOf(Outcome.Refused.class);
        }
        assertThat(portal.calls()).hasSize(1);
    }

    private static Problem problem(String code, String name, String value) {
        return Problem.of(code).with(name, value);
    }

    private static String wrapped(String inner) {
        return Given.JSON
                .createObjectNode()
                .put("error_code", "0")
                .put("message", inner)
                .toString();
    }

    private static String text(byte @Nullable [] bytes) {
        return bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8);
    }

    private Outcome outcomeOf(String body) {
        return outcomeOf(json(body));
    }

    private Outcome outcomeOf(ResponseDefinitionBuilder answer) {
        portal.answers(SERVICE, answer);
        return client.send(SERVICE, known(Given.item(Given.dossier()))).outcome();
    }

    private Outcome withShortTimeouts() {
        try (NpspClient hasty = Given.client(
                Given.settings("url=" + portal.address()), Given.withReadTimeout(Duration.ofMillis(400)))) {
            return hasty.send(SERVICE, known(Given.item(Given.dossier()))).outcome();
        }
    }

    private static String outcomeAt(String address) {
        try (NpspClient lonely = Given.client(Given.settings("url=" + address), Given.policy())) {
            Outcome outcome =
                    lonely.send(SERVICE, known(Given.item(Given.dossier()))).outcome();
            return Objects.requireNonNull(((Outcome.Deferred) outcome).cause()).code();
        }
    }
}
