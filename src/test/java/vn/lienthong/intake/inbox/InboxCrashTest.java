package vn.lienthong.intake.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static vn.lienthong.intake.inbox.InboxFixture.HEADER;
import static vn.lienthong.intake.inbox.InboxFixture.rows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.lienthong.intake.MemoryLedger;
import vn.lienthong.intake.Page;

/** A process that dies in the middle, and the one that comes after it. */
class InboxCrashTest {

    /** Every kind of row there is, in pages of three. */
    private static final String FILE = HEADER
            + rows(1, 3)
            + "4;H-1;Người khác;new\n5;H-5;;new\n6;H-6;Người thử;skip\n7;H-2;Người thử 2;new\n"
            + "8;H-100;Người thử 100;new\n9;H-101;Người mới;new\n10;H-10;Người thử;warn\n11;H-5;Người thử;new\n"
            + rows(12, 13);

    private static final String EARLIER = HEADER + rows(100, 101);

    @TempDir
    Path dir;

    @TestFactory
    Stream<DynamicTest> neither_loses_nor_repeats_a_row_wherever_it_was_killed() {
        return Stream.of("before", "after")
                .flatMap(side -> IntStream.rangeClosed(2, 6)
                        .mapToObj(commit -> DynamicTest.dynamicTest(
                                "killed " + side + " commit " + commit, () -> killedAt(side, commit))));
    }

    private void killedAt(String side, int commit) throws Exception {
        Outcome whole = run(dir.resolve(side + commit + "whole"), side, 0);
        Outcome broken = run(dir.resolve(side + commit + "broken"), side, commit);
        assertThat(broken).isEqualTo(whole);
    }

    private record Outcome(List<String> entered, List<List<String>> report, String counts) {}

    private static Outcome run(Path dir, String side, int killAt) throws Exception {
        InboxFixture here = new InboxFixture(dir, 3);
        FlowInbox first = here.open();
        AtomicInteger commits = new AtomicInteger();
        Runnable kill = () -> {
            if (commits.incrementAndGet() == killAt) {
                throw new Killed();
            }
        };
        if (side.equals("before")) {
            here.ledger.beforeCommit(kill);
        } else {
            here.ledger.afterCommit(kill);
        }
        here.drop("earlier.csv", EARLIER);
        here.work(first);
        here.drop("export.csv", FILE);
        if (killAt > 0) {
            assertThatThrownBy(() -> here.work(first)).isInstanceOf(Killed.class);
            // The operating system gives back the lock of a dead process; nothing else is tidied up.
            first.close();
            here.work(here.open());
        } else {
            here.work(first);
        }
        return new Outcome(
                here.ledger.kept.stream()
                        .map(one -> one.entry().key() + " " + one.version() + " "
                                + String.valueOf(one.entry().position()).replaceAll("@.*", ""))
                        .toList(),
                here.report("csv-flow/done/export.csv"),
                here.summary("csv-flow/done/export.csv").toString().replaceAll(".*\"rows\"", ""));
    }

    @Test
    void finishes_what_was_under_way_before_it_takes_another_file() throws Exception {
        InboxFixture here = new InboxFixture(dir, 3);
        FlowInbox first = here.open();
        here.drop("b.csv", HEADER + rows(1, 6));
        here.ledger.afterCommit(() -> {
            throw new Killed();
        });
        assertThatThrownBy(() -> here.work(first)).isInstanceOf(Killed.class);
        first.close();
        here.ledger.afterCommit(() -> {});
        here.drop("a.csv", HEADER + "1;H-1;Người khác;new\n");

        here.work(here.open());

        assertThat(here.dossiers()).containsExactly("H-1", "H-2", "H-3", "H-4", "H-5", "H-6", "H-1");
        assertThat(here.summary("csv-flow/done/a.csv").get("newVersions").asInt())
                .isEqualTo(1);
    }

