package vn.lienthong.npsp;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static org.assertj.core.api.Assertions.assertThat;
import static vn.lienthong.npsp.Given.sampleText;

import com.github.tomakehurst.wiremock.http.Fault;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import vn.lienthong.dossier.DossierNo;
import vn.lienthong.ledger.Attempt;

/** What the portal has of a dossier, against what was delivered. */
class LookTest {

    private static final String LOOKUP = "TraCuuHoSo";
    private static final Attempt.Call DELIVERED = call("DongBoHoSoMC", Given.sample("dong-bo-ho-so-create-request"));
    private static final Attempt.Call STEPS = call("CapNhatTienDoHoSoMC", Given.sample("cap-nhat-tien-do-request"));

    private final StubbedPortal portal = new StubbedPortal();
    private final NpspClient client = Given.client(Given.settings("url=" + portal.address()), Given.policy());

    @AfterEach
    void stop() {
        client.close();
        portal.close();
    }

    @Test
    void tells_there_from_not_there_and_from_could_not_ask() {
        portal.answers(
                LOOKUP,
                StubbedPortal.json(sampleText("tra-cuu-ho-so-missing-response")),
                StubbedPortal.json(sampleText("tra-cuu-ho-so-found-response")),
                aResponse().withFault(Fault.EMPTY_RESPONSE));

        assertThat(look()).isEqualTo(new PortalHas.Nothing());
        assertThat(look()).isEqualTo(new PortalHas.It(List.of()));
        assertThat(look()).isInstanceOf(PortalHas.NotAsked.class);
    }

    @Test
    void names_the_fields_both_tell_with_different_values() {
        row("\"MA_HO_SO\":\"" + Given.NUMBER + "\",\"CHUHOSO\":\"Người Khác\",\"TenCot\":\"1\"");

        assertThat(look(DELIVERED)).isEqualTo(new PortalHas.It(List.of("ChuHoSo")));
        assertThat(look()).as("nothing to compare with").isEqualTo(new PortalHas.It(List.of()));
    }

    @Test
    void a_status_may_be_that_of_a_step_delivered_since() {
        String step = Given.JSON
                .readTree(Given.sample("cap-nhat-tien-do-request"))
                .path("data")
                .path(1)
                .path("TrangThai")
                .asString();
        row("\"TrangThaiHoSo\":\"" + step + "\"");

        assertThat(look(DELIVERED, STEPS)).isEqualTo(new PortalHas.It(List.of()));

        row("\"TrangThaiHoSo\":\"8\"");
        assertThat(look(DELIVERED, STEPS)).isEqualTo(new PortalHas.It(List.of("TrangThaiHoSo")));
    }

    @Test
    void a_relay_that_cannot_be_asked_is_not_asked() {
        try (NpspClient relay =
                Given.client(Given.settings("url=" + portal.address(), "profile=relay"), Given.policy())) {
            assertThat(relay.look(new DossierNo(Given.NUMBER), List::of)).isInstanceOf(PortalHas.NotAsked.class);
        }
        assertThat(portal.calls()).isEmpty();
    }

    private void row(String fields) {
        portal.answers(LOOKUP, "{\"error_code\":0,\"message\":\"\",\"result\":[{" + fields + "}]}");
    }

    private PortalHas look(Attempt.Call... delivered) {
        return client.look(new DossierNo(Given.NUMBER), () -> List.of(delivered));
    }

    private static Attempt.Call call(String service, byte[] sent) {
        return new Attempt.Call(service, sent, 200, new byte[0], Instant.EPOCH, Duration.ZERO);
    }
}
