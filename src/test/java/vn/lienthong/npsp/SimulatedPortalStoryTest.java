package vn.lienthong.npsp;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.lienthong.npsp.Given.interrupted;
import static vn.lienthong.npsp.Given.item;
import static vn.lienthong.npsp.Given.known;
import static vn.lienthong.npsp.Given.unknown;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import vn.lienthong.dossier.Batch;
import vn.lienthong.dossier.DossierNo;
import vn.lienthong.relay.Outcome;
import vn.lienthong.sandbox.Account;
import vn.lienthong.sandbox.SimulatedPortal;

/** The client before the sandbox's strict portal. */
class SimulatedPortalStoryTest {

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
    void a_dossier_arrives_filled_from_the_catalogue_and_then_its_progress() throws Exception {
        Batch waiting = unknown(item(Given.progress("20240315083000", "2")));
        assertThat(client.send(PROGRESS, waiting).outcome())
                .isEqualTo(new Outcome.Deferred(NpspProblem.DOSSIER_NOT_THERE_YET.problem(), null, false));
        Batch batch = unknown(item(sparse()));
        assertThat(client.fill(batch)).isEmpty();
        assertThat(client.send(DOSSIER, batch).outcome()).isEqualTo(new Outcome.Delivered("created, error_code 0"));
        assertThat(client.send(PROGRESS, waiting).outcome()).isInstanceOf(Outcome.Delivered.class);
        assertThat(sandbox("GET", "dossiers?no=" + Given.NUMBER, "")
                        .path("content")
                        .path("MaLinhVuc")
                        .asString())
                .isEqualTo("G16-DA01");
        assertThat(count("refused")).isEqualTo(0);
    }

    @Test
    void a_unit_given_by_its_code_arrives_by_its_name() throws Exception {
        Batch batch = unknown(item(Given.dossier().put("DonViXuLy", "G16")));
        assertThat(client.fill(batch)).isEmpty();
        assertThat(client.send(DOSSIER, batch).outcome()).isInstanceOf(Outcome.Delivered.class);
        assertThat(sandbox("GET", "dossiers?no=" + Given.NUMBER, "")
                        .path("content")
                        .path("DonViXuLy")
                        .asString())
                .startsWith("Bộ ");
    }

    @Test
    void a_dossier_whose_answer_was_lost_is_completed_and_not_doubled() throws Exception {
        client.send(DOSSIER, known(item(Given.dossier()))); // an update of nothing: created
        sandbox("POST", "reset", "");
        client.fill(unknown(item(sparse())));
        sandbox("PUT", "fault", "{\"kind\":\"cut\",\"services\":[\"DongBoHoSoMC\"],\"times\":1}");
        assertThat(client.send(DOSSIER, unknown(item(Given.dossier()))).outcome())
                .isInstanceOf(Outcome.Unanswered.class);
        assertThat(client.send(DOSSIER, unknown(interrupted(Given.dossier()))).outcome())
                .isEqualTo(new Outcome.Delivered("updated, error_code 0"));
        assertThat(count("creates")).isEqualTo(1);
        assertThat(count("alreadyThere")).isZero();
    }

