package vn.lienthong.npsp;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.lienthong.npsp.Given.interrupted;
import static vn.lienthong.npsp.Given.item;
import static vn.lienthong.npsp.Given.known;
import static vn.lienthong.npsp.Given.progress;
import static vn.lienthong.npsp.Given.sampleText;
import static vn.lienthong.npsp.Given.unknown;

import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;
import vn.lienthong.dossier.Batch;
import vn.lienthong.relay.Outcome;

/** Progress entries (npsp 7.3). */
class ProgressPushTest {

    private static final String SERVICE = "CapNhatTienDoHoSoMC";
    private static final String LOOKUP = "TraCuuHoSo";
    private static final String MISSING = "{\"error_code\":-1,\"message\":\"Hồ sơ KHÔNG TỒN TẠI\"}";

    private final StubbedPortal portal = new StubbedPortal();
    private final NpspClient client = Given.client(Given.settings("url=" + portal.address()), Given.policy());

    @AfterEach
    void stop() {
        client.close();
        portal.close();
    }

    @Test
    void sends_entries_in_the_order_of_their_time_as_the_protocol_shows_it() {
        portal.answers(SERVICE, sampleText("cap-nhat-tien-do-ok-response"));
        var request = Given.JSON.readTree(Given.sample("cap-nhat-tien-do-request"));
        ObjectNode first = (ObjectNode) request.path("data").path(0);
        ObjectNode second = (ObjectNode) request.path("data").path(1);
        assertThat(send(known(item(second), item(first)))).isEqualTo(new Outcome.Delivered("2 entries, error_code 0"));
        assertThat(portal.bodies()).containsExactly(request);
    }

    @Test
    void waits_for_a_dossier_the_portal_does_not_have_yet() {
        portal.answers(LOOKUP, sampleText("tra-cuu-ho-so-missing-response"));
        assertThat(send(unknown(item(progress("20240315083000", "2"))))).isEqualTo(notThereYet());
        assertThat(portal.services()).containsExactly(LOOKUP);
    }

    @Test
    void tries_for_a_while_when_the_portal_no_longer_has_a_dossier_it_took() {
        portal.answers(SERVICE, MISSING);
        portal.answers(LOOKUP, sampleText("tra-cuu-ho-so-missing-response"));
        assertThat(send(known(item(progress("20240315083000", "2")))))
                .isEqualTo(new Outcome.Deferred(NpspProblem.DOSSIER_GONE.problem(), null, true, Outcome.Says.NOTHING));
    }

    @Test
    void is_refused_when_something_else_does_not_exist() {
        portal.answers(SERVICE, MISSING);
        portal.answers(LOOKUP, sampleText("tra-cuu-ho-so-found-response"));
        assertThat(send(known(item(progress("20240315083000", "2"))))).isInstanceOf(Outcome.Refused.class);
        assertThat(send(unknown(item(progress("20240315083000", "2"))))).isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void says_that_a_repeated_entry_may_show_twice() {
        portal.answers(SERVICE, sampleText("cap-nhat-tien-do-ok-response"));
        Batch batch = known(interrupted(progress("20240315083000", "2")), item(progress("20240316083000", "4")));
        assertThat(send(batch)).isInstanceOf(Outcome.Delivered.class);
        assertThat(Given.warnings(batch)).containsExactly("npsp.progress-may-be-doubled");
    }

    @Test
    void sends_nothing_rather_than_more_than_fits_in_a_call() {
        Batch.Item[] eleven = IntStream.range(0, 11)
                .mapToObj(n -> item(progress("202403150830%02d".formatted(n), "4")))
                .toArray(Batch.Item[]::new);
        assertThat(send(known(eleven)))
                .isInstanceOfSatisfying(
                        Outcome.Deferred.class,
                        deferred -> assertThat(deferred.cause().code()).isEqualTo("npsp.too-many-entries"));
        assertThat(portal.calls()).isEmpty();
    }

    @Test
    void notes_a_step_after_the_end() {
        portal.answers(SERVICE, sampleText("cap-nhat-tien-do-ok-response"));
        Batch batch = known(item(progress("20240317083000", "4")), item(progress("20240316083000", "10")));
        send(batch);
        assertThat(Given.warnings(batch)).containsExactly("npsp.status-after-end");
    }

    private static Outcome notThereYet() {
        return new Outcome.Deferred(NpspProblem.DOSSIER_NOT_THERE_YET.problem(), null, false);
    }

    private Outcome send(Batch batch) {
        return client.send(SERVICE, batch).outcome();
    }
}
