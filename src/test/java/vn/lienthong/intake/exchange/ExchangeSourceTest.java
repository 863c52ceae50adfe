package vn.lienthong.intake.exchange;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.util.unit.DataSize;
import vn.lienthong.dossier.Problem;
import vn.lienthong.intake.Page;
import vn.lienthong.intake.Source;
import vn.lienthong.intake.SourceContract;
import vn.lienthong.ledger.DeliveryFilter;
import vn.lienthong.sandbox.soap.SimulatedExchange;
import vn.lienthong.sandbox.soap.SimulatedExchange.Trouble;

/** A dossier exchange on the network keeps what every source keeps, and acknowledges what the ledger has and nothing else. */
class ExchangeSourceTest extends SourceContract {

    private static final ExchangePolling POLLING =
            new ExchangePolling("exchange-flow", "truc", Duration.ofSeconds(5), PAGE);

    private SimulatedExchange exchange;
    private @Nullable Exchanges exchanges;
    private String password = SimulatedExchange.PASSWORD;
    private @Nullable Source source;

    @BeforeEach
    void startExchange() throws Exception {
        exchange = new SimulatedExchange();
    }

    @AfterEach
    void stopExchange() {
        exchange.close();
    }

    @Override
    protected void start() {
        ExchangeSettings settings = new ExchangeSettings(
                URI.create(exchange.address()),
                SimulatedExchange.USERNAME,
                password,
                "lgsp/exchange-2013.wsdl",
                Duration.ofSeconds(20),
                DataSize.ofMegabytes(20));
        Exchanges opened = new Exchanges(Map.of("truc", settings), Path.of("mappings"), intake, ledger.memos, clock);
        exchanges = opened;
        source = opened.open(POLLING);
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
        for (Item item : items) {
            exchange.put(
                    item.dossier().replace("H-", ""),
                    "<maLoaiHoSo>%s</maLoaiHoSo><hoTenNguoiNop>%s</hoTenNguoiNop>"
                            .formatted(item.dossier(), item.owner()));
        }
    }

    @Override
    protected void work() throws Exception {
        while (requireNonNull(source).step(Page::enter)) {
            // until there is nothing more
        }
    }

    @Override
    protected void goAway() {
        exchange.stop();
    }

    @Override
    protected void comeBack() throws Exception {
        exchange.start();
    }

    @Override
    protected List<String> faults() {
        return requireNonNull(exchanges).faults().stream().map(Problem::code).toList();
    }

    private static List<Item> three() {
        return List.of(item(1, NOON), item(2, NOON), item(3, NOON));
    }

    @Test
    void acknowledges_each_page_once_the_ledger_has_it_and_not_before() throws Exception {
        start();
        put(many());
        List<Integer> acknowledged = new ArrayList<>();
        while (requireNonNull(source).step(page -> {
            acknowledged.add(exchange.acknowledged().size());
            page.enter();
            assertThat(exchange.acknowledged()).hasSize(acknowledged.getLast());
        })) {
            // until there is nothing more
        }
        assertThat(acknowledged).containsExactly(0, 1, 2);
        assertThat(exchange.acknowledged()).extracting(List::size).containsExactly(PAGE, PAGE, 5);
        assertThat(exchange.waiting()).isZero();
    }

    /** It gives a dossier that has changed under the same number. */
    @Test
    void what_another_process_has_taken_is_not_followed_by_what_was_pulled_before() throws Exception {
        start();
        put(List.of(item(1, NOON)));
        Source other = requireNonNull(exchanges).open(POLLING);
        requireNonNull(source).step(page -> {
            put(List.of(new Item("H-1", "Người khác", NOON)));
            other.step(Page::enter);
            page.enter();
        });
        work();
        other.close();
        assertThat(entered()).containsExactly("H-1/1");
        assertThat(lastBody()).contains("Người khác");
        assertThat(exchange.acknowledged()).hasSize(1);
    }

    /** It stood still before it acknowledged; the exchange would take that for what it has now. */
    @Test
    void what_another_process_has_acknowledged_is_not_acknowledged_again() throws Exception {
        start();
        put(List.of(item(1, NOON)));
        Source other = requireNonNull(exchanges).open(POLLING);
        requireNonNull(source).step(page -> {
            page.enter();
            other.step(Page::enter);
            put(List.of(new Item("H-1", "Người khác", NOON)));
        });
        other.close();
        assertThat(exchange.waiting()).as("the newer version").isEqualTo(1);
        work();
        assertThat(entered()).containsExactly("H-1/1", "H-1/2");
        assertThat(exchange.waiting()).isZero();
    }

