package vn.lienthong.figures;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.dossier.DossierNo;
import vn.lienthong.dossier.SourceRecord;
import vn.lienthong.figures.FigureBook.Mark;
import vn.lienthong.figures.FigureBook.Said;
import vn.lienthong.ledger.Ledger;
import vn.lienthong.ledger.RealLedger;
import vn.lienthong.mapping.FileMappings;
import vn.lienthong.relay.Flow;
import vn.lienthong.relay.Flows;

/** Known dossiers and procedures in, known figures out. */
abstract class FiguresContract {

    private static final String FILM = "Điện ảnh";

    @TempDir
    Path list;

    private RealLedger ledger;
    private FigureBook book;
    private Figures figures;
    private long records;

    abstract RealLedger open() throws Exception;

    @BeforeEach
    void begin() throws Exception {
        ledger = open();
        book = new FigureBook(ledger.store);
        figures = new Figures(ledger.store, list);
        procedures("code,level,integrated\n");
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
        procedures(lines.toString());
        List<Said> said = new ArrayList<>();
        for (int i = 0; i < 8759; i++) {
            said.add(said(
                    "D" + i, "10", i < 4432 ? "2" : "1", "20241105100000", "20241104100000", FILM, "Cục Điện ảnh"));
        }
        count(said);

        Report report = figures.report();

        assertThat(report.procedures()).isEqualTo(new Report.Procedures(95, 63, 0, 32, 0));
        assertThat(report.procedures().integratedRate().text()).isEqualTo("33.7 %");
        assertThat(report.dossiers()).isEqualTo(new Count(8759, 4432, 4327, 0, 8759, 0, 0));
        assertThat(report.dossiers().onlineRate()).isEqualTo(new Rate(4432, 8759));
        assertThat(report.dossiers().onlineRate().text()).isEqualTo("50.6 %");
        assertThat(FigureFiles.csv(report)).contains("\r\nmonth,2024-11,8759,4432,4327,0,50.6,8759,0,0,100.0,8759\r\n");
    }

    @Test
    void counts_by_month_field_and_agency_and_what_is_not_known_apart() {
        count(List.of(
                said("A", "9", "2", "20241105100000", "20241105100000", FILM, "Cục Điện ảnh"),
                said("B", "10", "3", "20241105100000", "20241105100001", FILM, "Cục Điện ảnh"),
                said("C", "10", "1", "", "20241231235959", "Du lịch", "Cục Du lịch"),
                said("D", "10", "1", "20250101000000", "", "", "Cục Du lịch"),
                said("E", "4", "2", "20250101000000", "", FILM, "Cục Điện ảnh"),
                new Said("F", DossierFacts.UNKNOWN)));

        Report report = figures.report();

        assertThat(report.months())
                .containsExactly(
                        new Report.Line("", new Count(1, 0, 1, 0, 0, 0, 1)),
                        new Report.Line("2024-11", new Count(2, 1, 1, 0, 1, 1, 0)),
                        new Report.Line("2024-12", new Count(1, 0, 1, 0, 0, 0, 1)));
        assertThat(report.fields()).extracting(Report.Line::name).containsExactly("", "Du lịch", FILM);
        assertThat(report.agencies()).extracting(Report.Line::name).containsExactly("Cục Du lịch", "Cục Điện ảnh");
        assertThat(report.dossiers().onTimeRate()).isEqualTo(new Rate(1, 2));
        assertThat(report.open()).isEqualTo(1);
        assertThat(report.unknown()).isEqualTo(1);
    }

    @Test
    void a_newer_record_moves_its_dossier_and_counts_it_once() {
        count(List.of(said("A", "4", "2", "20241105100000", "", FILM, "Cục Điện ảnh")));
        count(List.of(said("A", "9", "2", "20241105100000", "20241104100000", FILM, "Cục Điện ảnh")));
        count(List.of(said("A", "10", "2", "20241105100000", "20241104100000", FILM, "Cục Điện ảnh")));

        assertThat(figures.report().dossiers()).isEqualTo(new Count(1, 1, 0, 0, 1, 0, 0));
        assertThat(figures.report().open()).isZero();
    }

