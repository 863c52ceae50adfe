package vn.lienthong.figures;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import vn.lienthong.figures.Report.Line;
import vn.lienthong.figures.Report.NotRead;
import vn.lienthong.figures.Told.Channel;
import vn.lienthong.figures.Told.Settled;
import vn.lienthong.figures.Told.Step;
import vn.lienthong.intake.SettableClock;
import vn.lienthong.ledger.LedgerView.Reached;
import vn.lienthong.ledger.RealDatabase;
import vn.lienthong.ledger.RealLedger;
import vn.lienthong.mapping.FileMappings;

/** Records taken in and procedures listed; known figures out. */
@ParameterizedClass
@EnumSource(RealDatabase.class)
class FiguresTest {

    private static final Path MAPPINGS = Path.of("mappings");

    private final RealDatabase database;

    @TempDir
    Path data;

    @TempDir
    Path folder;

    private final SettableClock clock = new SettableClock();
    private Path lists;
    private RealLedger ledger;
    private Figures figures;
    private Door door;

    FiguresTest(RealDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void begin() throws Exception {
        lists = Files.createDirectory(folder.resolve("lists"));
        Files.copy(MAPPINGS.resolve("figures/statuses.csv"), lists.resolve("statuses.csv"));
        Files.writeString(lists.resolve("procedures.csv"), "code,level,integrated\n");
        ledger = database.ledger(data, clock);
        figures = new Figures(ledger.store, lists);
        door = new Door(ledger, new FileMappings(MAPPINGS), lists, clock);
    }

    @AfterEach
    void end() {
        ledger.close();
    }

    @Test
    void computes_the_rates_of_the_article_from_their_numerators_and_denominators() throws IOException {
        StringBuilder lines = new StringBuilder("code,level,integrated\n");
        for (int i = 0; i < 95; i++) {
            lines.append("1.%06d,%s,%s\n".formatted(i, i < 40 ? "3" : i < 63 ? "full" : "2", i < 32 ? "yes" : "no"));
        }
        Files.writeString(lists.resolve("procedures.csv"), lines.toString());
        door.take(
                "npsp-dossier",
                IntStream.range(0, 8759)
                        .mapToObj(i -> dossier(i, "returned", i < 4432 ? "online" : "in-person", "2024-11-04T10:00:00"))
                        .toList());
        countAll(8759);

        Report report = figures.report();

        assertThat(report.procedures()).isEqualTo(new Report.Procedures(95, 63, 0, 32, 0));
        assertThat(report.procedures().integratedRate()).isEqualTo(new Rate(32, 95));
        assertThat(report.procedures().integratedRate().text()).isEqualTo("33.7 %");
        assertThat(report.dossiers()).isEqualTo(new Count(8759, 4432, 4327, 0, 8759, 0, 0));
        assertThat(report.dossiers().onlineRate()).isEqualTo(new Rate(4432, 8759));
        assertThat(report.dossiers().onlineRate().text()).isEqualTo("50.6 %");
        assertThat(FigureFiles.csv(report)).contains("\r\nmonth,2024-11,8759,4432,4327,0,50.6,8759,0,0,100.0,8759\r\n");
    }

    @Test
    void counts_by_month_field_and_agency_and_what_is_not_known_apart() {
        door.take(
                "npsp-dossier",
                dossier(1, "done", "online", "2024-11-05T17:00:00"),
                dossier(2, "returned", "post", "2024-11-05T17:00:01"),
                dossier(3, "returned", "in-person", "2024-12-31T23:59:59")
                        .replace("2024-11-05T17:00:00", "")
                        .replace("Điện ảnh", "Du lịch"),
                dossier(4, "returned", "in-person", "").replace("Điện ảnh", "").replace("Cục A", "Cục B"),
                dossier(5, "processing", "online", ""));
        door.count();

        Report report = figures.report();

        assertThat(report.months())
                .containsExactly(
                        new Line("", new Count(1, 0, 1, 0, 0, 0, 1)),
                        new Line("2024-11", new Count(2, 1, 1, 0, 1, 1, 0)),
                        new Line("2024-12", new Count(1, 0, 1, 0, 0, 0, 1)));
        assertThat(report.fields()).extracting(Line::name).containsExactly("", "Du lịch", "Điện ảnh");
        assertThat(report.agencies()).extracting(Line::name).containsExactly("Cục A", "Cục B");
        assertThat(report.dossiers().onTimeRate()).isEqualTo(new Rate(1, 2));
        assertThat(report.open()).isEqualTo(1);
        assertThat(report.notRead()).isEmpty();
        assertThat(report.faults()).isEmpty();
    }

    @Test
    void a_promise_of_a_day_without_a_time_holds_until_the_day_is_over() {
        door.take(
                "npsp-dossier",
                dossier(1, "done", "online", "2024-11-05T16:30:00").replace("T17:00:00", "T00:00:00"),
                dossier(2, "done", "online", "2024-11-06T00:30:00").replace("T17:00:00", "T00:00:00"));
        door.count();
        assertThat(figures.report().dossiers().onTime()).isEqualTo(1);
        assertThat(figures.report().dossiers().late()).isEqualTo(1);
    }

    @Test
    void tells_of_a_month_what_was_settled_and_what_may_be_missing_in_that() {
        door.take(
                "npsp-dossier",
                dossier(1, "done", "online", "2024-11-05T17:00:00"),
                dossier(2, "returned", "post", "2024-11-05T17:00:01"),
                dossier(3, "returned", "post", "2024-11-06T08:00:00").replace("2024-11-05T17:00:00", ""),
                dossier(4, "returned", "post", ""),
                dossier(5, "returned", "post", "2024-12-02T08:00:00"));
        door.count();

        assertThat(figures.month(YearMonth.of(2024, 11)))
                .isEqualTo(new MonthFigures(YearMonth.of(2024, 11), 1, 1, 1, 1, 0, 0));
        assertThat(figures.month(YearMonth.of(2024, 10)))
                .isEqualTo(new MonthFigures(YearMonth.of(2024, 10), 0, 0, 0, 1, 0, 0));
    }

    @Test
    void a_newer_record_moves_its_dossier_and_counts_it_once() {
        for (String status : List.of("processing", "done", "returned")) {
            door.take("npsp-dossier", dossier(1, status, "online", "2024-11-04T10:00:00"));
            door.count();
        }

        assertThat(figures.report().dossiers()).isEqualTo(new Count(1, 1, 0, 0, 1, 0, 0));
        assertThat(figures.report().open()).isZero();
    }

    @Test
    void an_end_that_only_a_step_tells_settles_its_dossier_by_the_time_of_the_step() {
        door.take("npsp-dossier", dossier(1, "processing", "online", ""));
        door.take(
                "npsp-progress", step(1, "processing", "2024-11-02T08:00:00"), step(1, "done", "2024-11-06T08:00:00"));
        door.count();

        assertThat(figures.report().dossiers()).isEqualTo(new Count(1, 1, 0, 0, 0, 1, 0));
        assertThat(figures.report().months()).extracting(Line::name).containsExactly("2024-11");
        assertThat(figures.report().open()).isZero();
    }

    @Test
    void a_step_that_comes_before_its_dossier_counts_with_what_is_known_then() {
        door.take("npsp-progress", step(1, "returned", "2024-12-02T08:00:00"));
        door.count();
        assertThat(figures.report().dossiers()).isEqualTo(new Count(1, 0, 0, 1, 0, 0, 1));

        door.take("npsp-dossier", dossier(1, "processing", "in-person", ""));
        door.count();
        assertThat(figures.report().dossiers()).isEqualTo(new Count(1, 0, 1, 0, 0, 1, 0));
        assertThat(figures.report().fields()).extracting(Line::name).containsExactly("Điện ảnh");
    }

    @Test
    void a_dossier_filed_on_the_portal_is_settled_by_its_own_status_and_is_online() {
        door.take("npsp-portal-status", portalStatus("received", "2024-11-02T08:00:00"));
        door.count();
        assertThat(figures.report().open()).isEqualTo(1);

        door.take("npsp-portal-status", portalStatus("returned", "2024-11-06T08:00:00"));
        door.count();
        assertThat(figures.report().dossiers()).isEqualTo(new Count(1, 1, 0, 0, 0, 0, 1));
        assertThat(figures.report().open()).isZero();
    }

    @Test
    void figures_are_the_same_in_whatever_order_the_records_come() {
        for (int seed = 0; seed < 12; seed++) {
            int number = seed + 1;
            List<Runnable> records = new ArrayList<>(List.of(
                    () -> door.take("npsp-dossier", dossier(number, "processing", "online", "")),
                    () -> door.take("npsp-progress", step(number, "done", "2024-10-30T08:00:00")),
                    () -> door.take("npsp-progress", step(number, "supplement", "2024-11-01T08:00:00")),
                    () -> door.take("npsp-progress", step(number, "done", "2024-11-05T16:00:00")),
                    () -> door.take("npsp-progress", step(number, "returned", "2024-11-07T08:00:00"))));
            Collections.shuffle(records, new Random(seed));
            for (Runnable record : records) {
                record.run();
                door.count();
            }
        }

        assertThat(figures.report().dossiers()).isEqualTo(new Count(12, 12, 0, 0, 12, 0, 0));
        assertThat(figures.report().months()).extracting(Line::name).containsExactly("2024-11");
    }

    @Test
    void a_dossier_taken_up_again_is_open_until_it_is_settled_again() {
        door.take(
                "npsp-progress", step(1, "done", "2024-11-05T16:00:00"), step(1, "supplement", "2024-11-06T08:00:00"));
        door.count();
        assertThat(figures.report().dossiers().settled()).isZero();
        assertThat(figures.report().open()).isEqualTo(1);
    }

    @Test
    void a_record_its_mapping_refused_counts_once_its_mapping_is_corrected_and_not_over_a_newer_one()
            throws IOException {
        Path corrected = folder.resolve("mappings");
        copy(MAPPINGS, corrected);
        FileMappings mappings = new FileMappings(corrected);
        door = new Door(ledger, mappings, lists, clock);
        door.take(
                "npsp-dossier",
                dossier(1, "archived", "online", "2024-11-04T10:00:00"),
                dossier(2, "archived", "online", "2024-11-04T10:00:00"));
        door.take("npsp-dossier", dossier(2, "processing", "online", ""));
        door.count();
        assertThat(figures.report().notRead()).containsExactly(new NotRead("npsp-dossier", 2));
        assertThat(figures.report().dossiers().settled()).isZero();

        addTo(corrected.resolve("code-tables/agency/dossier-status.csv"), "archived,Đã lưu\n");
        addTo(corrected.resolve("crosswalks/dossier-status.yaml"), "  archived: \"10\"\n");
        mappings.refresh();
        door.count();
        door.count();

        assertThat(figures.report().notRead()).isEmpty();
        assertThat(figures.report().dossiers()).isEqualTo(new Count(1, 1, 0, 0, 1, 0, 0));
        assertThat(figures.report().open()).isEqualTo(1);
    }

    @Test
    void records_of_a_flow_that_does_not_run_keep_no_others_waiting_and_are_told_of() {
        door.take("npsp-progress", step(1, "done", "2024-11-05T16:00:00"));
        door.take("npsp-dossier", dossier(1, "processing", "online", ""));
        door.stop("npsp-progress");
        door.count();
        assertThat(figures.report().open()).isEqualTo(1);
        assertThat(figures.report().notRead()).containsExactly(new NotRead("npsp-progress", 1));

        door.start("npsp-progress");
        door.count();
        assertThat(figures.report().dossiers().settled()).isEqualTo(1);
        assertThat(figures.report().notRead()).isEmpty();
    }

    @Test
    void what_retention_forgets_stays_counted_and_can_still_be_settled() {
        door.take("npsp-dossier", dossier(1, "done", "online", "2024-11-04T10:00:00"));
        door.take("npsp-dossier", dossier(2, "processing", "online", ""));
        door.count();
        ledger.store.write(sql -> sql.update(
                "UPDATE record SET body = :nothing, body_deleted_at = 1",
                new MapSqlParameterSource("nothing", new byte[0])));

        door.take("npsp-progress", step(2, "done", "2024-11-04T10:00:00"));
        door.count();

        assertThat(figures.report().dossiers()).isEqualTo(new Count(2, 2, 0, 0, 2, 0, 0));
    }

    @Test
    void what_another_process_has_counted_is_not_counted_again() {
        FigureBook book = new FigureBook(ledger.store);
        Reached from = book.reached();
        Reached to = new Reached(Instant.ofEpochMilli(5), 1, 1);
        List<Reading> read =
                List.of(new Reading.Tells(to, "A", new Step("9", Settled.YES, "20241104100000", Channel.ONLINE)));

        assertThat(book.count(from, to, read)).isTrue();
        assertThat(book.count(from, to, read)).isFalse();
        book.countAgain(read);

        assertThat(figures.report().dossiers().settled()).isEqualTo(1);
    }

    @Test
    void records_received_after_the_clock_was_put_back_count_once_and_are_newer_than_those_before() {
        door.take("npsp-dossier", dossier(1, "processing", "online", ""), dossier(2, "archived", "online", ""));
        door.count();
        clock.advance(Duration.ofDays(-1));
        door.count();
        door.take("npsp-dossier", dossier(1, "done", "online", "2024-11-04T10:00:00"));
        door.count();
        assertThat(figures.report().dossiers()).isEqualTo(new Count(1, 1, 0, 0, 1, 0, 0));

        clock.advance(Duration.ofDays(1));
        door.count();

        assertThat(figures.report().dossiers()).isEqualTo(new Count(1, 1, 0, 0, 1, 0, 0));
        assertThat(figures.report().open()).isZero();
        assertThat(figures.report().notRead()).containsExactly(new NotRead("npsp-dossier", 1));
    }

    @Test
    void tells_which_dossiers_of_a_procedure_are_open() {
        String other = dossier(4, "processing", "online", "").replace("1.011451", "1.009397");
        door.take(
                "npsp-dossier",
                dossier(1, "processing", "online", ""),
                dossier(2, "received", "online", ""),
                dossier(3, "done", "online", "2024-11-04T10:00:00"),
                other);
        door.count();
        door.take("npsp-dossier", dossier(2, "done", "online", "2024-11-05T10:00:00"));
        door.count();

        assertThat(figures.open(Set.of("1.011451", "1.009397", "1.009399")))
                .isEqualTo(Map.of("1.011451", 1L, "1.009397", 1L));
        assertThat(figures.openDossiers("1.011451", 10)).containsExactly(number(1));
        assertThat(figures.openDossiers("1.009397", 0)).isEmpty();
        assertThat(figures.open(Set.of())).isEmpty();
    }

    @Test
    void a_rate_of_nothing_is_a_dash_and_an_empty_cell_of_the_list_is_not_known() throws IOException {
        Files.writeString(lists.resolve("procedures.csv"), "code,level,integrated\n1.000001,,\n");

        assertThat(figures.report().dossiers().onlineRate().text()).isEqualTo("–");
        assertThat(figures.report().procedures()).isEqualTo(new Report.Procedures(1, 0, 1, 0, 1));
    }

    @Test
    void nothing_is_counted_by_a_list_of_statuses_with_a_fault_until_it_is_put_right() throws IOException {
        String good = Files.readString(lists.resolve("statuses.csv"));
        Files.writeString(lists.resolve("statuses.csv"), "code\n9\n");
        door.take("npsp-dossier", dossier(1, "done", "online", ""));
        door.count();
        assertThat(figures.report().faults())
                .extracting(fault -> fault.code())
                .containsExactly("mapping.csv-column-missing");
        assertThat(figures.report().open()).isZero();

        Files.writeString(lists.resolve("statuses.csv"), good);
        door.count();
        assertThat(figures.report().dossiers().settled()).isEqualTo(1);
    }

    private void countAll(int records) {
        for (int pages = 0; pages <= records / 2000; pages++) {
            door.count();
        }
    }

    private static String dossier(int number, String status, String channel, String finishedAt) {
        return """
                {"dossierNo": "%s", "procedureCode": "1.011451", "fieldName": "Điện ảnh", "channel": "%s",
                 "applicant": {"kind": "citizen"}, "receivedAt": "2024-11-01T08:00:00", "dueAt": "2024-11-05T17:00:00",
                 "finishedAt": "%s", "status": "%s", "resultDelivery": "desk", "unit": "Cục A"}""".formatted(number(number), channel, finishedAt, status);
    }

    private static String step(int number, String status, String at) {
        return """
                {"dossierNo": "%s", "at": "%s", "status": "%s", "note": "Bước"}""".formatted(number(number), at, status);
    }

    private static String portalStatus(String status, String at) {
        return """
                {"portalDossierNo": "000.00.00.G22-241101-00001", "dossierNo": "000.00.00.G16-241101-90001", "at": "%s",
                 "status": "%s"}""".formatted(at, status);
    }

    private static String number(int number) {
        return "000.00.00.G16-241101-%05d".formatted(number);
    }

    private static void addTo(Path file, String lines) throws IOException {
        Files.writeString(file, Files.readString(file, StandardCharsets.UTF_8) + lines);
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path each :
                    all.filter(path -> !path.toString().contains("tests")).toList()) {
                Files.copy(each, to.resolve(from.relativize(each).toString()));
            }
        }
    }
}
