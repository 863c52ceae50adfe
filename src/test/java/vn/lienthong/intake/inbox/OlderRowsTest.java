package vn.lienthong.intake.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.intake.Page;
import vn.lienthong.ledger.DeliveryFilter;
import vn.lienthong.ledger.RealLedger;

/** Rows that say when their dossier was changed: a newer one replaces, an older one is kept and goes nowhere. */
class OlderRowsTest {

    private static final String HEADER = "row;dossier;owner;status;changed\n";

    @TempDir
    Path dir;

    private RealLedger ledger;
    private InboxFixture here;
    private FlowInbox inbox;

    @BeforeEach
    void open() {
        ledger = RealLedger.onSqlite(dir.resolve("ledger"));
        here = new InboxFixture(dir, 3, ledger);
        inbox = here.open();
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    private static String row(int number, String dossier, String owner, int minute) {
        return "%d;%s;%s;new;2026-03-02T01:%02d:00Z%n".formatted(number, dossier, owner, minute);
    }

    private List<String> owed() {
        return ledger.view.deliveries(DeliveryFilter.any(), 1, 100).items().reversed().stream()
                .map(delivery -> new String(
                        ledger.view.record(delivery.id()).orElseThrow().body(), StandardCharsets.UTF_8))
                .map(body -> body.split("[;\n]"))
                .map(cells -> cells[6] + " " + cells[7])
                .toList();
    }

    @Test
    void an_old_export_that_is_dropped_once_more_takes_nothing_back() throws Exception {
        here.drop("export-1.csv", HEADER + row(1, "H-1", "one", 1) + row(2, "H-2", "one", 1));
        here.work(inbox);
        here.drop("export-2.csv", HEADER + row(1, "H-1", "two", 2) + row(2, "H-2", "one", 1));
        here.work(inbox);
        here.drop("export-1-again.csv", HEADER + row(1, "H-1", "one", 1) + row(2, "H-2", "one", 1));
        here.work(inbox);

        assertThat(owed()).containsExactly("H-1 one", "H-2 one", "H-1 two");
        assertThat(here.told("csv-flow/done/export-1-again.csv"))
                .containsExactly("1 H-1 older intake.older", "2 H-2 repeated intake.repeated");
        assertThat(here.report("csv-flow/done/export-1-again.csv").getFirst().get(7))
                .contains("2026-03-02T08:01+07:00");
        assertThat(here.summary("csv-flow/done/export-1-again.csv").get("older").asInt())
                .isEqualTo(1);
    }

    @Test
    void two_rows_of_a_file_that_were_changed_at_different_times_are_no_contradiction() throws Exception {
        here.drop(
                "export-1.csv",
                HEADER
                        + row(1, "H-1", "one", 1)
                        + row(2, "H-1", "two", 2)
                        + row(3, "H-2", "two", 2)
                        + row(4, "H-2", "one", 1)
                        + row(5, "H-3", "one", 1)
                        + row(6, "H-3", "other", 1));
        here.work(inbox);

        assertThat(owed()).containsExactly("H-1 one", "H-1 two", "H-2 two", "H-3 one", "H-3 other");
        assertThat(here.told("csv-flow/done/export-1.csv"))
                .containsExactly("4 H-2 older intake.older", "6 H-3 conflict intake.conflict-in-file");
    }

    @Test
    void a_file_is_gone_on_with_whatever_stood_at_the_restart() throws Exception {
        StringBuilder rows = new StringBuilder(HEADER);
        for (int i = 0; i < 8; i++) {
            rows.append(row(2 * i + 1, "H-" + i, "two", 2)).append(row(2 * i + 2, "H-" + i, "one", 1));
        }
        here.drop("export-1.csv", rows.toString());
        here.look(inbox);
        here.clock.advance(InboxFixture.SETTLE);
        for (int step = 0; step < 4; step++) {
            inbox.step(Page::enter);
        }
        inbox.close();
        here.work(here.open());

        assertThat(owed()).hasSize(8).allMatch(one -> one.endsWith(" two"));
        assertThat(here.summary("csv-flow/done/export-1.csv").get("older").asInt())
                .isEqualTo(8);
        assertThat(ledger.view.deliveries(DeliveryFilter.any(), 1, 100).total()).isEqualTo(8);
    }

    /** Counts that a version before did not have are none. */
    @Test
    void a_file_that_a_version_before_left_in_work_is_gone_on_with() throws Exception {
        here.drop("export-1.csv", HEADER + row(1, "H-1", "one", 1) + row(2, "H-2", "one", 1));
        here.look(inbox);
        here.clock.advance(InboxFixture.SETTLE);
        inbox.step(Page::enter);
        inbox.step(Page::enter);
        inbox.close();
        Path state = here.file(".take.json");
        String written = Files.readString(state);
        Files.writeString(state, written.replace("\"older\":0,", ""));
        assertThat(Files.readString(state)).isNotEqualTo(written);
        here.work(here.open());

        assertThat(here.summary("csv-flow/done/export-1.csv").get("taken").asInt())
                .isEqualTo(2);
    }

    @Test
    void a_time_of_change_that_is_far_ahead_is_not_believed() throws Exception {
        String ahead = "1;H-1;one;new;2999-01-01T00:00:00Z\n";
        here.drop("export-1.csv", HEADER + ahead);
        here.work(inbox);
        here.drop("export-2.csv", HEADER + row(1, "H-1", "two", 2));
        here.work(inbox);

        assertThat(owed()).containsExactly("H-1 one", "H-1 two");
        assertThat(here.told("csv-flow/done/export-1.csv")).containsExactly("1 H-1 taken intake.changed-ahead");
        assertThat(here.told("csv-flow/done/export-2.csv")).isEmpty();
    }
}
