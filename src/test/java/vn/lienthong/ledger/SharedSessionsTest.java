package vn.lienthong.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.lienthong.ledger.Sql.values;

import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Behind a pooler that gives each transaction any session, which others use before and after it. */
class SharedSessionsTest {

    private static final RealPostgres SERVER = RealPostgres.shared();

    private LedgerSettings direct;
    private Database database;

    @BeforeEach
    void open() throws SQLException {
        direct = SERVER.ledger();
        String name = RealPostgres.name(direct);
        SERVER.execute("ALTER DATABASE " + name + " SET synchronous_commit = off");
        SERVER.execute("ALTER DATABASE " + name + " SET default_transaction_isolation = 'serializable'");
        SERVER.execute("ALTER DATABASE " + name + " SET idle_in_transaction_session_timeout = '1h'");
        LedgerSettings shared = new LedgerSettings(
                direct.url() + "?prepareThreshold=0",
                direct.username(),
                direct.password(),
                direct.directory(),
                1,
                direct.patience(),
                "");
        database = Databases.open(shared);
    }

    @AfterEach
    void close() throws SQLException {
        database.close();
        SERVER.drop(direct);
    }

    @Test
    void each_transaction_says_itself_what_it_relies_on() {
        assertThat(inTransaction("synchronous_commit")).isEqualTo("local");
        assertThat(inTransaction("transaction_isolation")).isEqualTo("read committed");
        assertThat(inTransaction("idle_in_transaction_session_timeout")).isEqualTo("10s");
    }

    @Test
    void a_session_is_left_to_others_as_it_was() {
        inTransaction("synchronous_commit");
        assertThat(database.read(() -> shown(database.reading(), "synchronous_commit")))
                .isEqualTo("off");
        assertThat(database.read(() -> shown(database.reading(), "enable_seqscan")))
                .isEqualTo("on");
    }

    private String inTransaction(String setting) {
        return database.write(() -> shown(database.writing(), setting));
    }

    private static String shown(Sql sql, String setting) {
        return sql.one("SELECT current_setting('" + setting + "')", values(), (row, number) -> row.getString(1))
                .orElseThrow();
    }
}
