package vn.lienthong.npsp;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static org.assertj.core.api.Assertions.assertThat;
import static vn.lienthong.npsp.Given.interrupted;
import static vn.lienthong.npsp.Given.item;
import static vn.lienthong.npsp.Given.sampleText;
import static vn.lienthong.npsp.Given.unknown;

import com.github.tomakehurst.wiremock.http.Fault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;
import vn.lienthong.dossier.Batch;
import vn.lienthong.relay.Outcome;

/** Statuses of dossiers that were filed on the portal (npsp 7.4). */
class PortalStatusPushTest {

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

        assertThat(send(unknown(item(status())))).isEqualTo(new Outcome.Delivered("status taken, error_code 0"));

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
                .isEqualTo(new Outcome.Deferred(NpspProblem.ONE_STATUS_A_CALL.problem(), null, false));
        assertThat(portal.calls()).isEmpty();
    }

    private static ObjectNode status() {
        return (ObjectNode)
                Given.JSON.readTree(Given.sample("dong-bo-trang-thai-request")).path("data");
    }

    private Outcome send(Batch batch) {
        return client.send(SERVICE, batch).outcome();
    }
}
