package vn.lienthong.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static vn.lienthong.ledger.DeliveryState.DEAD;
import static vn.lienthong.ledger.DeliveryState.DELIVERED;
import static vn.lienthong.ledger.DeliveryState.PENDING;
import static vn.lienthong.ledger.DeliveryState.RETRYING;
import static vn.lienthong.ledger.DeliveryState.SENDING;
import static vn.lienthong.ledger.Samples.LAN;
import static vn.lienthong.ledger.Samples.PROGRESS;
import static vn.lienthong.ledger.Samples.START;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import vn.lienthong.dossier.SourceRecord;
import vn.lienthong.ledger.Ledger.Claim;
import vn.lienthong.ledger.Ledger.Claimed;
import vn.lienthong.ledger.Ledger.Entered;
import vn.lienthong.ledger.Ledger.Entry;

/** The ledger of the first version, with all that its killed process left, is opened by today's and goes on. */
class UpgradeTest {

    private static final String LAST_OF_THE_FIRST_VERSION = "2";

    /** When everything the first version put off is due and its leases have run out. */
    private static final Instant LATER = Instant.ofEpochMilli(1_796_069_600_000L);

    /** When a dossier that was delivered before is due. */
    private static final Instant PROMISED = LATER.plus(Duration.ofHours(2));

    abstract static class FirstVersion extends LedgerOnDatabase {

        /** Makes the tables as they were and fills them. */
        final LedgerSettings filled(Dialect dialect, LedgerSettings empty, DataSource source) throws Exception {
            Migration.steps(dialect, Flyway.configure().dataSource(source))
                    .target(LAST_OF_THE_FIRST_VERSION)
                    .load()
                    .migrate();
            try (Connection connection = source.getConnection();
                    Statement statement = connection.createStatement()) {
                for (String line :
                        left().lines().filter(one -> !one.startsWith("--")).toList()) {
                    statement.execute(line.replaceAll("[$][{]bytes:(.*?)}", bytes(dialect)));
                }
                statement.execute("UPDATE delivery SET deadline = " + PROMISED.toEpochMilli() + " WHERE id = 2");
                statement.execute(
                        dialect == Dialect.SQLITE ? "UPDATE number SET last = 30" : "SELECT setval('number', 30)");
            }
            clock.pass(Duration.between(START, LATER));
            return empty;
        }

        private static String bytes(Dialect dialect) {
            return dialect == Dialect.SQLITE ? "CAST('$1' AS BLOB)" : "convert_to('$1', 'UTF8')";
        }

        private static String left() throws IOException {
            try (InputStream file = UpgradeTest.class.getResourceAsStream("/ledger/first-version.sql")) {
                return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
            }
        }

        @Test
        void everything_stands_as_it_stood() {
            assertThat(List.of(2L, 5L, 10L, 13L, 16L, 19L, 23L, 26L, 29L))
                    .extracting(this::stateOf)
                    .containsExactly(DELIVERED, DELIVERED, DEAD, PENDING, RETRYING, PENDING, SENDING, SENDING, PENDING);
            assertThat(view.tallies())
                    .extracting(
                            LedgerView.Tally::flow,
                            LedgerView.Tally::owed,
                            LedgerView.Tally::dead,
                            LedgerView.Tally::delivered,
                            LedgerView.Tally::lanesParked)
                    .containsExactlyInAnyOrder(tuple("npsp-dossier", 3L, 1L, 1L, 1L), tuple(PROGRESS, 3L, 0L, 1L, 0L));
            assertThat(view.attempts(16)).singleElement().satisfies(attempt -> {
                assertThat(attempt.outcome()).isEqualTo("deferred");
                assertThat(attempt.problems().getFirst().code()).isEqualTo("npsp.unavailable");
            });
        }

        @Test
        void what_is_owed_goes_out_in_order_and_what_was_under_way_is_asked_about() {
            List<Claim> first = claim();
            assertThat(first.stream()
                            .flatMap(claim -> claim.deliveries().stream())
                            .filter(Claimed::interrupted)
                            .map(claimed -> new String(claimed.record().body(), StandardCharsets.UTF_8)))
                    .containsExactlyInAnyOrder("dossier 4", "dossier 5");
            first.forEach(claim -> ledger.giveBack(claim, clock.instant()));

            assertThat(deliverAll())
                    .containsExactlyInAnyOrder("dossier 3", "step of 3", "dossier 4", "dossier 5", "step of 5")
                    .containsSubsequence("dossier 3", "step of 3")
                    .containsSubsequence("dossier 5", "step of 5");
        }

        @Test
        void a_dead_letter_is_replayed_and_what_waited_behind_it_follows() {
            ledger.replay(10, LAN);

            assertThat(deliverAll()).containsSubsequence("dossier 2", "step of 2");
        }

        @Test
        void what_was_entered_before_is_known_and_what_is_new_stands_behind_it() {
            Entered again = enter(new Entry(
                    "push/local",
                    "npsp-dossier/key:000.00.00.G16-240315-0001",
                    "36228dae926891519086096c8e120da96d089c01c9e11714089d94e239215882",
                    null,
                    new SourceRecord("dossier 1".getBytes(StandardCharsets.UTF_8), "application/json"),
                    List.of(Samples.dossier("000.00.00.G16-240315-0001"))));
            assertThat(again.kind()).isEqualTo(Entered.Kind.REPEATED);
            assertThat(again.deliveries()).containsExactly(2L);

            enter(Samples.record("a step", Samples.progress("000.00.00.G16-240315-0005")));
            assertThat(deliverAll()).containsSubsequence("dossier 5", "step of 5", "a step/1");
        }

        @Test
        void what_comes_now_has_the_deadline_that_was_promised_before() {
            enter(Samples.record("a step", Samples.progress("000.00.00.G16-240315-0001")));

            assertThat(view.pressing(PROMISED, List.of(), 10))
                    .extracting(LedgerView.Pressing::deadline)
                    .containsExactly(PROMISED);
        }
    }

    @Nested
    class OnSqlite extends FirstVersion {

        @TempDir
        Path folder;

        @Override
        LedgerSettings settings() throws Exception {
            LedgerSettings settings = new LedgerSettings("", "", "", folder, 4, Duration.ofSeconds(5), "");
            return filled(
                    Dialect.SQLITE,
                    settings,
                    new DriverManagerDataSource("jdbc:sqlite:" + folder.resolve("ledger.db")));
        }
    }

    @Nested
    class OnPostgres extends FirstVersion {

        @AfterEach
        void drop() throws SQLException {
            RealPostgres.shared().drop(currentSettings());
        }

        @Override
        LedgerSettings settings() throws Exception {
            LedgerSettings settings = RealPostgres.shared().emptyDatabase();
            return filled(
                    Dialect.POSTGRESQL,
                    settings,
                    new DriverManagerDataSource(settings.url(), settings.username(), settings.password()));
        }
    }
}
