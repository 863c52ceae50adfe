package vn.lienthong.paygov.book;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import vn.lienthong.dossier.DossierNo;
import vn.lienthong.ledger.RealDatabase;
import vn.lienthong.ledger.RealLedger;
import vn.lienthong.paygov.FeeState;
import vn.lienthong.paygov.Gateway;
import vn.lienthong.paygov.Payment;
import vn.lienthong.paygov.PaymentEvent;
import vn.lienthong.paygov.PaymentState;

/** What the books keep of fee states, on whatever database. */
@ParameterizedClass
@EnumSource(RealDatabase.class)
class FeeStateBookTest {

    private static final Duration LEASE = Duration.ofMinutes(1);
    private static final Schedule SCHEDULE = Schedule.parse("5m,1h");

    private final RealDatabase database;

    @TempDir
    Path data;

    private final StandingClock clock = new StandingClock();
    private RealLedger ledger;
    private PaymentBook payments;
    private FeeStateBook book;

    FeeStateBookTest(RealDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void start() throws Exception {
        ledger = database.ledger(data, clock);
        payments = new PaymentBook(ledger.store, clock);
        book = new FeeStateBook(ledger.store, clock);
    }

    @AfterEach
    void stop() {
        ledger.close();
    }

    @Test
    void it_is_owed_of_what_was_paid_and_of_nothing_else() {
        Payment made = made("PHI-01");
        Payment paid = paid("PHI-02");
        assertThat(book.of(made.id())).isEmpty();
        assertThat(book.of(paid.id())).contains(new FeeState(paid.id(), 0, clock.instant(), null, null, null));
        assertThat(book.takeDue(8, LEASE)).containsExactly(paid);
    }

    @Test
    void who_takes_one_has_it_until_the_lease_is_over() {
        Payment first = paid("PHI-01");
        clock.pass(Duration.ofSeconds(1));
        Payment second = paid("PHI-02");
        assertThat(book.takeDue(1, LEASE)).containsExactly(first);
        assertThat(book.takeDue(8, LEASE)).containsExactly(second);
        assertThat(book.takeDue(8, LEASE)).isEmpty();
        clock.pass(LEASE);
        assertThat(book.takeDue(8, LEASE)).containsExactly(first, second);
        assertThat(book.of(first.id()).orElseThrow().tries()).isEqualTo(2);
    }

    @Test
    void what_waits_is_taken_on_the_schedule_and_ends_after_it_with_an_event() {
        Payment paid = paid("PHI-01");
        book.waits(paid, "paygov.fee-state-dead", SCHEDULE);
        assertThat(book.takeDue(8, LEASE)).isEmpty();
        clock.pass(Duration.ofMinutes(5));
        assertThat(book.takeDue(8, LEASE)).containsExactly(paid);
        assertThat(reasons(paid)).doesNotContain("paygov.fee-state-dead");
        clock.pass(Duration.ofHours(1));
        book.waits(paid, "paygov.fee-state-dead", SCHEDULE);
        assertThat(book.of(paid.id()).orElseThrow().endedAt()).isEqualTo(clock.instant());
        assertThat(book.takeDue(8, LEASE)).isEmpty();
        assertThat(reasons(paid)).endsWith("paygov.fee-state-dead");
    }

    @Test
    void what_ended_stays_as_it_ended() {
        Payment paid = paid("PHI-01");
        book.ended(paid, "paygov.fee-state-entered", 7L);
        book.ended(paid, "paygov.fee-state-overtaken", null);
        book.waits(paid, "paygov.fee-state-dead", SCHEDULE);
        assertThat(book.of(paid.id()))
                .contains(new FeeState(paid.id(), 0, null, "paygov.fee-state-entered", 7L, clock.instant()));
        assertThat(reasons(paid))
                .filteredOn(reason -> reason.startsWith("paygov.fee-state"))
                .hasSize(1);
    }

    private List<String> reasons(Payment payment) {
        return payments.events(payment.id()).stream().map(PaymentEvent::reason).toList();
    }

    private Payment made(String fee) {
        NewOrder order = new NewOrder(
                Gateway.PAYMENT_PLATFORM,
                new DossierNo("000.00.00.G16-240315-0012"),
                List.of(fee),
                1000,
                "{}".getBytes(StandardCharsets.UTF_8),
                attempt -> new NewOrder.Names("ref" + attempt, "code" + attempt));
        return ((Opened.New) payments.open(order, Duration.ofSeconds(90))).payment();
    }

    private Payment paid(String fee) {
        return payments.settle(made(fee).id(), PaymentState.PAID, "GD-" + fee, "lan", "seen at the bank")
                .orElseThrow();
    }
}