    private String lastBody() {
        long last = ledger.view
                .deliveries(DeliveryFilter.any(), 1, 1)
                .items()
                .getFirst()
                .id();
        return new String(ledger.view.record(last).orElseThrow().body(), UTF_8);
    }

    @Test
    void acknowledges_nothing_that_the_route_did_not_enter() throws Exception {
        start();
        put(three());
        assertThat(requireNonNull(source).step(page -> {})).isFalse();
        assertThat(exchange.acknowledged()).isEmpty();
        assertThat(exchange.waiting()).isEqualTo(3);
    }

    @Test
    void what_does_not_map_is_kept_as_a_dead_letter_and_acknowledged() throws Exception {
        start();
        exchange.put("1", "<maLoaiHoSo>H-1</maLoaiHoSo>");
        work();
        assertThat(entered()).containsExactly("H-1/1");
        assertThat(exchange.waiting()).isZero();
    }

    @Test
    void an_acknowledgement_that_is_refused_is_told_and_made_again() throws Exception {
        start();
        put(many());
        requireNonNull(source).step(page -> {
            page.enter();
            exchange.next(Trouble.REFUSES);
        });
        work();
        assertThat(faults()).containsExactly("intake.exchange-not-acknowledged");
        assertThat(exchange.waiting()).as("the other pages were taken").isEqualTo(PAGE);
        work();
        assertThat(faults()).isEmpty();
        assertThat(exchange.waiting()).isZero();
        assertThat(entered()).hasSize(25);
    }

    @Test
    void an_account_it_does_not_know_is_told_and_not_quoted() throws Exception {
        password = "TEST-WRONG";
        start();
        put(three());
        work();
        assertThat(requireNonNull(exchanges).faults()).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo("intake.exchange-refused");
            assertThat(problem.details()).containsEntry("code", "1").containsEntry("source", "truc");
            assertThat(problem.toString()).doesNotContain(password);
        });
        assertThat(entered()).isEmpty();
    }

    @Test
    void a_fault_of_its_own_is_waited_for() throws Exception {
        start();
        put(three());
        exchange.next(Trouble.FAULT);
        work();
        assertThat(faults()).containsExactly("intake.exchange-refused");
        work();
        assertThat(entered()).hasSize(3);
        assertThat(faults()).isEmpty();
    }

    @Test
    void one_without_an_id_is_told_and_holds_up_no_other() throws Exception {
        start();
        exchange.put("", "<maLoaiHoSo>H-9</maLoaiHoSo>");
        put(three());
        work();
        assertThat(entered()).hasSize(3);
        assertThat(faults()).containsExactly("intake.exchange-without-id");
    }

    /** They would go to the portal turn by turn as long as the exchange gives both. */
    @Test
    void dossiers_that_differ_under_one_id_are_told_and_hold_up_no_other() throws Exception {
        start();
        put(three());
        exchange.always(dossier("9", "A") + dossier("9", "B") + dossier("8", "A") + dossier("8", "A"));
        work();
        work();
        assertThat(entered()).containsExactly("H-1/1", "H-2/1", "H-3/1", "H-8/1");
        assertThat(faults()).containsExactly("intake.exchange-id-not-unique");
        exchange.always(dossier("9", "B"));
        work();
        assertThat(entered()).contains("H-9/1");
        assertThat(faults()).isEmpty();
    }

    @Test
    @Timeout(60)
    void one_that_is_given_again_with_other_content_whatever_is_acknowledged_is_not_asked_for_at_once()
            throws Exception {
        start();
        exchange.always(dossier("9", "A %d"));
        work();
        assertThat(entered()).hasSizeLessThanOrEqualTo(2);
        work();
        assertThat(entered()).hasSizeLessThanOrEqualTo(3);
    }

    private static String dossier(String id, String owner) {
        return "<onlineDocumentList><onlineId>%1$s</onlineId><maLoaiHoSo>H-%1$s</maLoaiHoSo><hoTenNguoiNop>%2$s</hoTenNguoiNop></onlineDocumentList>"
                .formatted(id, owner);
    }

    @Test
    void an_exchange_the_settings_do_not_know_is_named() {
        start();
        assertThatThrownBy(() ->
                        requireNonNull(exchanges).open(new ExchangePolling("f", "khac", Duration.ofSeconds(5), PAGE)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("exchanges.khac.url")
                .hasMessageContaining("truc");
    }
}
