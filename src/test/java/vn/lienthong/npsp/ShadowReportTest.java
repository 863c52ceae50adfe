package vn.lienthong.npsp;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.lienthong.npsp.Given.interrupted;
import static vn.lienthong.npsp.Given.item;
import static vn.lienthong.npsp.Given.shadow;
import static vn.lienthong.npsp.Given.unknown;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import vn.lienthong.dossier.Batch;
import vn.lienthong.dossier.Problem;
import vn.lienthong.ledger.Attempt;
import vn.lienthong.relay.Outcome;
import vn.lienthong.relay.Reply;
import vn.lienthong.sandbox.Account;
import vn.lienthong.sandbox.SimulatedPortal;

/** Shadow mode before the sandbox's portal: it is asked, and never sent anything. */
class ShadowReportTest {

    private static final String DOSSIER = "DongBoHoSoMC";
    private static final String PROGRESS = "CapNhatTienDoHoSoMC";

    private final SimulatedPortal portal = SimulatedPortal.start(0, Account.INVENTED);
    private final NpspClient client = Given.client(Given.settings("url=" + portal.adapter()), Given.policy());
    private final HttpClient http = HttpClient.newHttpClient();

    @AfterEach
    void stop() {
        client.close();
        http.close();
        portal.close();
    }

    @Test
    void a_dossier_the_portal_does_not_have_would_be_created() throws Exception {
        Reply reply = client.send(DOSSIER, shadow(item(Given.dossier())));

        Problem report = report(reply);
        assertThat(report.code()).isEqualTo("npsp.shadow-creates");
        assertThat(Integer.parseInt(Objects.requireNonNull(report.details().get("filled"))))
                .isGreaterThan(20);
        JsonNode message = message(reply);
        assertThat(message.path("isUpdating").asString()).isEqualTo("False");
        assertThat(message.path("data").path(0)).isEqualTo(Given.dossier());
        assertThat(message.has("session")).isFalse();
        assertNothingWasSent();
    }

    @Test
    void of_a_dossier_the_portal_has_each_field_that_would_change_is_told_with_both_values() throws Exception {
        client.send(DOSSIER, unknown(item(Given.dossier())));
        ObjectNode changed = Given.dossier().put("TrangThaiHoSo", "4").put("NgayHenTra", "");

        Reply reply = client.send(DOSSIER, shadow(item(changed)));

        Problem report = report(reply);
        assertThat(report.code()).isEqualTo("npsp.shadow-updates");
        assertThat(report.details())
                .containsEntry("changed", "2")
                .containsEntry("same", "5")
                .containsEntry("fields", "NgayHenTra, TrangThaiHoSo");
        assertThat(keptBack(reply).keptBack())
                .containsExactly(
                        new Attempt.Change("NgayHenTra", "20240405170000", ""),
                        new Attempt.Change("TrangThaiHoSo", "2", "4"));
        assertThat(message(reply).path("isUpdating").asString()).isEqualTo("True");
        assertThat(count("creates")).isEqualTo(1);
        assertThat(count("updates")).isZero();
    }

    @Test
    void a_dossier_that_is_there_as_it_would_be_sent_changes_nothing() throws Exception {
        client.send(DOSSIER, unknown(item(Given.dossier())));

        Reply reply = client.send(DOSSIER, shadow(interrupted(Given.dossier())));

        assertThat(report(reply).code()).isEqualTo("npsp.shadow-changes-nothing");
        assertThat(keptBack(reply).keptBack()).isEmpty();
        assertThat(count("updates")).isZero();
    }

    @Test
    void a_report_quotes_no_value_of_the_dossier() {
        client.send(DOSSIER, unknown(item(Given.dossier())));
        Reply reply = client.send(DOSSIER, shadow(item(Given.dossier().put("ChuHoSo", "Lê Thị Thử"))));
        assertThat(report(reply).details().toString()).contains("ChuHoSo").doesNotContain("Thử", "Sao Mai");
    }

    @Test
    void a_step_of_a_dossier_that_is_there_would_be_added_and_any_other_would_wait() throws Exception {
        Reply waiting = client.send(PROGRESS, shadow(item(Given.progress("20240315083000", "2"))));
        client.send(DOSSIER, unknown(item(Given.dossier())));
        Reply added = client.send(PROGRESS, shadow(item(Given.progress("20240315083000", "2"))));

        assertThat(report(waiting).code()).isEqualTo("npsp.shadow-waits-for-dossier");
        assertThat(report(added).code()).isEqualTo("npsp.shadow-adds-step");
        assertThat(message(added).path("service").asString()).isEqualTo(PROGRESS);
        assertThat(count("progress")).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"cut", "unavailable", "html", "down"})
    void a_question_without_an_answer_is_no_report(String fault) throws Exception {
        sandbox("PUT", "fault", "{\"kind\":\"" + fault + "\",\"services\":[\"TraCuuHoSo\"]}");
        Reply reply = client.send(DOSSIER, shadow(item(Given.dossier())));
        assertThat(reply.outcome()).isInstanceOf(Outcome.Deferred.class);
        assertThat(reply.calls()).noneMatch(Attempt.Call::wasKeptBack);
        assertNothingWasSent();
    }

    @Test
    void what_the_catalogue_fills_in_is_in_the_message_that_is_kept_back() throws Exception {
        ObjectNode sparse = Given.dossier();
        List.of("TenTTHC", "MaLinhVuc", "TenLinhVuc").forEach(sparse::remove);
        Batch batch = shadow(item(sparse));
        assertThat(client.fill(batch)).isEmpty();
        assertThat(message(client.send(DOSSIER, batch)).at("/data/0/MaLinhVuc").asString())
                .isEqualTo("G16-DA01");
        assertNothingWasSent();
    }

    @Test
    void behind_a_relay_that_answers_no_questions_the_message_alone_is_told() {
        try (NpspClient relay =
                Given.client(Given.settings("url=http://127.0.0.1:1/relay", "profile=relay"), Given.policy())) {
            Reply reply = relay.send(DOSSIER, shadow(item(Given.dossier())));
            assertThat(report(reply).code()).isEqualTo("npsp.shadow-not-asked");
            assertThat(reply.calls()).singleElement().matches(Attempt.Call::wasKeptBack);
        }
    }

    private static Problem report(Reply reply) {
        assertThat(reply.outcome()).isInstanceOf(Outcome.Withheld.class);
        return ((Outcome.Withheld) reply.outcome()).report();
    }

    private static Attempt.Call keptBack(Reply reply) {
        return reply.calls().stream()
                .filter(Attempt.Call::wasKeptBack)
                .findFirst()
                .orElseThrow();
    }

    private static JsonNode message(Reply reply) {
        return Given.JSON.readTree(Objects.requireNonNull(keptBack(reply).sent()));
    }

    private void assertNothingWasSent() throws Exception {
        assertThat(count("creates") + count("updates") + count("progress") + count("alreadyThere"))
                .isZero();
    }

    private long count(String name) throws Exception {
        return sandbox("GET", "counts", "").path(name).longValue();
    }

    private JsonNode sandbox(String method, String path, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(portal.address() + "/_sandbox/" + path))
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        return Given.JSON.readTree(
                http.send(request, BodyHandlers.ofByteArray()).body());
    }
}
