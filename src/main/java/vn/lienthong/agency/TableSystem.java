package vn.lienthong.agency;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienthong.connections.Database;
import vn.lienthong.dossier.Problem;
import vn.lienthong.dossier.Thrown;
import vn.lienthong.relay.AnswerJudge;
import vn.lienthong.relay.Outcome;
import vn.lienthong.relay.Policy;
import vn.lienthong.relay.Reply;

/**
 * A table of the ministry's own database: one row for each record, in a transaction of its own. The Idempotency-Key stands in a
 * column that is unique, so a repetition is known by it, leaves the table as it is and counts as delivered. What fails before the
 * commit is not taken; a commit nobody heard of is unanswered. The codes a policy's lines compare are the database's SQLSTATE.
 * Each message has a connection of its own: none that was cut meanwhile is ever used.
 */
final class TableSystem implements AgencySystem {

    private static final Logger LOG = LoggerFactory.getLogger(TableSystem.class);

    /** The one of class 42 that is about a value (PostgreSQL: a number for a column of yes and no), not about the table. */
    private static final String OF_ANOTHER_TYPE = "42804";

    /** How long a table counts as what it was when it was looked at: whoever owns it alters it without a word. */
    private static final Duration SEEN = Duration.ofMinutes(1);

    private final String name;
    private final TableSettings settings;
    private final Database database;
    private final Table table;
    private final AnswerJudge judge;
    private final InstantSource clock;
    /** Null: the table is to be looked at before the next message. */
    private volatile @Nullable Seen seen;

    TableSystem(String name, TableSettings settings, Database database, InstantSource clock) {
        this.name = name;
        this.settings = settings;
        this.database = database;
        this.table = new Table(settings, database.settings());
        this.judge = AgencyProblem.judge(name);
        this.clock = clock;
    }

    @Override
    public Reply deliver(Parcel parcel, Policy policy, BooleanSupplier mayBeSent) {
        try {
            TableRow row = TableRow.of(parcel.body(), settings.fields());
            Instant at = clock.instant();
            Connection connection = database.toWrite();
            try {
                Outcome outcome = write(new Work(connection, parcel.key(), row, policy), mayBeSent);
                Duration took = Duration.between(at, clock.instant());
                return new Reply(
                        outcome, List.of(Evidence.of(name + " table " + settings.name(), parcel.body(), at, took)));
            } finally {
                close(connection);
            }
        } catch (TableRow.NoFields none) {
            return AgencyClient.nothingSent(
                    new Outcome.Deferred(judge.named(AgencyProblem.NO_FIELDS.problem()), null, false));
        } catch (SQLException away) {
            return AgencyClient.nothingSent(notReached(away));
        }
    }

    /** One message and where it is to go. */
    private record Work(Connection connection, String key, TableRow row, Policy policy) {}

    private Outcome write(Work work, BooleanSupplier mayBeSent) {
        try {
            TableColumns described = columns(work.connection());
            if (described == null) {
                return unusable("no unique column " + settings.key());
            }
            Optional<String> rounded = work.row().rounded(described);
            if (rounded.isPresent()) {
                return new Outcome.Refused(wouldRound(rounded.get()));
            }
            if (!table.insert(work.connection(), work.key(), work.row(), described)) {
                return unusable("it left the row out");
            }
            if (!mayBeSent.getAsBoolean()) {
                work.connection().rollback();
                return Outcome.Deferred.tooLate();
            }
        } catch (SQLException no) {
            return notTaken(work, no);
        }
        return commit(work);
    }

    private record Seen(@Nullable TableColumns columns, Instant at) {}

    private @Nullable TableColumns columns(Connection connection) throws SQLException {
        Instant now = clock.instant();
        Seen known = seen;
        if (known == null || !now.isBefore(known.at().plus(SEEN))) {
            known = new Seen(table.columns(connection), now);
            seen = known;
        }
        return known.columns();
    }

    private Problem wouldRound(String column) {
        return judge.named(AgencyProblem.WOULD_BE_ROUNDED
                .problem()
                .with("table", settings.name())
                .with("column", column)
                .with("from", Objects.requireNonNull(settings.fields().get(column))));
    }

    private Outcome commit(Work work) {
        try {
            work.connection().commit();
            return new Outcome.Delivered("row " + work.key());
        } catch (SQLException failed) {
            String state = state(failed);
            // A constraint that is looked at last, or a conflict with another transaction: the database has undone it.
            boolean undone = state.startsWith("23") || (state.startsWith("40") && !state.equals("40003"));
            return undone ? notTaken(work, failed) : unanswered(state);
        }
    }

    /** The table is looked at anew: only while its key is unique is the repetition known as one. */
    private Outcome unanswered(String state) {
        seen = null;
        return new Outcome.Unanswered(
                judge.named(AgencyProblem.NO_ANSWER.problem().with("why", "commit, SQLSTATE " + state)));
    }

    /** Nothing of it is in the table; but it may be there from an earlier time. */
    private Outcome notTaken(Work work, SQLException no) {
        try {
            work.connection().rollback();
            if (table.has(work.connection(), work.key())) {
                return new Outcome.Delivered("row " + work.key() + ", there before");
            }
        } catch (SQLException unknown) {
            LOG.debug("Whether a row is there already cannot be told now.", Thrown.of(unknown));
        }
        String state = state(no);
        if (state.startsWith("42") && !state.equals(OF_ANOTHER_TYPE)) {
            return unusable("SQLSTATE " + state);
        }
        if (state.startsWith("08")) {
            return notReached(no);
        }
        return judge.notTaken(
                state,
                work.policy(),
                new Outcome.Deferred(judge.about(AgencyProblem.TOLD_TO_WAIT.problem(), state), null, true));
    }

    private Outcome unusable(String why) {
        seen = null;
        return Outcome.Deferred.shut(judge.named(AgencyProblem.TABLE_UNUSABLE
                .problem()
                .with("table", settings.name())
                .with("why", why)));
    }

    private Outcome notReached(SQLException away) {
        String state = state(away);
        return state.startsWith("28")
                ? Outcome.Deferred.shut(judge.about(AgencyProblem.LOGIN_REFUSED.problem(), state))
                : new Outcome.Deferred(
                        judge.named(AgencyProblem.NOT_REACHED.problem().with("why", "SQLSTATE " + state)), null, true);
    }

    private static String state(SQLException failed) {
        return Objects.requireNonNullElse(failed.getSQLState(), "?");
    }

    private static void close(Connection connection) {
        try {
            connection.close();
        } catch (SQLException gone) {
            LOG.debug("A connection that is of no more use did not close.", gone);
        }
    }
}