    /** As after a backup was put in place, or the ledger has moved to another database. */
    @ParameterizedTest
    @ValueSource(ints = {0, 3})
    void takes_a_file_from_its_first_row_where_the_ledger_lacks_what_was_taken_of_it(int has) throws Exception {
        InboxFixture before = new InboxFixture(dir, 3);
        FlowInbox first = before.open();
        before.drop("export.csv", HEADER + rows(1, 9));
        before.ledger.beforeCommit(() -> {
            if (before.ledger.kept.size() == 6) {
                throw new Killed();
            }
        });
        assertThatThrownBy(() -> before.work(first)).isInstanceOf(Killed.class);
        first.close();
        InboxFixture after = new InboxFixture(dir, 3);
        after.ledger
                .ledger()
                .enter(before.ledger.kept.subList(0, has).stream()
                        .map(MemoryLedger.Kept::entry)
                        .toList());

        after.look(after.open());

        assertThat(after.dossiers()).containsExactly("H-1", "H-2", "H-3", "H-4", "H-5", "H-6", "H-7", "H-8", "H-9");
        assertThat(after.summary("csv-flow/done/export.csv").get("taken").asInt())
                .isEqualTo(9);
    }

    @Test
    void finishes_a_publication_that_was_cut_off_between_report_and_file() throws Exception {
        InboxFixture here = new InboxFixture(dir, 3);
        FlowInbox first = here.open();
        Path file = here.drop("export.csv", HEADER + rows(1, 2));
        Take begun = Take.begun("export.csv", "0001", here.clock.instant()).ofSize(Files.size(file));
        TakeFolder folder = TakeFolder.take(file, dir.resolve("csv-flow/.taking"), begun);
        Take take = begun.finished(null, 0).publishedAs("export.csv");
        folder.save(take);
        Files.writeString(dir.resolve("csv-flow/done/export.csv.report.csv"), "moved before");
        folder.writeSummary(new byte[] {'{', '}'});

        here.look(first);

        assertThat(here.in("csv-flow/done"))
                .containsExactly("export.csv", "export.csv.report.csv", "export.csv.report.json");
        assertThat(dir.resolve("csv-flow/done/export.csv.report.csv")).hasContent("moved before");
        assertThat(here.in("csv-flow/.taking")).isEmpty();
        assertThat(here.ledger.kept).isEmpty();
    }

    @Test
    void forgets_a_take_that_was_begun_and_never_got_its_file() throws Exception {
        InboxFixture here = new InboxFixture(dir, 3);
        FlowInbox inbox = here.open();
        Files.createDirectory(dir.resolve("csv-flow/.taking/1-0001"));

        here.look(inbox);

        assertThat(here.in("csv-flow/.taking")).isEmpty();
    }

    @Test
    void keeps_the_file_when_the_report_cannot_be_written_and_repeats_nothing_later() throws Exception {
        InboxFixture here = new InboxFixture(dir, 3);
        FlowInbox inbox = here.open();
        here.drop("export.csv", HEADER + rows(1, 7));
        here.ledger.afterCommit(() -> blockReport(dir));
        assertThatThrownBy(() -> here.work(inbox)).isInstanceOf(IOException.class);
        assertThat(here.in("csv-flow/done")).isEmpty();

        here.ledger.afterCommit(() -> {});
        Files.delete(report(dir));
        here.look(inbox);

        assertThat(here.dossiers()).hasSize(7);
        assertThat(here.summary("csv-flow/done/export.csv").get("taken").asInt())
                .isEqualTo(7);
    }

    @Test
    void leaves_a_folder_to_the_worker_that_has_it() throws Exception {
        InboxFixture here = new InboxFixture(dir, 3);
        FlowInbox first = here.open();
        FlowInbox second = here.open();
        first.step(Page::enter);
        here.drop("export.csv", HEADER + rows(1, 4));

        here.work(second);
        assertThat(here.ledger.kept).isEmpty();

        first.close();
        here.work(second);
        assertThat(here.dossiers()).containsExactly("H-1", "H-2", "H-3", "H-4");
    }

    private static Path report(Path dir) throws IOException {
        try (Stream<Path> takes = Files.list(dir.resolve("csv-flow/.taking"))) {
            return takes.filter(Files::isDirectory).findFirst().orElseThrow().resolve(".report.csv");
        }
    }

    /** A folder where the report should be: like a full disk, an error of the disk's own. */
    private static void blockReport(Path dir) {
        try {
            if (!Files.exists(report(dir))) {
                Files.createDirectory(report(dir));
            }
        } catch (IOException failed) {
            throw new java.io.UncheckedIOException(failed);
        }
    }

    private static final class Killed extends Error {}
}
