package vn.lienthong.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static vn.lienthong.ledger.Samples.dossier;
import static vn.lienthong.ledger.Samples.record;
import static vn.lienthong.ledger.Sql.values;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import vn.lienthong.ledger.Ledger.LedgerUnavailable;

/** The contract, kept by SQLite in a file, and what is peculiar to it. */
class SqliteLedgerTest {

    @TempDir
    Path folder;

    private LedgerSettings inFolder() {
        return new LedgerSettings("", "", "", folder, 4, Duration.ofSeconds(5));
    }

    @Nested
    class Entering extends EnteringContract {

        @Override
        LedgerSettings settings() {
            return inFolder();
        }
    }

    @Nested
    class Lanes extends LaneContract {

        @Override
        LedgerSettings settings() {
            return inFolder();
        }
    }

    @Nested
    class Verbs extends VerbContract {

        @Override
        LedgerSettings settings() {
            return inFolder();
        }
    }

    @Nested
    class Jobs extends JobContract {

        @Override
        LedgerSettings settings() {
            return inFolder();
        }
    }

    @Nested
    class Views extends ViewContract {

        @Override
        LedgerSettings settings() {
            return inFolder();
        }
    }

    @Nested
    class File extends LedgerOnDatabase {

        @Override
        LedgerSettings settings() {
            return inFolder();
        }

        @Test
        void commits_reach_the_disk() {
            String mode = database.write(() -> database.writing()
                    .one("PRAGMA synchronous", values(), (row, number) -> row.getString(1))
                    .orElseThrow());
            assertThat(mode).as("2 is FULL").isEqualTo("2");
        }

        @Test
        void a_full_disk_is_told_and_the_ledger_goes_on_when_there_is_room() {
            enter(record("before", dossier("D-1")));
            limitPages(1);
            assertThatThrownBy(() -> enter(record("lost", "lost".repeat(100_000), dossier("D-2"))))
                    .isInstanceOf(LedgerUnavailable.class);
            limitPages(Integer.MAX_VALUE);
            enter(record("after", dossier("D-3")));
            assertThat(deliverAll()).containsExactly("before/1", "after/1");
        }

        @Test
        @ExtendWith(OutputCaptureExtension.class)
        void a_full_disk_is_logged_with_its_reason_and_so_is_its_end(CapturedOutput output) {
            limitPages(1);
            assertThatThrownBy(() -> enter(record("lost", "lost".repeat(100_000), dossier("D-1"))))
                    .isInstanceOf(LedgerUnavailable.class);
            assertThat(output.getOut()).contains("takes no more (SQLITE_FULL)").doesNotContain("keeps records again");

            limitPages(Integer.MAX_VALUE);
            enter(record("after", dossier("D-2")));
            assertThat(output.getOut()).containsOnlyOnce("keeps records again");
        }

        /** SQLite says "full" when the file would need more pages, as it does when the disk has no more. */
        private void limitPages(int most) {
            database.write(() -> database.writing()
                    .list("PRAGMA max_page_count = " + most, values(), (row, number) -> row.getLong(1)));
        }
    }
}
