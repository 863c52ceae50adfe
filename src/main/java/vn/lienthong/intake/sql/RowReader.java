package vn.lienthong.intake.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.lienthong.dossier.Problem;
import vn.lienthong.dossier.SourceRecord;
import vn.lienthong.intake.sql.SourceDatabase.Unreachable;
import vn.lienthong.mapping.TableRow;

/** Reads the rows of a query in their order, a page at a time. Used by one thread at a time. */
final class RowReader implements AutoCloseable {

    /** So that a page of large rows costs no more memory than one of small rows. */
    private static final int LARGEST_PAGE = 4 * 1024 * 1024;

    /** Rows a driver holds at a time, at most. */
    private static final int MOST_FETCHED = 100;

    /** PostgreSQL's driver: no memory for the rows it was told to fetch. */
    private static final String OUT_OF_MEMORY = "53200";

    private static final int FEWER = 8;

    private final Polling polling;
    private final SourceDatabase database;
    private final InstantSource clock;
    private @Nullable Columns columns;
    private int mostFetched = MOST_FETCHED;

    /** @param clock used where the database does not tell its own */
    RowReader(Polling polling, SourceDatabase database, InstantSource clock) {
        this.polling = polling;
        this.database = database;
        this.clock = clock;
    }

    record Row(SourceRecord record, Mark mark) {}

    /**
     * @param columns those of the query, as it is now
     * @param last whether there was nothing behind them when they were read
     */
    record Rows(List<Row> list, List<String> columns, boolean last) {}

    /** The rows behind that place; from the beginning if there is none. */
    Rows after(@Nullable Mark mark) throws Unreachable, SourceFault {
        return database.read(connection -> {
            Columns known = columns(connection);
            Reading reading = new Reading(connection);
            Value time = mark == null ? null : mark.time();
            if (mark == null) {
                reading.take(known.all(reading.wanted()));
            } else if (time == null) {
                reading.take(known.afterTime(reading.wanted()), mark.key());
            } else {
                reading.take(known.ofTimeAfterKey(reading.wanted()), time, mark.key());
                reading.comeTo(time);
                reading.take(known.afterTime(reading.wanted()), time);
            }
            reading.checkEnd(known);
            return reading.rows();
        });
    }

    /** The rows of that time and later ones. */
    Rows from(Value time) throws Unreachable, SourceFault {
        return database.read(connection -> {
            Columns known = columns(connection);
            Reading reading = new Reading(connection);
            reading.take(known.fromTime(reading.wanted()), time);
            reading.checkEnd(known);
            return reading.rows();
        });
    }

    /** Whether there are rows without a time or a key, which no order has a place for. */
    boolean hasRowsWithoutPlace() throws Unreachable, SourceFault {
        return database.read(connection -> {
            Columns known = columns(connection);
            if (!known.mayBeMissing()) {
                return false;
            }
            try (PreparedStatement statement = prepared(connection, known.missing());
                    ResultSet found = statement.executeQuery()) {
                return found.next();
            }
        });
    }

    /** By the database's own clock. */
    Instant now() throws Unreachable, SourceFault {
        return database.read(connection -> {
            String now = columns(connection).syntax().now();
            if (now == null) {
                return clock.instant();
            }
            try (PreparedStatement statement = prepared(connection, now);
                    ResultSet told = statement.executeQuery()) {
                told.next();
                return told.getObject(1, LocalDateTime.class).toInstant(ZoneOffset.UTC);
            }
        });
    }

    /** Whether a time has not come yet, by {@link #now}. */
    boolean isFuture(Value time, Instant now) {
        return time.isAfter(now, database.settings().zone());
    }

    /** Asked again after anything failed: somebody may have changed the table. */
    private Columns columns(Connection connection) throws SQLException, SourceFault {
        Columns known = columns;
        if (known == null) {
            known = Columns.of(polling, connection);
            columns = known;
        }
        return known;
    }

    void forgetColumns() {
        columns = null;
    }

