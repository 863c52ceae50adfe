package vn.lienthong.npsp;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static org.assertj.core.api.Assertions.assertThat;
import static vn.lienthong.npsp.Given.dossier;
import static vn.lienthong.npsp.Given.interrupted;
import static vn.lienthong.npsp.Given.item;
import static vn.lienthong.npsp.Given.sampleText;
import static vn.lienthong.npsp.Given.unknown;

import com.github.tomakehurst.wiremock.http.Fault;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ObjectNode;
import vn.lienthong.dossier.Batch;
import vn.lienthong.relay.Outcome;
import vn.lienthong.relay.Reply;

/** Statuses of dossiers that were filed on the portal (npsp 7.4); questions, answers and ratings (npsp 8). */
class PlainPushTest {

    private static final String SERVICE = "DongBoTrangThaiHoSo";

    private final StubbedPortal portal = new StubbedPortal();
    private final NpspClient client = Given.client(Given.settings("url=" + portal.address()), Given.policy());

    @AfterEach
    void stop() {
        client.close();
        portal.close();
    }

    @Test
    void sends_a_status_as_the_protocol_shows_it_and_asks_nothing_before() {
        portal.answers(SERVICE, sampleText("dong-bo-trang-thai-ok-response"));

        assertThat(send(unknown(item(status())))).isEqualTo(new Outcome.Delivered("taken, error_code 0"));

        assertThat(portal.bodies()).containsExactly(Given.JSON.readTree(Given.sample("dong-bo-trang-thai-request")));
    }

    @Test
    void sends_a_status_again_whose_answer_was_lost() {
        portal.answers(
                SERVICE,
                aResponse().withFault(Fault.EMPTY_RESPONSE),
                StubbedPortal.json(sampleText("dong-bo-trang-thai-ok-response")));

        assertThat(send(unknown(item(status())))).isInstanceOf(Outcome.Unanswered.class);
        assertThat(send(unknown(interrupted(status())))).isInstanceOf(Outcome.Delivered.class);
        assertThat(portal.services()).containsExactly(SERVICE, SERVICE);
    }

    @Test
    void a_dossier_the_portal_does_not_know_is_a_refusal_and_never_created() {
        portal.answers(SERVICE, "{\"error_code\":-1,\"message\":\"Hồ sơ không tồn tại\"}");

        assertThat(send(unknown(item(status()))))
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused -> assertThat(refused.cause().code()).isEqualTo("npsp.refused"));
        assertThat(portal.services()).containsExactly(SERVICE);
    }

    @Test
    void one_call_carries_one_status() {
        assertThat(send(unknown(item(status()), item(status()))))
                .isEqualTo(new Outcome.Deferred(
                        NpspProblem.ONE_RECORD_A_CALL.problem().with("service", SERVICE), null, false));
        assertThat(portal.calls()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "DongBoDanhGia, dong-bo-danh-gia-request",
        "DongBoKetQuaHoiDapGuiTuDVCQG, hoi-dap-answer-request",
        "DongBoHoiDap, hoi-dap-push-request"
    })
    void sends_what_is_about_no_dossier_as_the_protocol_shows_it(String service, String sample) {
        portal.answers(service, "{\"error_code\":0,\"message\":\"\"}");
        Batch batch = unknown(item(dossier(sample)));

        assertThat(client.send(service, batch).outcome()).isEqualTo(new Outcome.Delivered("taken, error_code 0"));
        assertThat(portal.bodies()).containsExactly(Given.JSON.readTree(Given.sample(sample)));
        assertThat(Given.warnings(batch)).isEmpty();
    }

    @Test
    void a_rating_that_is_sent_again_says_that_it_may_show_twice() {
        String service = "DongBoDanhGia";
        portal.answers(service, "{\"error_code\":0,\"message\":\"\"}");
        Batch batch = unknown(interrupted(dossier("dong-bo-danh-gia-request")));

        client.send(service, batch);

        assertThat(Given.warnings(batch)).containsExactly("npsp.record-may-be-doubled");
    }

    @ParameterizedTest
    @CsvSource({"DongBoDanhGia, dong-bo-danh-gia-request", "DongBoTrangThaiHoSo, dong-bo-trang-thai-request"})
    void shadow_mode_keeps_the_message_back_as_it_would_have_been_sent(String service, String sample) {
        portal.answers("TraCuuHoSo", Given.sampleText("tra-cuu-ho-so-found-response"));
        ObjectNode request = (ObjectNode) Given.JSON.readTree(Given.sample(sample));
        ObjectNode record = service.equals(SERVICE) ? status() : dossier(sample);

        Reply reply = client.send(service, Given.shadow(item(record)));

        assertThat(reply.outcome()).isInstanceOf(Outcome.Withheld.class);
        request.remove("session");
        assertThat(Given.JSON.readTree(
                        Objects.requireNonNull(reply.calls().getLast().sent())))
                .isEqualTo(request);
        assertThat(portal.services()).doesNotContain(service);
    }

    private static ObjectNode status() {
        return (ObjectNode)
                Given.JSON.readTree(Given.sample("dong-bo-trang-thai-request")).path("data");
    }

    private Outcome send(Batch batch) {
        return client.send(SERVICE, batch).outcome();
    }
}
