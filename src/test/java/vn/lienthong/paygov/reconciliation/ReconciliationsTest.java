package vn.lienthong.paygov.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import vn.lienthong.ledger.RealDatabase;
import vn.lienthong.ledger.RealLedger;
import vn.lienthong.mapping.FileMappings;
import vn.lienthong.paygov.Payment;
import vn.lienthong.paygov.PaymentRefused;
import vn.lienthong.paygov.PaymentState;
import vn.lienthong.paygov.Reconciliation;
import vn.lienthong.paygov.Reconciliation.Line;
import vn.lienthong.paygov.Reconciliation.Verdict;
import vn.lienthong.paygov.Reconciliations.Made;
import vn.lienthong.paygov.Refund;
import vn.lienthong.paygov.book.PaymentBook;
import vn.lienthong.paygov.book.ReconciliationBook;
import vn.lienthong.paygov.book.RefundBook;
import vn.lienthong.paygov.book.StandingClock;

/** What reconciliations keep, on whatever database. */
@ParameterizedClass
@EnumSource(RealDatabase.class)
class ReconciliationsTest {

    private static final String HEAD = "MaThamChieu;MaGiaoDich;MaHoSo;SoTien;ThoiGianGD;TrangThai\n";

    private final RealDatabase database;

    @TempDir
    Path data;

    @TempDir
    Path folder;

    final StandingClock clock = new StandingClock();
    private RealLedger ledger;
    private PaymentBook book;
    private ReconciliationBook reports;
    private RefundBook refunds;
    private FileReconciliations reconciliations;