    private PreparedStatement prepared(Connection connection, String sql) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        statement.setQueryTimeout((int) database.settings().timeout().toSeconds());
        statement.setFetchSize(1);
        return statement;
    }

    /** Small rows may have led to large ones; fewer of those are fetched the next time. */
    private void fetchFewer() {
        mostFetched = Math.max(1, mostFetched / FEWER);
    }

    @Override
    public void close() {
        database.close();
    }

    /** One page while it is read. One row more than it holds is asked for, to see whether there is one. */
    private final class Reading {

        private final Connection connection;
        private final List<Row> rows = new ArrayList<>();
        private List<String> columns = List.of();
        private long bytes;
        private int largest = 1;
        private boolean more;
        private @Nullable Value passed;

        Reading(Connection connection) {
            this.connection = connection;
        }

        int wanted() {
            return polling.page() - rows.size() + 1;
        }

        /** What comes now is of a later time. If the database thinks otherwise, it compares what it does not show. */
        void comeTo(Value time) {
            passed = time;
        }

        void take(String sql, Value... bound) throws SQLException, SourceFault {
            if (more) {
                return;
            }
            try (PreparedStatement statement = prepared(connection, sql)) {
                for (int i = 0; i < bound.length; i++) {
                    statement.setObject(i + 1, bound[i].bound());
                }
                try (ResultSet found = statement.executeQuery()) {
                    columns = Columns.labels(found.getMetaData());
                    while (!more && found.next()) {
                        take(found);
                        found.setFetchSize(fetched());
                    }
                }
            } catch (SQLException failed) {
                if (OUT_OF_MEMORY.equals(failed.getSQLState())) {
                    fetchFewer();
                }
                throw failed;
            } catch (OutOfMemoryError tooMany) {
                fetchFewer();
                throw tooMany;
            }
        }

        /** As many as there were, so that soon there are many; but no more than a page may hold of rows as large as these. */
        private int fetched() {
            return Math.clamp(Math.min(rows.size(), LARGEST_PAGE / largest), 1, mostFetched);
        }

        private void take(ResultSet found) throws SQLException, SourceFault {
            Row row = row(found);
            Mark before = rows.isEmpty() ? null : rows.getLast().mark();
            if (row.mark().equals(before)) {
                throw new SourceFault(Problem.of("intake.source-key-not-unique").in(polling.key()));
            }
            if (passed != null && passed.equals(row.mark().time())) {
                throw new SourceFault(Problem.of("intake.source-time-not-exact").in(polling.time()));
            }
            if (rows.size() == polling.page() || bytes >= LARGEST_PAGE) {
                more = true;
                return;
            }
            rows.add(row);
            bytes += row.record().body().length;
            largest = Math.max(largest, row.record().body().length);
        }

        /** The next page begins behind the last key, and so behind all that the database takes for the same one. */
        void checkEnd(Columns known) throws SQLException, SourceFault {
            Mark last = more ? rows.getLast().mark() : null;
            if (last == null || last.key().kind() != Value.Kind.TEXT) {
                return;
            }
            Value time = last.time() == null ? last.key() : last.time();
            try (PreparedStatement statement = prepared(connection, known.ofTimeAndKey(2))) {
                statement.setObject(1, time.bound());
                statement.setObject(2, last.key().bound());
                try (ResultSet found = statement.executeQuery()) {
                    int same = 0;
                    while (found.next()) {
                        same++;
                    }
                    if (same > 1) {
                        throw new SourceFault(
                                Problem.of("intake.source-key-not-unique").in(polling.key()));
                    }
                }
            }
        }

        private Row row(ResultSet found) throws SQLException, SourceFault {
            Value key = value(found, polling.key());
            Value time = polling.isTimed() ? value(found, polling.time()) : null;
            try {
                return new Row(TableRow.record(found), new Mark(time, key));
            } catch (TableRow.Unreadable inexact) {
                throw new SourceFault(inexact.problem().at(polling.source() + "#" + key.text()));
            }
        }

        private Value value(ResultSet found, String name) throws SQLException, SourceFault {
            int column = found.findColumn(name);
            Object exact = TableRow.value(found, column);
            if (exact == null) {
                throw new SourceFault(
                        Problem.of("intake.source-row-without-place").in(name));
            }
            Value value = Value.of(exact);
            if (value == null) {
                throw new SourceFault(Problem.of("intake.source-column-without-order")
                        .in(name)
                        .with("type", found.getMetaData().getColumnTypeName(column)));
            }
            return value;
        }

        Rows rows() {
            return new Rows(rows, columns, !more);
        }
    }
}
