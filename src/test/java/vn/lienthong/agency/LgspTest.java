package vn.lienthong.agency;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.lienthong.dossier.Batch;
import vn.lienthong.dossier.SourceRecord;
import vn.lienthong.mapping.FileMappings;
import vn.lienthong.mapping.MappingResult;
import vn.lienthong.relay.Outcome;
import vn.lienthong.relay.Policies;
import vn.lienthong.relay.Policy;
import vn.lienthong.relay.Reply;
import vn.lienthong.sandbox.soap.SimulatedLgsp;
import vn.lienthong.sandbox.soap.SimulatedLgsp.Login;
import vn.lienthong.sandbox.soap.SimulatedLgsp.Message;
import vn.lienthong.sandbox.soap.SimulatedLgsp.Trouble;

/** An LGSP on the network, as the shipped settings and policy treat it: by SOAP, and in its JSON form. */
class LgspTest {

    private static final String STEP = """
            {"DocumentId":"1","DocCode":"H-1","UserName":"Trần Văn Thử","UserPosition":"","DateCreated":"2024-03-18T09:30:00.000Z",
             "OrganizationInchargeIdLevel1":"000.00.00.G16","OrganizationInchargeName":"Bộ"}""";

    @TempDir
    Path folder;

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-03-02T01:00:00Z"));
    private final Map<String, String> settings = new HashMap<>();
    private SimulatedLgsp lgsp;
    private String record;

    enum Form {
        SOAP,
        JSON
    }

    @BeforeEach
    void start() throws Exception {
        lgsp = new SimulatedLgsp();
        record = Files.readString(Path.of("mappings/npsp/lgsp/dossier/tests/dossier.xml"));
        settings.put("oauth2.url", lgsp.address() + "/token");
        settings.put("oauth2.client-id", SimulatedLgsp.CLIENT);
        settings.put("oauth2.client-secret", SimulatedLgsp.SECRET);
    }

    @AfterEach
    void stop() {
        lgsp.close();
    }

    private AgencyClient client(Form form) throws Exception {
        at(form);
        return Given.lgsp(folder, settings, now::get);
    }

    private void at(Form form) {
        settings.put("url", lgsp.address() + (form == Form.SOAP ? "/services/dossier" : "/adapter/"));
        if (form == Form.JSON) {
            settings.put("contract", "");
        }
    }

    private Reply send(AgencyClient client, Form form) {
        return form == Form.SOAP
                ? client.send("lgsp", "SyncDocument", Given.batch(record))
                : client.send("lgsp", "Document/SyncDocument", Given.batch("{\"DocCode\":\"H-1\"}"));
    }

    private Outcome outcome(Form form, Trouble... troubles) throws Exception {
        lgsp.next(troubles);
        try (AgencyClient client = client(form)) {
            return send(client, form).outcome();
        }
    }

