package vn.lienthong.agency;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.putRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.lienthong.dossier.Batch;
import vn.lienthong.relay.Outcome;
import vn.lienthong.relay.Reply;

/** A system with an HTTP interface, as the shipped policy treats it. */
class HttpSystemTest {

    private static final String BODY = "{\"portalDossierNo\":\"x\"}";

    @TempDir
    Path folder;

    private final WireMockServer server =
            new WireMockServer(options().dynamicPort().bindAddress("127.0.0.1"));
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-03-02T01:00:00Z"));
    private final Map<String, String> settings = new HashMap<>();

    @BeforeEach
    void start() {
        server.start();
        settings.put("url", server.baseUrl() + "/api/ho-so");
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    @Test
    void sends_the_record_with_the_same_key_each_time() throws Exception {
        answers(aResponse().withStatus(201));

        assertThat(outcome(Given.batch(BODY))).isEqualTo(new Outcome.Delivered("taken, code 201"));
        assertThat(outcome(Given.batch(BODY))).isInstanceOf(Outcome.Delivered.class);

        List<String> keys = server
                .findAll(postRequestedFor(urlEqualTo("/api/ho-so"))
                        .withRequestBody(equalToJson(BODY))
                        .withHeader("Content-Type", equalTo("application/json")))
                .stream()
                .map(request -> request.getHeader("Idempotency-Key"))
                .toList();
        assertThat(keys).hasSize(2).allSatisfy(key -> assertThat(key).matches("7-[0-9a-f]{16}"));
        assertThat(keys.getFirst()).isEqualTo(keys.getLast());
    }

    @ParameterizedTest
    @CsvSource({
        "200, Delivered", "204, Delivered", "400, Refused", "422, Refused", "409, Refused", "404, Deferred",
        "429, Deferred", "503, Deferred", "401, Deferred", "500, Unanswered", "504, Unanswered", "302, Unanswered"
    })
    void a_status_means_what_the_policy_says(int status, String outcome) throws Exception {
        answers(aResponse().withStatus(status));

        assertThat(outcome(Given.batch(BODY)).getClass().getSimpleName()).isEqualTo(outcome);
    }

    @Test
    void a_code_in_the_answer_counts_where_the_settings_name_its_field() throws Exception {
        settings.put("answer.code", "status");
        answers(aResponse().withBody("{\"status\":422,\"message\":\"không hợp lệ\"}"));

        assertThat(outcome(Given.batch(BODY)))
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused -> assertThat(refused.cause().details()).containsEntry("code", "422"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<html><body>Đăng nhập</body></html>",
                "\uFEFF\r\n<!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML 1.0\">",
                "<?xml version=\"1.0\"?>\n<!-- proxy -->\n<HTML lang=\"vi\">",
                "<script>location='/login'</script>",
                "<meta http-equiv=\"refresh\" content=\"0; url=/login\">",
                "<head><title>Đăng nhập</title></head>"
            })
    void a_yes_by_a_page_is_that_of_something_in_between(String page) throws Exception {
        answers(aResponse().withBody(page));
        assertThat(outcome(Given.batch(BODY)))
                .isInstanceOfSatisfying(
                        Outcome.Unanswered.class,
                        unanswered -> assertThat(unanswered.cause().code()).isEqualTo("agency.answer-unclear"));
        settings.put("answer.pages", "true");
        assertThat(outcome(Given.batch(BODY))).as("its own page").isInstanceOf(Outcome.Delivered.class);
    }

    @Test
    void a_page_is_known_behind_a_long_comment_and_in_its_own_encoding() throws Exception {
        answers(aResponse().withBody("<!-- " + "x".repeat(5_000) + " --><html>"));
        assertThat(outcome(Given.batch(BODY))).isInstanceOf(Outcome.Unanswered.class);

        answers(aResponse()
                .withHeader("Content-Type", "text/html; charset=utf-16")
                .withBody("<html>".getBytes(StandardCharsets.UTF_16)));
        assertThat(outcome(Given.batch(BODY))).isInstanceOf(Outcome.Unanswered.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "OK", "<ok/>", "<headers/>", "{\"html\":\"<html>\"}", "<htmlized/>"})
    void a_yes_in_any_other_words_is_one(String words) throws Exception {
        answers(aResponse().withBody(words));
        assertThat(outcome(Given.batch(BODY))).isInstanceOf(Outcome.Delivered.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"status\":null}",
                "{\"status\":\" \"}",
                "{\"Status\":422}",
                "{\"data\":{\"status\":200}}"
            })
    void a_yes_without_the_field_of_the_code_is_none(String answer) throws Exception {
        settings.put("answer.code", "status");
        answers(aResponse().withBody(answer));

        assertThat(outcome(Given.batch(BODY)))
                .isInstanceOfSatisfying(
                        Outcome.Unanswered.class,
                        unanswered -> assertThat(unanswered.cause().code()).isEqualTo("agency.answer-unclear"));
        answers(aResponse().withStatus(422).withBody(answer.replace("null", "422")));
        assertThat(outcome(Given.batch(BODY))).as("a no").isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void a_yes_in_an_answer_that_is_a_failure_is_unclear() throws Exception {
        settings.put("answer.code", "status");
        answers(aResponse().withStatus(500).withBody("{\"status\":200}"));

        assertThat(outcome(Given.batch(BODY))).isInstanceOf(Outcome.Unanswered.class);
    }

    @Test
    void one_record_that_is_not_let_through_shuts_no_system_that_takes_others() throws Exception {
        answers(aResponse().withStatus(201));
        server.stubFor(post("/api/ho-so")
                .withRequestBody(containing("<script>"))
                .willReturn(aResponse().withStatus(403)));
        Batch disliked = Given.delivery(1, "H-1", "{\"name\":\"<script>\"}");
        try (AgencyClient client = Given.client(folder, settings, now::get)) {
            assertShut(client.send("agency", "", disliked));
            assertShut(client.send("agency", "", disliked));

            client.send("agency", "", Given.delivery(2, "H-2", BODY));

            assertThat(client.send("agency", "", disliked).outcome())
                    .isInstanceOfSatisfying(Outcome.Deferred.class, deferred -> {
                        assertThat(deferred.cause().code()).isEqualTo("agency.forbidden");
                        assertThat(deferred.cause().details()).containsEntry("code", "403");
                        assertThat(deferred.says()).isEqualTo(Outcome.Says.NOTHING);
                        assertThat(deferred.counts()).isTrue();
                    });
            answers(aResponse().withStatus(403));
            assertShut(client.send("agency", "", Given.delivery(3, "H-3", BODY)));
            assertShut(client.send("agency", "", disliked));
        }
    }

    private static void assertShut(Reply reply) {
        assertThat(reply.outcome())
                .isInstanceOfSatisfying(
                        Outcome.Deferred.class,
                        deferred -> assertThat(deferred.says()).isEqualTo(Outcome.Says.SHUT));
    }

    @Test
    void an_answer_that_is_lost_is_unanswered_and_one_nobody_gave_is_not() throws Exception {
        answers(aResponse().withFault(Fault.EMPTY_RESPONSE));
        assertThat(outcome(Given.batch(BODY))).isInstanceOf(Outcome.Unanswered.class);

        server.stop();
        assertThat(outcome(Given.batch(BODY))).isInstanceOf(Outcome.Deferred.class);
        server.start();
    }

    @Test
    void asks_later_what_the_system_asked_for() throws Exception {
        answers(aResponse().withStatus(503).withHeader("Retry-After", "120"));

        assertThat(outcome(Given.batch(BODY)))
                .isInstanceOfSatisfying(
                        Outcome.Deferred.class,
                        deferred -> assertThat(deferred.askedToWait()).isEqualTo(Duration.ofMinutes(2)));
    }

    @Test
    void sends_the_header_and_by_the_method_that_are_set() throws Exception {
        settings.put("method", "PUT");
        settings.put("header.name", "X-Api-Key");
        settings.put("header.value", "TEST-KEY");
        answers(aResponse());

        outcome(Given.batch(BODY));

        server.verify(1, putRequestedFor(urlEqualTo("/api/ho-so")).withHeader("X-Api-Key", equalTo("TEST-KEY")));
    }

    @Test
    void fetches_a_token_once_and_again_when_it_runs_out_or_is_refused() throws Exception {
        oauth2();
        token("\"access_token\":\"TEST-1\",\"expires_in\":600");
        answers(aResponse());
        try (AgencyClient client = Given.client(folder, settings, now::get)) {
            client.send("agency", "", Given.batch(BODY));
            client.send("agency", "", Given.batch(BODY));
            assertThat(tokens()).isEqualTo(1);
            server.verify(
                    2,
                    postRequestedFor(urlEqualTo("/api/ho-so")).withHeader("Authorization", equalTo("Bearer TEST-1")));

            now.set(now.get().plusSeconds(590));
            client.send("agency", "", Given.batch(BODY));
            assertThat(tokens()).isEqualTo(2);

            server.stubFor(post("/api/ho-so")
                    .withHeader("Authorization", equalTo("Bearer TEST-1"))
                    .willReturn(aResponse().withStatus(401)));
            token("\"access_token\":\"TEST-2\"");
            Reply reply = client.send("agency", "", Given.batch(BODY));

            assertThat(reply.outcome()).isInstanceOf(Outcome.Delivered.class);
            assertThat(reply.calls()).hasSize(2);
            assertThat(tokens()).isEqualTo(3);
        }
    }

    @Test
    void a_token_at_the_top_of_an_answer_is_taken_whatever_else_that_holds() throws Exception {
        oauth2();
        token("\"access_token\":\"TEST-1\",\"data\":{\"unit\":\"G16\"}");
        answers(aResponse());

        assertThat(outcome(Given.batch(BODY))).isInstanceOf(Outcome.Delivered.class);
    }

    @Test
    void a_client_that_is_refused_a_token_shuts_the_system_and_sends_nothing() throws Exception {
        oauth2();
        server.stubFor(
                post("/token").willReturn(aResponse().withStatus(400).withBody("{\"error\":\"invalid_client\"}")));

        assertThat(outcome(Given.batch(BODY))).isInstanceOfSatisfying(Outcome.Deferred.class, deferred -> {
            assertThat(deferred.says()).isEqualTo(Outcome.Says.SHUT);
            assertThat(deferred.cause().code()).isEqualTo("agency.login-refused");
        });
        server.verify(0, postRequestedFor(urlEqualTo("/api/ho-so")));
    }

    @Test
    void nothing_set_up_waits_with_what_to_set() throws Exception {
        settings.clear();

        assertThat(outcome(Given.batch(BODY))).isInstanceOfSatisfying(Outcome.Deferred.class, deferred -> {
            assertThat(deferred.cause().code()).isEqualTo("agency.not-configured");
            assertThat(deferred.counts()).isFalse();
        });
    }

    @Test
    void a_call_carries_one_record() throws Exception {
        answers(aResponse());

        assertThat(outcome(Given.batch(Given.NUMBER, BODY, BODY))).isInstanceOf(Outcome.Deferred.class);
        assertThat(server.getAllServeEvents()).isEmpty();
    }

    @Test
    void settings_name_every_fault_and_show_no_secret() {
        assertThatThrownBy(() -> Given.settings(Map.of(
                        "url",
                        "10.0.0.9/api",
                        "folder",
                        "/srv",
                        "method",
                        "GET",
                        "header.name",
                        "X-Api-Key",
                        "oauth2.url",
                        "x")))
                .rootCause()
                .hasMessageContainingAll("not two", ".url", ".method", ".header", ".oauth2");
        assertThat(Given.settings(Map.of("header.name", "X-Api-Key", "header.value", "TEST-KEY"))
                        .toString())
                .doesNotContain("TEST-KEY");
    }

    @Test
    void a_login_in_the_message_is_one_way_by_soap_and_whole() {
        assertThatThrownBy(() ->
                        Given.settings(Map.of("login.as", "body", "oauth2.url", "http://x", "login.username", "bo")))
                .rootCause()
                .hasMessageContainingAll(
                        "login: as needs username and password", "unless contract is set", "oauth2.url is set");
        assertThatThrownBy(() -> Given.settings(Map.of("login.username", "bo", "login.password", "TEST-SECRET")))
                .rootCause()
                .hasMessageContaining("username and password need as")
                .hasMessageNotContaining("TEST-SECRET");
    }

    private void oauth2() {
        settings.put("oauth2.url", server.baseUrl() + "/token");
        settings.put("oauth2.client-id", "lien-thong");
        settings.put("oauth2.client-secret", "TEST-SECRET");
    }

    private void token(String fields) {
        server.stubFor(post("/token")
                .withBasicAuth("lien-thong", "TEST-SECRET")
                .willReturn(aResponse().withBody("{" + fields + "}")));
    }

    private long tokens() {
        return server.findAll(postRequestedFor(urlEqualTo("/token"))).size();
    }

    private void answers(ResponseDefinitionBuilder answer) {
        server.stubFor(any(urlEqualTo("/api/ho-so")).willReturn(answer));
    }

    private Outcome outcome(Batch batch) throws Exception {
        try (AgencyClient client = Given.client(folder, settings, now::get)) {
            return client.send("agency", "", batch).outcome();
        }
    }
}
