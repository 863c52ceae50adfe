package vn.lienthong.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.lienthong.ledger.Samples.dossier;
import static vn.lienthong.ledger.Samples.record;
import static vn.lienthong.ledger.Sql.values;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.lienthong.dossier.SourceRecord;
import vn.lienthong.ledger.Ledger.Entry;

/** The contract, kept by SQLite in a file. What is peculiar to the file, {@link SqliteFileTest} looks at. */
class SqliteLedgerTest {

    @TempDir
    Path folder;

    private LedgerSettings inFolder() {
        return RealSqlite.ledger(folder);
    }

    @Nested
    class Closing extends BodyContract {

        @Override
        LedgerSettings settings() {
            return inFolder();
        }
    }

    @Nested
    class Entering extends EnteringContract {

        @Override
        LedgerSettings settings() {
            return inFolder();
        }
    }

    @Nested
    class Behind extends BehindContract {

        @Override
        LedgerSettings settings() {
            return inFolder();
        }
    }

    @Nested
    class Changing extends ChangeContract {

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
    class Leases extends LeaseContract {

        @Override
        LedgerSettings settings() {
            return inFolder();
        }
    }

    @Nested
    class Deadlines extends DeadlineContract {

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
    class Shadows extends ShadowContract {

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

        /** One that has pages of its own, and one that shares a page with its neighbours. */
        @ParameterizedTest
        @ValueSource(ints = {10, 20_000})
        void what_was_deleted_is_not_in_the_file_any_more(int length) throws Exception {
            SourceRecord body =
                    new SourceRecord("Văn Khuyết ".repeat(length).getBytes(StandardCharsets.UTF_8), "text/plain");
            long id = enterOne(new Entry("push/test", "a1", "hash", null, body, List.of(dossier("D-1"))));
            deliverWithBodies(claimOne());
            enter(record("a2", dossier("D-2")));
            database.reading().one("PRAGMA wal_checkpoint(TRUNCATE)", values(), (row, number) -> 1);
            assertThat(inFile("Văn Khuyết")).isTrue();
            pass(90);
            assertThat(view.record(id)).isEmpty();
            close();
            assertThat(inFile("Văn Khuyết")).isFalse();
        }

        private boolean inFile(String text) throws IOException {
            String file = Files.readString(folder.resolve("ledger.db"), StandardCharsets.ISO_8859_1);
            return file.contains(new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1));
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
    class Followed extends ResultsContract {

        @Override
        LedgerSettings settings() {
            return inFolder();
        }
    }

    @Nested
    class Memoranda extends MemoContract {

        @Override
        LedgerSettings settings() {
            return inFolder();
        }
    }

    @Nested
    class Kept extends DefinitionContract {

        @Override
        LedgerSettings settings() {
            return inFolder();
        }
    }
}