    @ParameterizedTest
    @EnumSource
    void takes_a_dossier_and_then_its_progress(Form form) throws Exception {
        try (AgencyClient client = client(form)) {
            Reply reply = send(client, form);

            assertThat(reply.outcome()).isEqualTo(new Outcome.Delivered("taken, code 200"));
            assertThat(reply.calls())
                    .singleElement()
                    .satisfies(call -> assertThat(call.service())
                            .isEqualTo(form == Form.SOAP ? "lgsp SyncDocument" : "lgsp Document/SyncDocument"));
            if (form == Form.JSON) {
                assertThat(client.send("lgsp", "Document/UpdateDocumentTraces", Given.batch(STEP))
                                .outcome())
                        .isInstanceOf(Outcome.Delivered.class);
            }
            assertThat(lgsp.tokens()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "SOAP, UpdateStatistic, lgsp/figures", "JSON, Statistic/UpdateStatistic, lgsp/figures-json",
        "SOAP, UpdateVote, lgsp/ratings", "JSON, Vote/UpdateVote, lgsp/ratings-json"
    })
    void takes_figures_and_ratings_where_it_takes_dossiers(Form form, String operation, String mapping)
            throws Exception {
        at(form);
        try (AgencyClient reports = Given.lgspReports(folder, settings, now::get)) {
            Reply reply = reports.send("lgsp-reports", operation, Given.batch(mapped(mapping)));

            assertThat(reply.outcome()).isEqualTo(new Outcome.Delivered("taken, code 200"));
        }
        assertThat(lgsp.messages())
                .singleElement()
                .satisfies(message -> assertThat(message.operation()).isEqualTo(operation));
    }

    @Test
    void what_is_set_of_it_holds_for_figures_and_ratings_too() {
        settings.putAll(Map.of(
                "url", "http://127.0.0.1:9",
                "contract", "site/lgsp.wsdl",
                "method", "PUT",
                "header.name", "X-Api-Key",
                "header.value", "TEST-KEY",
                "oauth2.in", "HEADER",
                "oauth2.scope", "x",
                "answer.code", "Code",
                "answer.message", "Text"));
        Map<String, AgencySettings.Target> systems =
                Given.settings("lgsp", settings).systems();

        assertThat(systems.get("lgsp-reports")).isEqualTo(systems.get("lgsp"));
    }

    /** The documented example, as the shipped mapping writes it. */
    private static String mapped(String mapping) throws Exception {
        byte[] example = Files.readAllBytes(Path.of("mappings", mapping, "tests/agency-example.json"));
        MappingResult result = new FileMappings(Path.of("mappings"))
                .find(mapping)
                .orElseThrow()
                .map(new SourceRecord(example, "application/json"));
        return new String(((MappingResult.Mapped) result).record().body(), StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @EnumSource(
            value = Login.class,
            names = {"USERNAME_TOKEN", "BODY"})
    void an_account_goes_in_each_message_and_into_no_record(Login login) throws Exception {
        wants(login);
        try (AgencyClient client = client(Form.SOAP)) {
            send(client, Form.SOAP);
            Reply reply = send(client, Form.SOAP);

            assertThat(reply.outcome()).isEqualTo(new Outcome.Delivered("taken, code 200"));
            assertThat(reply.calls())
                    .singleElement()
                    .satisfies(
                            call -> assertThat(new String(Objects.requireNonNull(call.sent()), StandardCharsets.UTF_8))
                                    .contains("<DocCode>")
                                    .doesNotContain(SimulatedLgsp.SECRET, SimulatedLgsp.CLIENT));
            assertThat(lgsp.tokens()).isZero();
        }
        assertThat(lgsp.messages())
                .hasSize(2)
                .allSatisfy(message -> assertThat(message.body()).startsWith("<MSyncDocument>"));
    }

    @ParameterizedTest
    @EnumSource(
            value = Login.class,
            names = {"USERNAME_TOKEN", "BODY"})
    void an_account_that_is_not_taken_shuts_it(Login login) throws Exception {
        wants(login);
        settings.put("login.password", "WRONG");

        assertThat(outcome(Form.SOAP)).isInstanceOfSatisfying(Outcome.Deferred.class, deferred -> {
            assertThat(deferred.says()).isEqualTo(Outcome.Says.SHUT);
            assertThat(deferred.cause().code()).isEqualTo("agency.login-refused");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"lgsp", "lgsp-reports", "agency"})
    void no_record_is_refused_for_what_security_says_of_the_account(String policy) {
        Policy shipped =
                Policies.in(Path.of("routes/policies"), List.of()).find(policy).orElseThrow();

        assertThat(List.of(
                        "FailedAuthentication",
                        "InvalidSecurityToken",
                        "MessageExpired",
                        "SecurityError",
                        "Client.Authentication"))
                .allSatisfy(code -> assertThat(then(shipped, code)).isEqualTo("login"));
    }

    /** SOAP 1.1, 4.4.1: what stands behind a dot says more about the code before it. */
    @ParameterizedTest
    @ValueSource(strings = {"lgsp", "lgsp-reports", "agency"})
    void a_code_beneath_another_means_what_that_means(String policy) {
        Policy shipped =
                Policies.in(Path.of("routes/policies"), List.of()).find(policy).orElseThrow();

        assertThat(then(shipped, "Client.BadDossier")).isEqualTo("refused").isEqualTo(then(shipped, "Client"));
        assertThat(then(shipped, "Server.Busy")).isNotEqualTo("refused").isEqualTo(then(shipped, "Server"));
    }

    private static @Nullable String then(Policy policy, String code) {
        Policy.AnswerRule answer = policy.answer(null, code, null);
        return answer == null ? null : answer.then();
    }

    private void wants(Login login) throws Exception {
        lgsp.close();
        lgsp = new SimulatedLgsp(login);
        settings.clear();
        settings.put("login.as", login.name().toLowerCase(Locale.ROOT).replace('_', '-'));
        settings.put("login.username", SimulatedLgsp.CLIENT);
        settings.put("login.password", SimulatedLgsp.SECRET);
    }

    @ParameterizedTest
    @EnumSource
    void a_refusal_is_told_with_its_code(Form form) throws Exception {
        assertThat(outcome(form, Trouble.REFUSES))
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused -> assertThat(refused.cause().details()).containsEntry("code", "422"));
    }

    @Test
    void a_step_of_a_dossier_it_does_not_have_is_refused_by_its_status() throws Exception {
        try (AgencyClient client = client(Form.JSON)) {
            assertThat(client.send("lgsp", "Document/UpdateDocumentTraces", Given.batch(STEP))
                            .outcome())
                    .isInstanceOf(Outcome.Refused.class);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "FAULT_OF_THE_CALLER, Refused", "FAULT_OF_ITS_OWN, Unanswered", "HTML, Unanswered", "OTHER_XML, Unanswered",
        "ENTITY, Unanswered", "CUT_OFF, Unanswered", "GATEWAY, Deferred", "SILENT, Unanswered",
        "WITHOUT_STATUS, Unanswered", "ANOTHER_VERSION, Deferred"
    })
    void by_soap_an_answer_means(Trouble trouble, String outcome) throws Exception {
        assertThat(outcome(Form.SOAP, trouble).getClass().getSimpleName()).isEqualTo(outcome);
    }

    @ParameterizedTest
    @CsvSource({
        "HTML, Unanswered",
        "OTHER_XML, Unanswered",
        "CUT_OFF, Unanswered",
        "GATEWAY, Deferred",
        "SILENT, Unanswered",
        "WITHOUT_STATUS, Unanswered"
    })
    void in_json_an_answer_means(Trouble trouble, String outcome) throws Exception {
        assertThat(outcome(Form.JSON, trouble).getClass().getSimpleName()).isEqualTo(outcome);
    }

    @ParameterizedTest
    @EnumSource
    void what_may_have_arrived_goes_again_with_its_key_and_is_there_once(Form form) throws Exception {
        lgsp.next(Trouble.SILENT);
        try (AgencyClient client = client(form)) {
            assertThat(send(client, form).outcome()).isInstanceOf(Outcome.Unanswered.class);
            assertThat(send(client, form).outcome()).isInstanceOf(Outcome.Delivered.class);
        }
        assertThat(lgsp.messages())
                .hasSize(2)
                .extracting(Message::key)
                .doesNotContainNull()
                .containsOnly(lgsp.messages().getFirst().key());
        assertThat(lgsp.dossiers()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void a_token_it_has_forgotten_costs_one_new_one_and_one_repetition(Form form) throws Exception {
        try (AgencyClient client = client(form)) {
            send(client, form);
            lgsp.next(Trouble.FORGETS_TOKENS);
            Reply reply = send(client, form);

            assertThat(reply.outcome()).isInstanceOf(Outcome.Delivered.class);
            assertThat(reply.calls()).hasSize(2);
            assertThat(lgsp.tokens()).isEqualTo(2);
        }
    }

    @Test
    void tokens_that_are_never_good_shut_it() throws Exception {
        assertThat(outcome(Form.SOAP, Trouble.FORGETS_TOKENS, Trouble.FORGETS_TOKENS))
                .isInstanceOfSatisfying(
                        Outcome.Deferred.class,
                        deferred -> assertThat(deferred.says()).isEqualTo(Outcome.Says.SHUT));
    }

    @ParameterizedTest
    @CsvSource({
        "NoSuchOperation, <MSyncDocument/>, agency.contract-unusable",
        "SyncDocument, {}, agency.not-xml",
        "'', <MSyncDocument/>, agency.contract-unusable"
    })
    void what_the_route_cannot_send_waits_with_what_to_correct(String operation, String body, String code)
            throws Exception {
        try (AgencyClient client = client(Form.SOAP)) {
            Batch batch = Given.batch(body);
            assertThat(client.send("lgsp", operation, batch).outcome())
                    .isInstanceOfSatisfying(Outcome.Deferred.class, deferred -> {
                        assertThat(deferred.cause().code()).isEqualTo(code);
                        assertThat(deferred.counts()).isFalse();
                    });
        }
        assertThat(lgsp.messages()).isEmpty();
    }
}
