package vn.lienthong.paygov.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import vn.lienthong.ledger.RealDatabase;
import vn.lienthong.ledger.RealLedger;
import vn.lienthong.mapping.FileMappings;
import vn.lienthong.paygov.Reconciliation;
import vn.lienthong.paygov.book.ReconciliationBook;
import vn.lienthong.paygov.book.RefundBook;
import vn.lienthong.paygov.book.StandingClock;

/** How reports of reconciliation go when they are old, on whatever database. */
@ParameterizedClass
@EnumSource(RealDatabase.class)
class ForgettingTest {

    private static final String HEAD = "MaThamChieu;MaGiaoDich;MaHoSo;SoTien;ThoiGianGD;TrangThai\n";
    private static final String LINE = "R%d;GD%d;D%d;1000;20240315120000;Đã thanh toán\n";
    private static final Duration KEPT = Duration.ofDays(3650);
    private static final String[] TABLES = {
        "payment_reconciliation", "payment_reconciliation_line", "payment_reconciliation_total"
    };

    private final RealDatabase database;
    private final StandingClock clock = new StandingClock();

    @TempDir
    Path data;

    @TempDir
    Path folder;

    private RealLedger ledger;
    private FileReconciliations reconciliations;

    ForgettingTest(RealDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void start() throws Exception {
        ledger = database.ledger(data, clock);
        reconciliations = new FileReconciliations(
                new ReconciliationBook(ledger.store, clock),
                new FileMappings(Path.of("mappings")),
                new RefundBook(ledger.store, clock));
    }

    @AfterEach
    void stop() {
        ledger.close();
    }

    @Test
    void an_old_report_goes_line_by_line_and_is_none_from_the_first_on() throws IOException {
        Reconciliation old = compare(1, 5);
        clock.pass(KEPT);
        Reconciliation young = compare(6, 7);
        clock.pass(Duration.ofSeconds(1));

        assertThat(reconciliations.forget(before(), 2)).isTrue();
        Reconciliation begun = reconciliations.find(old.id()).orElseThrow();
        assertThat(begun.endedAt()).isNull();
        assertThat(begun.totals()).isEmpty();
        assertThat(reconciliations.lines(old.id(), null, 0, 100)).hasSize(3);

        assertThat(reconciliations.forget(before(), 2)).isTrue();
        assertThat(reconciliations.forget(before(), 2)).isTrue();
        assertThat(reconciliations.find(old.id())).isEmpty();
        assertThat(reconciliations.forget(before(), 2)).isFalse();
        assertThat(reconciliations.list(1, 10)).containsExactly(young);
        assertThat(reconciliations.lines(young.id(), null, 0, 100)).hasSize(2);
    }

    @Test
    void a_report_stays_as_long_as_a_payment_of_it_has_a_task() throws IOException {
        payment(1);
        Reconciliation report = compare(1, 3);
        assertThat(report.tasks()).isEqualTo(1);
        clock.pass(KEPT.plusSeconds(1));

        assertThat(reconciliations.forget(before(), 100)).isFalse();
        assertThat(reconciliations.find(report.id())).contains(report);
        assertThat(reconciliations.lines(report.id(), null, 0, 100)).hasSize(3);

        ledger.store.write(sql -> sql.update("UPDATE payment SET task = NULL", new MapSqlParameterSource()));
        forgetAll();
        assertThat(reconciliations.list(1, 10)).isEmpty();
    }

    @Test
    void several_who_do_it_at_once_leave_nothing_over_and_take_nothing_younger() throws Exception {
        for (int first = 1; first < 40; first += 4) {
            compare(first, first + 3);
        }
        clock.pass(KEPT);
        Reconciliation young = compare(100, 103);
        clock.pass(Duration.ofSeconds(1));

        try (ExecutorService several = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Boolean> one = () -> {
                forgetAll();
                return true;
            };
            for (var done :
                    several.invokeAll(Stream.generate(() -> one).limit(4).toList())) {
                assertThat(done.get()).isTrue();
            }
        }
        forgetAll();
        assertThat(reconciliations.list(1, 10)).containsExactly(young);
        assertThat(rows()).containsExactly(1L, 4L, 1L);
    }

    @Test
    void a_file_whose_report_is_half_gone_is_compared_anew() throws IOException {
        Reconciliation old = compare(1, 5);
        clock.pass(KEPT.plusSeconds(1));
        reconciliations.forget(before(), 2);

        Reconciliation anew = compare(1, 5);

        assertThat(anew.id()).isNotEqualTo(old.id());
        assertThat(anew.totals()).isEqualTo(old.totals());
        forgetAll();
        assertThat(reconciliations.list(1, 10)).containsExactly(anew);
        assertThat(rows()).containsExactly(1L, 5L, 1L);
    }

    private void forgetAll() {
        boolean more = true;
        while (more) {
            more = reconciliations.forget(before(), 3);
        }
    }

    private Instant before() {
        return clock.instant().minus(KEPT);
    }

    private Stream<Long> rows() {
        return Stream.of(TABLES)
                .map(table -> ledger.store.read(sql -> sql.one(
                                "SELECT COUNT(*) FROM " + table,
                                new MapSqlParameterSource(),
                                (row, number) -> row.getLong(1))
                        .orElseThrow()));
    }

    /** A file of orders that are not in our books, but for that of {@link #payment}. */
    private Reconciliation compare(int first, int last) throws IOException {
        StringBuilder lines = new StringBuilder(HEAD);
        for (int order = first; order <= last; order++) {
            lines.append(LINE.formatted(order, order, order));
        }
        Path file = Files.writeString(folder.resolve("day.csv"), lines);
        return reconciliations.reconcile(file, "day.csv", "daily", "lan", false).report();
    }

    /** Order R{@code id} of dossier D{@code id}, for another sum than the file has, so that it becomes a task. */
    private void payment(long id) {
        ledger.store.write(sql -> sql.update(
                """
                INSERT INTO payment (id, gateway, reference, request_code, dossier, attempt, amount, state, since,
                    created_at, transaction_no)
                VALUES (:id, 'payment-platform', :reference, '', :dossier, 1, 2000, 'PAID', :at, :at, :transaction)
                """,
                new MapSqlParameterSource("id", id)
                        .addValue("reference", "R" + id)
                        .addValue("dossier", "D" + id)
                        .addValue("transaction", "GD" + id)
                        .addValue("at", clock.instant().toEpochMilli())));
    }
}
