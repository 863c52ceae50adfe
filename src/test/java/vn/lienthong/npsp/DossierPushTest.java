package vn.lienthong.npsp;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static vn.lienthong.npsp.Given.interrupted;
import static vn.lienthong.npsp.Given.item;
import static vn.lienthong.npsp.Given.known;
import static vn.lienthong.npsp.Given.sampleText;
import static vn.lienthong.npsp.Given.unknown;

import com.github.tomakehurst.wiremock.http.Fault;
import java.text.Normalizer;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import vn.lienthong.dossier.Batch;
import vn.lienthong.relay.Outcome;
import vn.lienthong.relay.Policy;

/** Create or update (npsp 3.6, 7.2). */
class DossierPushTest {

    private static final String SERVICE = "DongBoHoSoMC";
    private static final String LOOKUP = "TraCuuHoSo";

    private final StubbedPortal portal = new StubbedPortal();
    private final NpspClient client = Given.client(Given.settings("url=" + portal.address()), Given.policy());

    @AfterEach
    void stop() {
        client.close();
        portal.close();
    }

    @Test
    void creates_what_the_portal_does_not_have() {
        portal.answers(LOOKUP, sampleText("tra-cuu-ho-so-missing-response"));
        portal.answers(SERVICE, sampleText("dong-bo-ho-so-ok-response"));
        assertThat(send(unknown(item(Given.dossier())))).isEqualTo(new Outcome.Delivered("created, error_code 0"));
        assertThat(portal.bodies())
                .containsExactly(
                        Given.JSON.readTree(Given.sample("tra-cuu-ho-so-request")),
                        Given.JSON.readTree(Given.sample("dong-bo-ho-so-create-request")));
    }

    @Test
    void updates_what_the_portal_has() {
        portal.answers(LOOKUP, sampleText("tra-cuu-ho-so-found-response"));
        portal.answers(SERVICE, sampleText("dong-bo-ho-so-ok-response"));
        assertThat(send(unknown(item(Given.dossier())))).isEqualTo(new Outcome.Delivered("updated, error_code 0"));
        assertThat(portal.updating()).containsExactly("True");
    }

    @Test
    void says_that_the_portal_had_a_dossier_it_had_confirmed_to_nobody_here() {
        portal.answers(SERVICE, sampleText("dong-bo-ho-so-ok-response"));
        portal.answers(LOOKUP, sampleText("tra-cuu-ho-so-found-response"));
        assertThat(warnings(unknown(item(Given.dossier())))).containsExactly("npsp.was-there-before");
        assertThat(warnings(known(item(Given.dossier())))).isEmpty();
        assertThat(warnings(unknown(interrupted(Given.dossier())))).isEmpty();
        portal.answers(LOOKUP, sampleText("tra-cuu-ho-so-missing-response"));
        assertThat(warnings(unknown(item(Given.dossier())))).isEmpty();
    }

    private List<String> warnings(Batch batch) {
        assertThat(send(batch)).isInstanceOf(Outcome.Delivered.class);
        return Given.warnings(batch);
    }

    @Test
    void never_pushes_back_a_dossier_that_was_filed_on_the_portal() {
        portal.answers(LOOKUP, sampleText("tra-cuu-ho-so-found-response"));
        portal.answers(SERVICE, sampleText("dong-bo-ho-so-ok-response"));
        try (NpspClient knowing =
                Given.clientWithFiled(Given.settings("url=" + portal.address()), Set.of(Given.NUMBER))) {
            assertThat(knowing.send(SERVICE, unknown(item(Given.dossier()))).outcome())
                    .isEqualTo(new Outcome.Refused(NpspProblem.FILED_ON_THE_PORTAL.problem()));
        }
        assertThat(portal.services()).containsOnly(LOOKUP);
    }

    @Test
    void never_pushes_back_a_dossier_filed_on_the_portal_where_nothing_can_be_asked() {
        try (NpspClient knowing = Given.clientWithFiled(
                Given.settings("url=" + portal.address(), "profile=relay"), Set.of(Given.NUMBER))) {
            assertThat(knowing.send(SERVICE, unknown(item(Given.dossier()))).outcome())
                    .isEqualTo(new Outcome.Refused(NpspProblem.FILED_ON_THE_PORTAL.problem()));
        }
        assertThat(portal.calls()).isEmpty();
    }

