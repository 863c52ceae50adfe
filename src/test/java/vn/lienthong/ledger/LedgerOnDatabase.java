package vn.lienthong.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.lienthong.ledger.Samples.LEASE;
import static vn.lienthong.ledger.Samples.NPSP;
import static vn.lienthong.ledger.Samples.delivered;
import static vn.lienthong.ledger.Samples.settlement;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import vn.lienthong.ledger.Ledger.Claim;
import vn.lienthong.ledger.Ledger.Claimed;
import vn.lienthong.ledger.Ledger.Entered;
import vn.lienthong.ledger.Ledger.Entry;

/** Opens a ledger for each test; the parts of the contract extend it, and each database runs them all. */
abstract class LedgerOnDatabase {

    final SettableClock clock = new SettableClock();
    private final List<Database> open = new ArrayList<>();
    Database database;
    Ledger ledger;
    LedgerView view;
    private LedgerSettings current;

    /** Of an empty database. */
    abstract LedgerSettings settings() throws Exception;

    @BeforeEach
    void open() throws Exception {
        current = settings();
        reopenWith(current, UnaryOperator.identity());
    }

    @AfterEach
    void close() {
        open.forEach(Database::close);
    }

    LedgerSettings currentSettings() {
        return current;
    }

    final void reopenWith(LedgerSettings settings) {
        reopenWith(settings, UnaryOperator.identity());
    }

    final void reopenWith(LedgerSettings settings, UnaryOperator<DataSource> watch) {
        open.forEach(Database::close);
        database = Databases.open(settings, watch);
        open.add(database);
        ledger = new JdbcLedger(database, clock, new Random(1));
        view = new JdbcLedgerView(database, clock);
    }

    /** Another process on the same database; where the database is for one process, another ledger in this one. */
    Ledger another(LedgerSettings settings) {
        if (database.isFile()) {
            return new JdbcLedger(database, clock, new Random(2));
        }
        Database other = Databases.open(settings);
        open.add(other);
        return new JdbcLedger(other, clock, new Random(2));
    }

    Entered enter(Entry entry) {
        return ledger.enter(List.of(entry)).getFirst();
    }

    long enterOne(Entry entry) {
        return enter(entry).deliveries().getFirst();
    }

    List<Claim> claim() {
        return ledger.claim(NPSP, 100, Map.of(), LEASE);
    }

    Claim claimOne() {
        List<Claim> claims = claim();
        assertThat(claims).hasSize(1);
        return claims.getFirst();
    }

    Claimed claimedOne(Claim claim) {
        assertThat(claim.deliveries()).hasSize(1);
        return claim.deliveries().getFirst();
    }

    /** Delivers all that is due, and tells what was delivered, in order. */
    List<String> deliverAll() {
        List<String> sent = new ArrayList<>();
        for (List<Claim> claims = claim(); !claims.isEmpty(); claims = claim()) {
            for (Claim claim : claims) {
                sent.addAll(Samples.contents(claim));
                assertThat(ledger.settle(settlement(claim, delivered(claimedOne(claim)))))
                        .isTrue();
            }
        }
        return sent;
    }

    DeliveryState stateOf(long delivery) {
        return view.delivery(delivery).orElseThrow().state();
    }
}