    ReconciliationsTest(RealDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void start() throws Exception {
        ledger = database.ledger(data, clock);
        book = new PaymentBook(ledger.store, clock);
        refunds = new RefundBook(ledger.store, clock);
        reports = new ReconciliationBook(ledger.store, clock);
        reconciliations = new FileReconciliations(reports, new FileMappings(Path.of("mappings")), refunds);
    }

    @AfterEach
    void stop() {
        ledger.close();
    }

    @Test
    void every_line_of_a_days_file_has_one_verdict_and_the_sums_are_right_to_the_dong() throws IOException {
        addsUp(2_000, 20_240_315);
    }

    @Test
    @Tag("long")
    void a_hundred_thousand_payments_add_up() throws IOException {
        addsUp(100_000, 7);
    }

    private void addsUp(int payments, long seed) throws IOException {
        SettlementDay day = SettlementDay.of(payments, seed);
        day.enter(ledger.store);
        Made made = reconcile(day.write(folder.resolve("day.csv")), false);
        Reconciliation report = made.report();
        assertThat(counts(report)).isEqualTo(new TreeMap<>(day.expected));
        assertThat(report.lines()).isEqualTo(day.lines());
        assertThat(report.net()).isEqualTo(day.net);
        assertThat(report.booked()).isEqualTo(day.booked);
        assertThat(made.passedOver()).as("the line of totals").hasSize(1);
        assertThat(book.list(PaymentState.PAID, false, 1, 1).getFirst().state())
                .as("a file moves nothing")
                .isEqualTo(PaymentState.PAID);
    }

    private static Map<Verdict, Long> counts(Reconciliation report) {
        Map<Verdict, Long> counts = new TreeMap<>();
        report.totals().forEach((verdict, total) -> counts.put(verdict, total.lines()));
        return counts;
    }

    @Test
    void a_list_has_the_sums_of_each_report_that_is_finished() throws IOException {
        payment(1, 1000, PaymentState.PAID);
        Reconciliation first = compare("R1;GD1;D1;1000;20240315120000;Đã thanh toán\n");
        Reconciliation second = compare("R1;GD1;D1;999;20240315120000;Đã thanh toán\n");
        Reconciliation running = reports.begin(new ReconciliationBook.File("h", "daily", "day.csv", "lan"), false);
        assertThat(reconciliations.list(1, 10)).containsExactly(running, second, first);
        assertThat(first.totals()).containsOnlyKeys(Verdict.MATCHED);
        assertThat(second.totals()).containsOnlyKeys(Verdict.SHORT);
        assertThat(second.net()).isEqualTo(999);
        assertThat(second.booked()).isEqualTo(1000);
        assertThat(running.totals()).isEmpty();
    }

    @Test
    void a_file_moves_no_payment_and_its_differences_become_tasks() throws IOException {
        payment(1, 1000, PaymentState.WAITING);
        payment(2, 2000, PaymentState.PAID);
        payment(3, 3000, PaymentState.REFUND_REQUESTED);
        Reconciliation report = compare("""
                R1;GD1;D1;1000;20240315120000;Đã thanh toán
                R2;GD2;D2;1999;20240315120000;Đã thanh toán
                R3;HT3;D3;3000;20240315120000;Đã hoàn phí
                """);
        assertThat(find(1).state()).isEqualTo(PaymentState.WAITING);
        assertThat(find(1).task()).isEqualTo("paygov.line-not-booked");
        assertThat(find(1).askAt()).as("its payment system is asked at once").isEqualTo(clock.instant());
        assertThat(find(2).task()).isEqualTo("paygov.line-short");
        assertThat(find(3).state()).isEqualTo(PaymentState.REFUND_REQUESTED);
        assertThat(find(3).task()).isEqualTo("paygov.line-refund-to-confirm");
        assertThat(report.tasks()).isEqualTo(3);
    }

    @Test
    void refunds_that_a_file_reports_are_recorded_when_a_person_confirms_them_and_once() throws IOException {
        payment(1, 1000, PaymentState.PAID);
        payment(2, 2000, PaymentState.PAID);
        refunds.step(1, Refund.Step.ASK, "lan", "nộp hai lần", null);
        refunds.step(1, Refund.Step.APPROVE, "minh", "đúng", null);
        Reconciliation report = compare("""
                R1;HT1;D1;1000;20240315120000;Đã hoàn phí
                R2;HT2;D2;2000;20240315120000;Đã hoàn phí
                """);
        assertThat(find(1).state()).isEqualTo(PaymentState.REFUND_REQUESTED);
        assertThat(reconciliations.confirmRefunds(report.id(), "hoa", "đã xem sao kê"))
                .isEqualTo(1);
        assertThat(reconciliations.confirmRefunds(report.id(), "hoa", "lần nữa"))
                .isZero();
        assertThat(find(1).state()).isEqualTo(PaymentState.REFUNDED);
        assertThat(refunds.of(1).getFirst().document()).startsWith("day.csv, ");
        assertThat(find(2).state()).as("nobody had asked for this one").isEqualTo(PaymentState.PAID);
    }

    @Test
    void the_same_file_again_is_the_same_report_and_a_new_one_only_if_asked_for() throws IOException {
        payment(1, 1000, PaymentState.PAID);
        Path file = file("R1;GD1;D1;1000;20240315120000;Đã thanh toán\n");
        Reconciliation first = reconcile(file, false).report();
        Made again = reconcile(file, false);
        assertThat(again.isNew()).isFalse();
        assertThat(again.report()).isEqualTo(first);
        Reconciliation second = reconcile(file, true).report();
        assertThat(second.run()).isEqualTo(2);
        assertThat(second.totals()).isEqualTo(first.totals());
        assertThat(reconciliations.list(1, 10)).containsExactly(second, first);
    }

    @Test
    void what_another_days_file_accounts_for_is_not_missing_in_this_one() throws IOException {
        payment(1, 1000, PaymentState.PAID);
        payment(2, 2000, PaymentState.PAID);
        compare("R1;GD1;D1;1000;20240315235959;Đã thanh toán\n");
        Reconciliation next = compare("R9;GD9;D9;1000;20240315120000;Đã thanh toán\n");
        assertThat(lines(next, Verdict.OURS_ONLY)).extracting(Line::payment).containsExactly(2L);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            R1;GD1;D1;1000;;Đã thanh toán        | MATCHED         |
            R1;;;1000;;Đã thanh toán             | MATCHED         |
            ;GD1;D1;1000;;Đã thanh toán          | MATCHED         |
            R1;GD1;D1;999;;Đã thanh toán         | SHORT           | paygov.line-short
            R1;GD1;D1;1001;;Đã thanh toán        | OVER            | paygov.line-over
            R1;GD2;D1;1000;;Đã thanh toán        | PAID_TWICE      | paygov.line-paid-twice
            R1;GD1;D2;1000;;Đã thanh toán        | SUSPICIOUS      | paygov.line-other-dossier
            R1;GD1;D1;1000;;Thất bại             | SUSPICIOUS      | paygov.line-contradicts-books
            R1;GD0;D1;1000;;Thất bại             | FAILED          |
            R1;GD1;D1;1000;;khoi-tao             | SUSPICIOUS      | paygov.line-contradicts-books
            R1;HT1;D1;1000;;Hoàn tiền            | REFUND          | paygov.line-refund-not-asked
            X9;HT1;D1;1000;;Hoàn tiền            | REFUND          | paygov.line-refund-unknown
            X9;GD9;D1;1000;;Đã thanh toán        | PAID_TWICE      | paygov.line-paid-elsewhere
            X9;GD9;D2;1000;;Đã thanh toán        | SUSPICIOUS      | paygov.line-other-reference
            X9;GD9;D9;1000;;Đã thanh toán        | UNKNOWN_DOSSIER | paygov.line-unknown-dossier
            ;GD9;;1000;;Đã thanh toán            | SUSPICIOUS      | paygov.line-names-nothing
            R2;GD2;D2;1000;;Đã thanh toán        | SUSPICIOUS      | paygov.line-not-booked
            R2;GD2;D2;-1000;;Đã thanh toán       | SUSPICIOUS      | paygov.line-unreadable
            R2;GD2;D2;;;Đã thanh toán            | SUSPICIOUS      | paygov.line-unreadable
            """)
    void one_line_comes_to(String line, Verdict verdict, @Nullable String problem) throws IOException {
        payment(1, 1000, PaymentState.PAID);
        payment(2, 1000, PaymentState.WAITING);
        Line found =
                reconciliations.lines(compare(line + "\n").id(), null, 0, 1).getFirst();
        assertThat(found.verdict()).isEqualTo(verdict);
        assertThat(found.problem()).isEqualTo(problem);
    }

    @Test
    void the_second_line_of_an_order_is_a_repetition_a_contradiction_or_a_second_payment() throws IOException {
        payment(2, 1000, PaymentState.WAITING);
        Reconciliation report = compare("""
                R2;GD1;D2;1000;;Đã thanh toán
                R2;GD1;D2;1000;;Đã thanh toán
                R2;GD1;D2;2000;;Đã thanh toán
                R2;GD2;D2;1000;;Đã thanh toán
                """);
        assertThat(reconciliations.lines(report.id(), null, 0, 9))
                .extracting(Line::problem)
                .containsExactly(
                        "paygov.line-not-booked",
                        "paygov.line-repeated",
                        "paygov.line-contradicts-line",
                        "paygov.line-paid-twice");
    }

    @Test
    void lines_without_a_number_are_told_apart_by_their_times() throws IOException {
        payment(1, 1000, PaymentState.PAID);
        Reconciliation report = compare("""
                R1;;D1;1000;20240315120000;Đã thanh toán
                R1;;D1;1000;20240315120000;Đã thanh toán
                R1;;D1;1000;20240315120500;Đã thanh toán
                """);
        assertThat(reconciliations.lines(report.id(), null, 0, 9))
                .extracting(Line::problem)
                .containsExactly(null, "paygov.line-repeated", "paygov.line-paid-twice");
        assertThat(report.net()).isEqualTo(2000);
        assertThat(find(1).task()).isEqualTo("paygov.line-paid-twice");
    }

    @Test
    void another_layout_is_a_mapping_and_no_java() throws IOException {
        payment(1, 3_600_000, PaymentState.PAID);
        String list = "STT\tMã tham chiếu\tSố giao dịch\tSố tiền\tNgày giờ\tKết quả\r\n"
                + "1\tR1\tGD1\t3.600.000 đ\t15/03/2024 12:00:00\tThành công\r\n"
                + "Cộng\t\t\t3.600.000\t\t\r\n"
                + "Tổng cộng\t\t\t3.600.000\t\t\r\n";
        Path file = Files.write(folder.resolve("list.txt"), ("\uFEFF" + list).getBytes(StandardCharsets.UTF_16LE));
        Made made = reconciliations.reconcile(file, "list.txt", "bank-list", "lan", false);
        assertThat(counts(made.report())).isEqualTo(Map.of(Verdict.MATCHED, 1L));
        assertThat(made.report().net()).isEqualTo(3_600_000);
    }

    @Test
    void a_file_that_is_none_leaves_nothing_behind() throws IOException {
        Path file = Files.writeString(folder.resolve("other.csv"), "a;b\n1;2\n");
        assertThatThrownBy(() -> reconcile(file, false)).isInstanceOf(PaymentRefused.class);
        assertThatThrownBy(() -> reconciliations.reconcile(file, "x", "dayly", "lan", false))
                .hasMessage("paygov.no-such-layout");
        assertThat(reconciliations.list(1, 10)).isEmpty();
    }

    @Test
    void a_report_whose_process_died_is_begun_anew_and_the_dead_one_writes_no_more() throws IOException {
        Path file = file("R1;GD1;D1;1000;20240315120000;Đã thanh toán\n");
        Reconciliation whole = reconcile(file, false).report();
        var same = new ReconciliationBook.File(whole.hash(), whole.layout(), "day.csv", "lan");
        Reconciliation dead = reports.begin(same, true);
        assertThatThrownBy(() -> reconcile(file, true)).hasMessage("paygov.reconciliation-running");
        clock.pass(Duration.ofMinutes(3));
        assertThat(reconcile(file, true).report().run()).isEqualTo(2);
        assertThatThrownBy(() -> reports.page(dead.id(), List.of())).hasMessage("paygov.reconciliation-taken-over");
    }

    private Reconciliation compare(String lines) throws IOException {
        return reconcile(file(lines), false).report();
    }

    private Path file(String lines) throws IOException {
        return Files.writeString(folder.resolve("day.csv"), HEAD + lines);
    }

    private Made reconcile(Path file, boolean anew) throws IOException {
        return reconciliations.reconcile(file, "day.csv", "daily", "lan", anew);
    }

    private List<Line> lines(Reconciliation report, Verdict verdict) {
        return reconciliations.lines(report.id(), verdict, 0, 100);
    }

    private Payment find(long id) {
        return book.find(id).orElseThrow();
    }

    /** Order R1 of dossier D1, paid by transaction GD1, and so on. */
    private void payment(long id, long amount, PaymentState state) {
        ledger.store.write(sql -> {
            MapSqlParameterSource values = new MapSqlParameterSource("id", id)
                    .addValue("reference", "R" + id)
                    .addValue("dossier", "D" + id)
                    .addValue("amount", amount)
                    .addValue("state", state.name())
                    .addValue("transaction", state.wasPaid() ? "GD" + id : null)
                    .addValue("at", SettlementDay.NOON.toEpochMilli());
            sql.update("""
                    INSERT INTO payment (id, gateway, reference, request_code, dossier, attempt, amount, state, since,
                        created_at, transaction_no)
                    VALUES (:id, 'payment-platform', :reference, '', :dossier, 1, :amount, :state, :at, :at, :transaction)
                    """, values);
            return sql.update("""
                    INSERT INTO payment_event (id, payment, happened_at, decided_by, from_state, to_state, reason)
                    VALUES (-:id, :id, :at, 'lienthong', 'WAITING', :state, 'x')
                    """, values.addValue("state", state.wasPaid() ? "PAID" : "WAITING"));
        });
    }
}
