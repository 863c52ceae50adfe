package vn.lienthong.intake.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.lienthong.intake.Deadlines;
import vn.lienthong.intake.LedgerIntake;
import vn.lienthong.intake.LedgerSide;
import vn.lienthong.intake.OneFlow;
import vn.lienthong.intake.Page;
import vn.lienthong.intake.SettableClock;
import vn.lienthong.ledger.Ledger;
import vn.lienthong.ledger.LedgerView;
import vn.lienthong.ledger.LedgerView.Tally;
import vn.lienthong.ledger.Memos;
import vn.lienthong.mapping.FileMappings;
import vn.lienthong.relay.Flow;
import vn.lienthong.relay.Flows;

/** The sample exports dropped at the top of the inbox: shipped mappings, shipped patterns, a real ledger. */
class ShippedExportsTest {

    private static final Path EXPORTS = Path.of("src/sandbox/resources/sandbox/exports");

    @TempDir
    Path dir;

    private final SettableClock clock = new SettableClock();

    /** Counts are rows, taken, repeated in the file, conflicts, dead, not owed; then the rows that need a person. */
    static Stream<Arguments> ends_in_done_with_every_row_accounted_for() {
        return Stream.of(
                Arguments.of(
                        "so-theo-doi-2020",
                        "01_so-theo-doi-ho-so_2020-11.csv",
                        "141 136 1 1 3 0",
                        "31 convert.no-such-date; 44 mapping.not-in-code-table; 58 intake.conflict-in-file; 95 mapping.required-missing; 141 intake.repeated-in-file"),
                Arguments.of(
                        "danh-sach-2025",
                        "02_danh-sach-ho-so_2025-09.xlsx",
                        "90 87 0 0 3 0",
                        "33 mapping.required-missing; 33 mapping.required-missing; 64 convert.implausible-date; 75 convert.no-such-date"),
                Arguments.of(
                        "mot-cua-2018",
                        "03_mot-cua-dien-tu_CNTBD_2018.json",
                        "100 61 0 0 22 17",
                        "2 mapping.no-crosswalk-pair; 15 mapping.no-crosswalk-pair; 22 mapping.no-crosswalk-pair; 36 mapping.no-crosswalk-pair; 38 mapping.no-crosswalk-pair; 42 mapping.no-crosswalk-pair; 47 mapping.no-crosswalk-pair; 52 mapping.no-crosswalk-pair; 54 mapping.no-crosswalk-pair; 57 mapping.no-crosswalk-pair; 61 mapping.no-crosswalk-pair; 65 mapping.no-crosswalk-pair; 71 mapping.no-crosswalk-pair; 75 mapping.no-crosswalk-pair; 77 mapping.no-crosswalk-pair; 81 mapping.no-crosswalk-pair; 82 mapping.no-crosswalk-pair; 86 mapping.no-crosswalk-pair; 87 mapping.no-crosswalk-pair; 89 mapping.no-crosswalk-pair; 91 mapping.no-crosswalk-pair; 94 mapping.no-crosswalk-pair"),
                Arguments.of(
                        "xuat-2023", "04_xuat-ho-so_2023H1_NFD.xml", "110 109 0 0 1 0", "27 mapping.not-in-code-table"),
                Arguments.of(
                        "ho-so-cu-2006",
                        "05_ho-so-cu_2006-2009_TCVN3.csv",
                        "70 68 0 0 2 0",
                        "20 mapping.required-missing; 41 mapping.required-missing; 41 convert.holder-kind-unsure"));
    }

    @ParameterizedTest
    @MethodSource
    void ends_in_done_with_every_row_accounted_for(String flow, String file, String counts, String needPerson)
            throws Exception {
        try (AnnotationConfigApplicationContext ledger = InboxProcess.ledger(dir)) {
            FlowInbox inbox = inbox(flow, ledger);
            Files.copy(EXPORTS.resolve(file), dir.resolve("inbox").resolve(file));
            for (int look = 0; look < 3; look++) {
                while (inbox.step(Page::enter)) {
                    // Until there is nothing more to do.
                }
                clock.advance(Duration.ofSeconds(2));
            }
            inbox.close();

            Path done = dir.resolve("inbox").resolve(flow).resolve("done");
            assertThat(done.resolve(file)).hasSameBinaryContentAs(EXPORTS.resolve(file));
            JsonNode told =
                    JsonMapper.builder().build().readTree(Files.readAllBytes(done.resolve(file + ".report.json")));
            assertThat(counts(told)).isEqualTo(counts);
            assertThat(needPerson(done.resolve(file + ".report.csv"))).isEqualTo(needPerson);
            Tally tally = ledger.getBean(LedgerView.class).tallies().getFirst();
            assertThat(tally.owed()).isEqualTo(told.get("taken").asLong());
            assertThat(tally.dead())
                    .isEqualTo(told.get("dead").asLong() + told.get("conflicts").asLong());
        }
    }

    private static String counts(JsonNode told) {
        return Stream.of("rows", "taken", "repeatedInFile", "conflicts", "dead", "notOwed")
                .map(name -> told.get(name).asString())
                .collect(Collectors.joining(" "));
    }

    private static String needPerson(Path report) throws IOException {
        return Files.readString(report)
                .lines()
                .skip(1)
                .map(line -> line.split(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)", -1))
                .filter(cells ->
                        cells[3].equals("dead") || cells[3].equals("conflict") || cells[3].startsWith("repeated"))
                .map(cells -> cells[0] + " " + cells[4])
                .collect(Collectors.joining("; "));
    }

    private FlowInbox inbox(String name, AnnotationConfigApplicationContext ledger) throws IOException {
        FileMappings mappings = new FileMappings(Path.of("mappings"));
        mappings.refresh();
        Flow flow = new Flow(name, "npsp", "npsp/exports/" + name, 1, true, true);
        Flows flows = new OneFlow(flow);
        LedgerView view = ledger.getBean(LedgerView.class);
        Inbox inbox = new Inbox(
                new LedgerSide(
                        new LedgerIntake(flows, mappings, ledger.getBean(Ledger.class), Deadlines.none()),
                        view,
                        ledger.getBean(Memos.class)),
                flows,
                mappings,
                new InboxSettings(
                        dir.resolve("inbox"), Duration.ofSeconds(2), Duration.ofSeconds(1), Duration.ofSeconds(30), 50),
                clock,
                RandomGenerator.getDefault());
        return inbox.open(name, pattern(name));
    }

    /** As the shipped route file has it. */
    private static String pattern(String flow) throws IOException {
        return Files.readString(Path.of("routes", flow + "-inbox.camel.yaml"))
                .lines()
                .filter(line -> line.contains("name: files"))
                .map(line -> line.replaceAll(".*value: \"(.*)\".*", "$1"))
                .findFirst()
                .orElseThrow();
    }
}
