package vn.lienthong.ledger;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Properties;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The server a ledger is to be on: waited for while it starts as well, and looked at before anything is made there. */
final class LedgerServer {

    private static final Logger LOG = LoggerFactory.getLogger(LedgerServer.class);

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration BETWEEN = Duration.ofSeconds(1);

    /** Those in which all that is sent can be kept. SQL_ASCII keeps bytes as they come. */
    private static final Set<String> ENCODINGS = Set.of("UTF8", "SQL_ASCII");

    private LedgerServer() {}

    /**
     * Returns when the server answers and the database can be used. Only what may pass by itself is waited for, half a
     * minute: a wrong password tried again and again would lock the account.
     *
     * @throws LedgerNotOpened if it does not answer, refuses the account, or cannot keep Vietnamese text
     */
    static void require(LedgerSettings settings) {
        long begun = System.nanoTime();
        for (int attempt = 1; ; attempt++) {
            try (Connection connection = DriverManager.getConnection(settings.url(), account(settings))) {
                checkEncoding(settings, connection);
                return;
            } catch (SQLException failure) {
                if (System.nanoTime() - begun >= PATIENCE.toNanos() || !mayPass(failure)) {
                    throw told(settings.address(), failure);
                }
                if (attempt == 1) {
                    LOG.warn(
                            "The ledger's database {} does not answer yet ({}). It is asked again each second, for half a minute.",
                            settings.address(),
                            Faults.reason(failure));
                }
                pause(settings, failure);
            }
        }
    }

    /** With an end to waiting for a server that takes a connection and says nothing; what stands in the address wins. */
    private static Properties account(LedgerSettings settings) {
        Properties account = new Properties();
        account.setProperty("user", settings.username());
        account.setProperty("password", settings.password());
        account.setProperty("connectTimeout", "5");
        account.setProperty("loginTimeout", "10");
        return account;
    }

    private static boolean mayPass(SQLException failure) {
        return Set.of("08", "53", "57").contains(classOf(failure));
    }

    private static void checkEncoding(LedgerSettings settings, Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet shown = statement.executeQuery("SHOW server_encoding")) {
            String encoding = shown.next() ? shown.getString(1) : "";
            if (!ENCODINGS.contains(encoding)) {
                throw LedgerNotOpened.encoding(settings.address(), encoding);
            }
        }
    }

    private static void pause(LedgerSettings settings, SQLException failure) {
        try {
            Thread.sleep(BETWEEN);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw told(settings.address(), failure);
        }
    }

    /** @param failure of the server's */
    static LedgerNotOpened told(String where, Throwable failure) {
        String reason = Faults.reason(failure);
        return switch (classOf(failure)) {
            case "28" -> LedgerNotOpened.accountRefused(where, reason, failure);
            case "3D" -> LedgerNotOpened.noDatabase(where, reason, failure);
            case "42" -> LedgerNotOpened.notAllowed(where, reason, failure);
            default -> LedgerNotOpened.noServer(where, reason, failure);
        };
    }

    private static String classOf(Throwable failure) {
        String state = Faults.state(failure);
        return state.substring(0, Math.min(2, state.length()));
    }
}
