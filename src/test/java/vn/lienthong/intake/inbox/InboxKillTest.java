package vn.lienthong.intake.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.lienthong.ledger.LedgerView;
import vn.lienthong.ledger.LedgerView.Tally;

/** Real processes, a real ledger on disk, real kills. */
class InboxKillTest {

    @TempDir
    Path dir;

    @Test
    void loses_and_repeats_no_row_of_a_file_through_kills() throws Exception {
        killed(10_000, 3);
    }

    @Test
    @Tag("long")
    void loses_and_repeats_no_row_of_a_large_file_through_many_kills() throws Exception {
        killed(150_000, 30);
    }

    private void killed(int rows, int kills) throws Exception {
        write(rows);
        RandomGenerator random = RandomGenerator.of("Random");
        Process process = InboxProcess.start(dir, "256m");
        for (int kill = 0; kill < kills && process.isAlive(); kill++) {
            awaitRows(process, kill * (long) rows / (kills + 1));
            process.waitFor(random.nextInt(50), TimeUnit.MILLISECONDS);
            process.destroyForcibly().waitFor();
            process = InboxProcess.start(dir, "256m");
        }
        assertThat(process.waitFor(10, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).isZero();
        verify(rows);
    }

    @Test
    @Tag("long")
    void loads_a_million_rows_in_512_MiB() throws Exception {
        write(1_000_000);
        long start = System.nanoTime();
        Process process = InboxProcess.start(dir, "512m");

        assertThat(process.waitFor(30, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).isZero();
        System.out.printf("1,000,000 rows in %d s%n", TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start));
        verify(1_000_000);
    }

    /** Every thousandth row is bad, the one behind it repeats its neighbour, the next contradicts its neighbour. */
    private void write(int rows) throws IOException {
        Path folder = Files.createDirectories(dir.resolve("inbox").resolve(InboxProcess.FLOW));
        Path part = folder.resolve("export.csv.part");
        try (BufferedWriter file = Files.newBufferedWriter(part)) {
            file.write("row;dossier;owner;status\r\n");
            for (int n = 1; n <= rows; n++) {
                int about = switch (n % 1000) {
                    case 1, 2 -> n > 10 ? n - 10 : n;
                    default -> n;
                };
                String owner = n % 1000 == 0 ? "" : n % 1000 == 2 && n > 10 ? "Người khác" : "Người thử " + about;
                file.write(n + ";H-" + about + ";" + owner + ";new\r\n");
            }
        }
        Files.move(part, folder.resolve("export.csv"));
    }

    private void verify(int rows) throws Exception {
        int thousands = rows / 1000;
        int more = (rows - 1) / 1000;
        JsonNode summary = JsonMapper.builder()
                .build()
                .readTree(Files.readAllBytes(
                        dir.resolve("inbox").resolve(InboxProcess.FLOW).resolve("done/export.csv.report.json")));
        assertThat(summary.get("rows").asInt()).isEqualTo(rows);
        assertThat(summary.get("dead").asInt()).isEqualTo(thousands);
        assertThat(summary.get("repeatedInFile").asInt()).isEqualTo(more);
        assertThat(summary.get("conflicts").asInt()).isEqualTo(more);
        assertThat(summary.get("repeated").asInt()).isZero();
        assertThat(summary.get("taken").asInt()).isEqualTo(rows - thousands - 2 * more);
        long lines = Files.lines(dir.resolve("inbox").resolve(InboxProcess.FLOW).resolve("done/export.csv.report.csv"))
                .count();
        assertThat(lines).isEqualTo(1 + thousands + 2 * more);
        try (AnnotationConfigApplicationContext ledger = InboxProcess.ledger(dir)) {
            Tally tally = ledger.getBean(LedgerView.class).tallies().getFirst();
            assertThat(tally.dead()).isEqualTo(thousands + more);
            assertThat(tally.owed()).isEqualTo(rows - thousands - 2 * more);
        }
    }

    /** Waits until the file in work has come so far, or the process is done. */
    private void awaitRows(Process process, long rows) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
        while (process.isAlive() && System.nanoTime() < deadline && rowsDone() <= rows) {
            process.waitFor(5, TimeUnit.MILLISECONDS);
        }
    }

    private long rowsDone() throws IOException {
        Path taking = dir.resolve("inbox").resolve(InboxProcess.FLOW).resolve(".taking");
        if (!Files.isDirectory(taking)) {
            return -1;
        }
        try (var takes = Files.list(taking)) {
            for (Path take : takes.filter(Files::isDirectory).toList()) {
                Path state = take.resolve(".take.json");
                if (Files.exists(state)) {
                    return JsonMapper.builder()
                            .build()
                            .readTree(Files.readAllBytes(state))
                            .get("rowsDone")
                            .asLong();
                }
            }
        }
        return -1;
    }
}
