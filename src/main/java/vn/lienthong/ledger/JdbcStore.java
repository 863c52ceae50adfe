package vn.lienthong.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;

/** The ledger's database, offered to other rooms. */
final class JdbcStore implements Store {

    private final Database database;
    private final InstantSource time;

    JdbcStore(Database database, InstantSource time) {
        this.database = database;
        this.time = time;
    }

    @Override
    public <R> R write(Function<Statements, R> work) {
        return database.write(() -> work.apply(on(database.writing())));
    }

    @Override
    public <R> R read(Function<Statements, R> work) {
        return database.read(() -> work.apply(on(database.reading())));
    }

    private Statements on(Sql sql) {
        return new OnConnection(sql, database.dialect(), time);
    }

    private record OnConnection(Sql sql, Dialect dialect, InstantSource time) implements Statements {

        @Override
        public <T> List<T> list(String text, MapSqlParameterSource values, RowMapper<T> row) {
            return sql.list(text, values, row);
        }

        @Override
        public <T> Optional<T> one(String text, MapSqlParameterSource values, RowMapper<T> row) {
            return sql.one(text, values, row);
        }

        @Override
        public int update(String text, MapSqlParameterSource values) {
            return sql.update(text, values);
        }

        @Override
        public void each(String text, List<MapSqlParameterSource> rows) {
            sql.batch(text, rows);
        }

        @Override
        public byte @Nullable [] closed(byte @Nullable [] body) {
            return sql.closed(body);
        }

        @Override
        public byte @Nullable [] opened(ResultSet row, String column) throws SQLException {
            return sql.opened(row, column);
        }

        @Override
        public byte @Nullable [] shown(ResultSet row, String column) throws SQLException {
            return sql.shown(row, column);
        }

        @Override
        public @Nullable String closedText(@Nullable String json) {
            return sql.closedText(json);
        }

        @Override
        public @Nullable String openedText(ResultSet row, String column) throws SQLException {
            return sql.openedText(row, column);
        }

        @Override
        public long number() {
            return new Books(sql, dialect, time.instant(), 0).numbers(1).next();
        }

        @Override
        public String lock(String table) {
            return dialect.lock(table);
        }

        @Override
        public String lockFree() {
            return dialect.lockFree;
        }
    }
}
