package vn.lienthong.npsp;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;
import vn.lienthong.dossier.Problem;
import vn.lienthong.intake.LedgerSide;
import vn.lienthong.intake.Page;
import vn.lienthong.intake.Source;
import vn.lienthong.intake.SourceContract;
import vn.lienthong.ledger.DeliveryFilter;
import vn.lienthong.npsp.questions.QuestionList;
import vn.lienthong.npsp.questions.Questions;

/** The portal's questions keep what every source keeps. */
class QuestionSourceTest extends SourceContract {

    private static final String SERVICE = "LayDanhSachHoiDapGuiTuDVCQG";
    private static final Duration EVERY = Duration.ofHours(1);

    private final StubbedPortal portal = new StubbedPortal();
    private final NpspClient client = Given.client(Given.settings("url=" + portal.address()), Given.policy());
    private final Map<String, ObjectNode> rows = new LinkedHashMap<>();
    private final List<ObjectNode> others = new ArrayList<>();
    private boolean up = true;

    @Nullable
    private Questions questions;

    @Nullable
    private Source source;

    @AfterEach
    void stopPortal() {
        client.close();
        portal.close();
    }

    @Override
    protected void start() {
        Questions opened =
                new Questions(client::questions, () -> up, new LedgerSide(intake, ledger.view, ledger.memos), clock);
        questions = opened;
        source = opened.open(new QuestionList("json-flow", SERVICE, EVERY, PAGE));
    }

    @Override
    protected void stop() throws Exception {
        if (source != null) {
            source.close();
        }
        source = null;
    }

    @Override
    protected void put(List<Item> items) {
        items.forEach(item -> rows.put(item.dossier(), row(item)));
        comeBack();
    }

    /** The portal's ids are numbers; some agencies write them as texts. */
    private static ObjectNode row(Item item) {
        ObjectNode row = row("", item.dossier(), item.owner());
        return row.put("HOIDAPID", Integer.parseInt(item.dossier().substring("H-".length())));
    }

    private static ObjectNode row(String id, String dossier, String owner) {
        return Given.JSON
                .createObjectNode()
                .put("HOIDAPID", id)
                .put("dossier", dossier)
                .put("owner", owner);
    }

    /** The time for the next look has come. */
    @Override
    protected void work() throws Exception {
        clock.advance(EVERY);
        workOn();
    }

    private void workOn() throws Exception {
        while (requireNonNull(source).step(Page::enter)) {
            // Until there is nothing more to do.
        }
    }

    @Override
    protected void goAway() {
        portal.answers(SERVICE, aResponse().withStatus(503));
    }

    @Override
    protected void comeBack() {
        ObjectNode answer = Given.JSON.createObjectNode().put("error_code", 0).put("message", "");
        rows.values().forEach(answer.putArray("result")::add);
        others.forEach(answer.withArray("result")::add);
        portal.answers(SERVICE, answer.toString());
    }

    @Override
    protected List<String> faults() {
        return requireNonNull(questions).faults().stream().map(Problem::code).toList();
    }

    @Test
    void is_asked_once_in_its_time_whichever_process_asks_and_not_while_the_breaker_is_open() throws Exception {
        put(many());
        start();
        work();
        stop();
        start();
        workOn();
        up = false;
        work();
        assertThat(portal.services()).containsExactly(SERVICE);

        up = true;
        workOn();
        assertThat(portal.services()).containsExactly(SERVICE, SERVICE);
    }

    @Test
    void what_has_no_id_of_its_own_is_known_by_what_it_says() throws Exception {
        others.add(row("7", "H-7", "Một"));
        others.add(row("7", "H-7", "Hai"));
        others.add(row("", "H-8", "Ba"));
        others.add(Given.JSON.createObjectNode().put("dossier", "H-9").put("owner", "Bốn"));
        comeBack();
        start();
        work();
        others.add(others.removeFirst());
        comeBack();
        work();

        assertThat(entered()).containsExactly("H-7/1", "H-7/1", "H-8/1", "H-9/1");
    }

    @Test
    void one_that_stands_in_the_list_twice_as_it_is_is_one() throws Exception {
        others.add(row("7", "H-7", "Một"));
        comeBack();
        start();
        work();
        others.add(row("7", "H-7", "Một"));
        others.add(row("8", "H-8", "Hai"));
        others.add(row("8", "H-8", "Hai"));
        comeBack();
        work();
        others.removeLast();
        comeBack();
        work();

        assertThat(entered()).containsExactly("H-7/1", "H-8/1");
    }

    @Test
    void what_is_known_goes_no_second_time_when_another_comes_to_stand_under_its_id() throws Exception {
        others.add(row("7", "H-7", "Một"));
        comeBack();
        start();
        work();
        others.add(row("7", "H-7", "Hai"));
        comeBack();
        work();
        work();

        assertThat(owners()).containsExactly("Một", "Hai");
    }

    @Test
    void what_is_known_goes_no_second_time_when_it_has_its_id_alone_again() throws Exception {
        others.add(row("7", "H-7", "Một"));
        others.add(row("7", "H-7", "Hai"));
        comeBack();
        start();
        work();
        others.removeLast();
        comeBack();
        work();
        assertThat(owners()).containsExactly("Một", "Hai");

        others.set(0, row("7", "H-7", "Một, sửa lại"));
        comeBack();
        work();
        assertThat(owners()).containsExactly("Một", "Hai", "Một, sửa lại");
    }

    private List<String> owners() {
        return ledger.view.deliveries(DeliveryFilter.any(), 1, 500).items().reversed().stream()
                .map(delivery -> Given.JSON
                        .readTree(
                                ledger.view.record(delivery.id()).orElseThrow().body())
                        .path("owner")
                        .asString())
                .toList();
    }

    @Test
    void a_list_the_portal_refuses_is_told_with_what_it_says() throws Exception {
        portal.answers(SERVICE, "{\"error_code\":-1,\"message\":\"Không có quyền\"}");
        start();
        work();

        assertThat(faults()).containsExactly("npsp.refused");
    }

    @Test
    void names_what_is_wrong_with_a_route() {
        assertThatThrownBy(() -> new QuestionList("portal-question", "LayThuTuc", EVERY, 1))
                .hasMessageContaining("got LayThuTuc");
        assertThatThrownBy(() -> new QuestionList("portal-question", SERVICE, Duration.ZERO, 1))
                .hasMessageStartingWith("every:");
        assertThatThrownBy(() -> new QuestionList("portal-question", SERVICE, EVERY, 0))
                .hasMessageStartingWith("page:");
    }
}