    @Test
    void what_another_process_has_counted_is_not_counted_again() {
        Mark read = book.mark();
        List<Said> said = List.of(said("A", "9", "2", "", "20241104100000", FILM, "Cục Điện ảnh"));

        assertThat(book.count(read, new Mark(Instant.ofEpochMilli(5), 1, null), said))
                .isTrue();
        assertThat(book.count(read, new Mark(Instant.ofEpochMilli(5), 1, null), said))
                .isFalse();

        assertThat(figures.report().dossiers().settled()).isEqualTo(1);
    }

    @Test
    void a_rate_of_nothing_is_a_dash_and_an_empty_cell_of_the_list_is_not_known() throws IOException {
        procedures("code,level,integrated\n1.000001,,\n");

        assertThat(figures.report().dossiers().onlineRate().text()).isEqualTo("–");
        assertThat(figures.report().procedures()).isEqualTo(new Report.Procedures(1, 0, 1, 0, 1));
    }

    @Test
    void reads_each_record_once_when_its_flow_runs_by_the_mapping_of_the_flow() {
        ledger.owe("npsp", 3); // of no format
        enter("000.00.00.G16-241101-0001", """
                {"dossierNo": "000.00.00.G16-241101-0001", "procedureCode": "1.011451", "fieldName": "Điện ảnh",
                 "channel": "online", "applicant": {"kind": "citizen"}, "receivedAt": "2024-11-01T08:00:00",
                 "dueAt": "2024-11-05T17:00:00", "finishedAt": "2024-11-06T09:00:00", "status": "done",
                 "resultDelivery": "desk", "unit": "Cục Điện ảnh"}""");
        InstantSource later = InstantSource.offset(InstantSource.system(), Duration.ofHours(1));
        OneFlow flows = new OneFlow();
        FigureWork work = new FigureWork(
                new FigureBook(ledger.store), ledger.view, flows, new FileMappings(Path.of("mappings")), later);

        work.goOn();
        assertThat(figures.report().waitsFor()).isEqualTo("npsp-dossier");
        assertThat(figures.report().unknown()).isZero();

        flows.runs = true;
        work.goOn();
        work.goOn();
        assertThat(figures.report().waitsFor()).isNull();
        assertThat(figures.report().unknown()).isEqualTo(3);
        assertThat(figures.report().dossiers()).isEqualTo(new Count(1, 1, 0, 0, 0, 1, 0));
    }

    private void enter(String number, String body) {
        Ledger.Owed owed = new Ledger.Owed("npsp-dossier", "npsp", new DossierNo(number), true, true, null, List.of());
        SourceRecord record = new SourceRecord(body.getBytes(StandardCharsets.UTF_8), "application/json");
        ledger.ledger.enter(List.of(new Ledger.Entry("push/test", number, number, null, record, List.of(owed))));
    }

    /** Runs when it is told to. */
    private static final class OneFlow implements Flows {

        private boolean runs;

        @Override
        public Optional<Flow> find(String name) {
            return all().stream().filter(flow -> flow.name().equals(name)).findFirst();
        }

        @Override
        public List<Flow> all() {
            return runs ? List.of(new Flow("npsp-dossier", "npsp", "npsp/dossier", 1, true, true)) : List.of();
        }

        @Override
        public AutoCloseable open(Flow flow, Carrier carrier) {
            throw new UnsupportedOperationException();
        }
    }

    private void procedures(String content) throws IOException {
        Files.writeString(list.resolve("procedures.csv"), content);
    }

    private void count(List<Said> said) {
        Mark mark = book.mark();
        assertThat(book.count(mark, new Mark(Instant.ofEpochMilli(1000), ++records, null), said))
                .isTrue();
    }

    private static Said said(
            String dossier, String status, String channel, String due, String finished, String field, String agency) {
        String body = """
                {"TrangThaiHoSo": "%s", "KenhThucHien": "%s", "NgayHenTra": "%s", "NgayKetThucXuLy": "%s",
                 "TenLinhVuc": "%s", "DonViXuLy": "%s"}""".formatted(status, channel, due, finished, field, agency);
        return new Said(dossier, DossierFacts.of(body.getBytes(StandardCharsets.UTF_8)));
    }
}