    @Test
    void an_update_whose_answer_was_lost_is_asked_about_and_sent_again() throws Exception {
        client.send(DOSSIER, unknown(item(Given.dossier())));
        cut(DOSSIER);
        assertThat(client.send(DOSSIER, known(item(Given.dossier()))).outcome()).isInstanceOf(Outcome.Unanswered.class);
        long lookups = count("lookups");
        assertThat(client.send(DOSSIER, known(interrupted(Given.dossier()))).outcome())
                .isEqualTo(new Outcome.Delivered("updated, error_code 0"));
        assertThat(count("lookups")).isEqualTo(lookups + 1);
        assertThat(count("creates")).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"cut", "unavailable", "html", "down"})
    void a_look_up_without_an_answer_is_never_taken_for_not_there(String fault) throws Exception {
        client.send(DOSSIER, unknown(item(Given.dossier())));
        sandbox("PUT", "fault", "{\"kind\":\"" + fault + "\",\"services\":[\"TraCuuHoSo\"]}");
        for (Batch batch : List.of(
                unknown(item(Given.dossier())),
                unknown(interrupted(Given.dossier())),
                known(interrupted(Given.dossier())))) {
            assertThat(client.send(DOSSIER, batch).outcome()).isInstanceOf(Outcome.Deferred.class);
        }
        assertThat(client.send(PROGRESS, unknown(item(Given.progress("20240315083000", "2"))))
                        .outcome())
                .isInstanceOf(Outcome.Deferred.class);
        assertThat(count("creates")).isEqualTo(1);
        assertThat(count("updates") + count("progress") + count("alreadyThere")).isZero();
    }

    @Test
    void progress_whose_answer_was_lost_is_sent_again_and_every_step_says_that_it_may_show_twice() throws Exception {
        client.send(DOSSIER, unknown(item(Given.dossier())));
        cut(PROGRESS);
        assertThat(client.send(PROGRESS, known(steps(false))).outcome()).isInstanceOf(Outcome.Unanswered.class);
        Batch again = known(steps(true));
        assertThat(client.send(PROGRESS, again).outcome()).isInstanceOf(Outcome.Delivered.class);
        assertThat(Given.warnings(again))
                .containsOnly(NpspProblem.PROGRESS_MAY_BE_DOUBLED.code())
                .hasSize(3);
        assertThat(count("duplicates")).isEqualTo(3);
    }

    private static Batch.Item[] steps(boolean interrupted) {
        return IntStream.range(0, 3)
                .mapToObj(step -> Given.progress("2024031508300" + step, "2"))
                .map(step -> interrupted ? interrupted(step) : item(step))
                .toArray(Batch.Item[]::new);
    }

    private void cut(String service) throws Exception {
        sandbox("PUT", "fault", "{\"kind\":\"cut\",\"services\":[\"" + service + "\"],\"times\":1}");
    }

    @Test
    void a_worker_that_has_lost_the_dossier_sends_nothing_more() throws Exception {
        assertThat(client.send(DOSSIER, losing(0)).outcome()).isEqualTo(Outcome.Deferred.tooLate());
        assertThat(count("calls") + count("logins")).isZero();
        assertThat(client.send(DOSSIER, losing(1)).outcome()).isEqualTo(Outcome.Deferred.tooLate());
        assertThat(count("logins")).isEqualTo(1);
        assertThat(count("lookups")).isZero();
        assertThat(client.send(DOSSIER, losing(1)).outcome()).isEqualTo(Outcome.Deferred.tooLate());
        assertThat(count("lookups")).isEqualTo(1);
        assertThat(count("creates")).isZero();
    }

    /** A batch that is taken away after so many messages. */
    private static Batch losing(int messages) {
        AtomicInteger left = new AtomicInteger(messages);
        return new Batch(
                "npsp-dossier",
                new DossierNo(Given.NUMBER),
                false,
                List.of(item(Given.dossier())),
                false,
                () -> left.getAndDecrement() > 0);
    }

    @Test
    void sessions_that_run_out_cost_nothing_but_a_login() throws Exception {
        client.send(DOSSIER, unknown(item(Given.dossier())));
        sandbox("POST", "expire-sessions", "");
        assertThat(client.send(DOSSIER, known(item(Given.dossier()))).outcome()).isInstanceOf(Outcome.Delivered.class);
        assertThat(count("logins")).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({"down", "unavailable", "html", "session"})
    void a_dossier_waits_while_the_portal_is_out_of_order(String fault) throws Exception {
        sandbox("PUT", "fault", "{\"kind\":\"" + fault + "\"}");
        assertThat(client.send(DOSSIER, unknown(item(Given.dossier()))).outcome())
                .isInstanceOf(Outcome.Deferred.class);
        assertThat(count("dossiers")).isZero();
        sandbox("DELETE", "fault", "");
        assertThat(client.send(DOSSIER, unknown(item(Given.dossier()))).outcome())
                .isInstanceOf(Outcome.Delivered.class);
    }

    @Test
    void a_refusal_says_why() throws Exception {
        ObjectNode wrong = Given.dossier().put("TrangThaiHoSo", "11");
        assertThat(client.send(DOSSIER, unknown(item(wrong))).outcome())
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused -> assertThat(refused.cause().details())
                                .containsEntry("answer", "Giá trị trường TrangThaiHoSo không hợp lệ"));
        assertThat(count("refused")).isEqualTo(1);
    }

    private static ObjectNode sparse() {
        return Given.dossier().put("TenTTHC", "").put("MaLinhVuc", "").put("TenLinhVuc", "");
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
