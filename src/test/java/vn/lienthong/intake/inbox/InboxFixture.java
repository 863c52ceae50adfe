package vn.lienthong.intake.inbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.lienthong.intake.Agency;
import vn.lienthong.intake.Deadlines;
import vn.lienthong.intake.LedgerIntake;
import vn.lienthong.intake.LedgerSide;
import vn.lienthong.intake.MemoryLedger;
import vn.lienthong.intake.Page;
import vn.lienthong.intake.SettableClock;
import vn.lienthong.ledger.Ledger;
import vn.lienthong.ledger.LedgerView;
import vn.lienthong.ledger.Memos;
import vn.lienthong.ledger.RealLedger;

/** One inbox in a folder of its own, on a settable clock. */
final class InboxFixture {

    static final Duration SETTLE = Duration.ofSeconds(2);
    static final Duration GRACE = Duration.ofSeconds(30);
    static final String HEADER = "row;dossier;owner;status\n";

    final SettableClock clock = new SettableClock();
    final MemoryLedger ledger = new MemoryLedger();
    final Agency agency = new Agency();
    final Path dir;
    private final int page;
    private final Ledger entersInto;
    private final LedgerView sees;
    private final Memos notes;
    private final RandomGenerator random = RandomGenerator.of("Random");

    InboxFixture(Path dir, int page) {
        this.dir = dir;
        this.page = page;
        this.entersInto = ledger.ledger();
        this.sees = ledger.view();
        this.notes = ledger.memos();
    }

    /** Before a ledger on a database; the one in memory stays empty. */
    InboxFixture(Path dir, int page, RealLedger real) {
        this.dir = dir;
        this.page = page;
        this.entersInto = real.ledger;
        this.sees = real.view;
        this.notes = real.memos;
    }

    /** As a process that starts. */
    Inbox start() {
        return new Inbox(
                new LedgerSide(new LedgerIntake(agency, agency.mappings(), entersInto, Deadlines.none()), sees, notes),
                agency,
                agency.mappings(),
                new InboxSettings(dir, SETTLE, Duration.ofSeconds(1), GRACE, page),
                clock,
                random);
    }

    FlowInbox open() {
        return start().open("csv-flow", "export*.csv");
    }

    Path drop(String name, String content) throws IOException {
        Path file = dir.resolve("csv-flow").resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content);
    }

    /** Lets dropped files settle, and works until there is nothing to do. */
    void work(FlowInbox inbox) throws Exception {
        look(inbox);
        clock.advance(SETTLE);
        look(inbox);
    }

    void look(FlowInbox inbox) throws Exception {
        while (inbox.step(Page::enter)) {
            // Until there is nothing more to do.
        }
    }

    static String rows(int from, int to) {
        return IntStream.rangeClosed(from, to)
                .mapToObj(n -> n + ";H-" + n + ";Người thử " + n + ";new\n")
                .collect(Collectors.joining());
    }

    List<String> in(String folder) throws IOException {
        try (Stream<Path> files = Files.list(dir.resolve(folder))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.equals("lock") && !name.equals("left"))
                    .sorted()
                    .toList();
        }
    }

    JsonNode summary(String path) throws IOException {
        return JsonMapper.builder().build().readTree(Files.readAllBytes(dir.resolve(path + ".report.json")));
    }

    /** The report's lines as lists of cells; cells of these tests hold no line breaks. */
    List<List<String>> report(String path) throws IOException {
        String text = Files.readString(dir.resolve(path + ".report.csv"));
        List<List<String>> lines = new ArrayList<>();
        for (String line : text.substring(Report.HEADER.length()).split("\r\n")) {
            if (!line.isEmpty()) {
                lines.add(List.of(line.split(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)", -1)));
            }
        }
        return lines;
    }

    /** The first cells of each line: row, place, dossier, result, code. */
    List<String> told(String path) throws IOException {
        return report(path).stream()
                .map(cells -> cells.get(0) + " " + cells.get(2) + " " + cells.get(3) + " " + cells.get(4))
                .toList();
    }

    /** The only one of that name in the inbox. */
    Path file(String name) throws IOException {
        try (Stream<Path> files = Files.walk(dir)) {
            return files.filter(file -> file.endsWith(name))
                    .reduce((one, other) -> {
                        throw new IllegalStateException("several: " + name);
                    })
                    .orElseThrow();
        }
    }

    List<String> dossiers() {
        return ledger.kept.stream()
                .map(one -> one.entry().key().substring(one.entry().key().indexOf("dossier:") + 8))
                .toList();
    }
}