    @Test
    void sends_nothing_when_it_could_not_ask() {
        portal.answers(SERVICE, sampleText("dong-bo-ho-so-ok-response"));
        portal.answers(LOOKUP, aResponse().withFault(Fault.EMPTY_RESPONSE));
        assertThat(send(unknown(item(Given.dossier())))).isInstanceOf(Outcome.Deferred.class);
        portal.answers(LOOKUP, "{\"error_code\":-1,\"message\":\"Hệ thống bận\"}");
        assertThat(send(unknown(item(Given.dossier()))))
                .isInstanceOfSatisfying(
                        Outcome.Deferred.class,
                        deferred -> assertThat(deferred.cause().code()).isEqualTo("npsp.could-not-ask"));
        assertThat(portal.services()).containsOnly(LOOKUP);
    }

    @Test
    void takes_does_not_exist_for_not_found() {
        portal.answers(LOOKUP, "{\"error_code\":-1,\"message\":\"Hồ sơ chưa tồn tại\"}");
        portal.answers(SERVICE, sampleText("dong-bo-ho-so-ok-response"));
        send(unknown(item(Given.dossier())));
        assertThat(portal.updating()).containsExactly("False");
    }

    @Test
    void asks_before_it_sends_again_what_may_have_arrived() {
        portal.answers(LOOKUP, sampleText("tra-cuu-ho-so-missing-response"));
        portal.answers(SERVICE, sampleText("dong-bo-ho-so-ok-response"));
        send(known(interrupted(Given.dossier())));
        assertThat(portal.services()).containsExactly(LOOKUP, SERVICE);
        assertThat(portal.updating()).containsExactly("False");
    }

    @Test
    void does_not_ask_if_the_policy_says_resend() {
        portal.answers(SERVICE, sampleText("dong-bo-ho-so-ok-response"));
        try (NpspClient bold =
                Given.client(Given.settings("url=" + portal.address()), Given.policy(Policy.WhenUnanswered.RESEND))) {
            bold.send(SERVICE, known(interrupted(Given.dossier())));
        }
        assertThat(portal.services()).containsExactly(SERVICE);
    }

    @Test
    void sends_the_same_again_as_an_update_when_it_already_exists() {
        portal.answers(LOOKUP, sampleText("tra-cuu-ho-so-missing-response"));
        portal.answers(
                SERVICE,
                Normalizer.normalize(sampleText("dong-bo-ho-so-exists-response"), Normalizer.Form.NFD),
                sampleText("dong-bo-ho-so-ok-response"));
        assertThat(send(unknown(item(Given.dossier())))).isEqualTo(new Outcome.Delivered("updated, error_code 0"));
        assertThat(portal.updating()).containsExactly("False", "True");
        assertThat(portal.bodies().get(1).path("data"))
                .isEqualTo(portal.bodies().get(2).path("data"));
    }

    @Test
    void sends_the_same_again_as_a_creation_when_it_does_not_exist() {
        portal.answers(
                SERVICE,
                "{\"error_code\":-1,\"message\":\"Hồ sơ không tồn tại\"}",
                sampleText("dong-bo-ho-so-ok-response"));
        assertThat(send(known(item(Given.dossier())))).isEqualTo(new Outcome.Delivered("created, error_code 0"));
        assertThat(portal.updating()).containsExactly("True", "False");
    }

    @Test
    void does_not_go_round_in_circles() {
        portal.answers(
                SERVICE,
                "{\"error_code\":-1,\"message\":\"Mã thủ tục không tồn tại\"}",
                sampleText("dong-bo-ho-so-exists-response"));
        assertThat(send(known(item(Given.dossier()))))
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused -> assertThat(refused.cause().details())
                                .containsEntry("answer", "Mã thủ tục không tồn tại"));
        assertThat(portal.updating()).containsExactly("True", "False");
    }

    @Test
    void speaks_to_a_relay_in_its_own_way() {
        portal.server()
                .stubFor(post(urlEqualTo("/relay/DongBoHoSoMC?MaDinhDanhDV=000.00.00.G16&isUpdating=False"))
                        .willReturn(StubbedPortal.json(sampleText("relay-wrapped-response"))));
        String url = "http://127.0.0.1:" + portal.server().port() + "/relay";
        try (NpspClient relay =
                Given.client(Given.settings("url=" + url, "profile=relay", "username=", "password="), Given.policy())) {
            assertThat(relay.send(SERVICE, unknown(item(Given.dossier()))).outcome())
                    .isInstanceOf(Outcome.Delivered.class);
        }
        var calls = portal.server().getAllServeEvents();
        assertThat(calls).hasSize(1);
        assertThat(Given.JSON.readTree(calls.getFirst().getRequest().getBody()))
                .isEqualTo(Given.JSON.readTree(Given.sample("relay-dong-bo-ho-so-request")));
    }

    private Outcome send(Batch batch) {
        return client.send(SERVICE, batch).outcome();
    }
}
