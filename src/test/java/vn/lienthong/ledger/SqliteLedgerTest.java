package vn.lienthong.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static vn.lienthong.ledger.Samples.dossier;
import static vn.lienthong.ledger.Samples.record;
import static vn.lienthong.ledger.Sql.values;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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
    class Cost extends CostContract {

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
    class Retaining extends RetentionContract {

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
        void the_file_stops_growing_where_what_is_forgotten_makes_room_for_what_comes() {
            List<Long> pages =
                    IntStream.rangeClosed(1, 9).mapToObj(this::pagesAfterAMonth).toList();
            assertThat(pages.getLast()).as("%s", pages).isLessThan(pages.get(2) * 11 / 10);
        }

        private long pagesAfterAMonth(int month) {
            ledger.enter(IntStream.range(0, 200)
                    .mapToObj(n -> record("m" + month + "-" + n, "content".repeat(1000), dossier("D-" + n)))
                    .toList());
            deliverAll();
            clock.pass(Duration.ofDays(30));
            Retention short30 =
                    new Retention(Duration.ofDays(30), Duration.ofDays(30), Duration.ofDays(60), Duration.ofHours(1));
            for (boolean more = true; more; more = ledger.forget(short30, 200)) {
                // each is one step
            }
            return database.reading()
                    .one("PRAGMA page_count", values(), (row, number) -> row.getLong(1))
                    .orElseThrow();
        }

        /** SQLite says "full" when the file would need more pages, as it does when the disk has no more. */
        private void limitPages(int most) {
            database.write(() -> database.writing()
                    .list("PRAGMA max_page_count = " + most, values(), (row, number) -> row.getLong(1)));
        }
    }
}
