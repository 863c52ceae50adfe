package vn.lienthong.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import vn.lienthong.ledger.Ledger.LedgerUnavailable;

/**
 * The ledger's database for rooms that keep tables of their own in it, such as payments. They come with the ledger's
 * migrations and hold to its rules: one text for SQLite and PostgreSQL, times in milliseconds of the ledger's own clock, and
 * never a call over the network inside a transaction. Safe for any number of threads and processes.
 */
public interface Store {

    /**
     * One transaction, durable when this returns. Where another process was faster, also where its row broke a unique
     * index, the work is done again from the start; so it must keep what it learns to itself until it returns.
     *
     * @throws LedgerUnavailable if the database is gone or full; nothing was done then
     */
    <R> R write(Function<Statements, R> work);

    /**
     * Reads only; each statement sees what is committed when it begins.
     *
     * @throws LedgerUnavailable if the database is gone
     */
    <R> R read(Function<Statements, R> work);

    /** Statements with named values, inside {@link #write} or {@link #read} and never outside. */
    interface Statements {

        <T> List<T> list(String sql, MapSqlParameterSource values, RowMapper<T> row);

        <T> Optional<T> one(String sql, MapSqlParameterSource values, RowMapper<T> row);

        /** @return how many rows were changed */
        int update(String sql, MapSqlParameterSource values);

        /** The same statement for each row, in one round trip. */
        void each(String sql, List<MapSqlParameterSource> rows);

        /** A body as it is to be written into a column of bytes: closed, if there is a key ({@code ledger.keys}). */
        byte @Nullable [] closed(byte @Nullable [] body);

        /**
         * A body as it was given, by a column of the row; null if there is none, or it was damaged and does not open.
         *
         * @throws LedgerUnavailable if the key that closed it is not there
         */
        byte @Nullable [] opened(ResultSet row, String column) throws SQLException;

        /** The same for people to read: in place of what does not open, that it does not. */
        byte @Nullable [] shown(ResultSet row, String column) throws SQLException;

        /** The same of a text of JSON, for a column of text. */
        @Nullable
        String closedText(@Nullable String json);

        /** @throws LedgerUnavailable as of {@link #opened} */
        @Nullable
        String openedText(ResultSet row, String column) throws SQLException;

        /** A rising number for a new row. */
        long number();

        /** Ends a query: its rows of that table stay locked until the transaction is over; who wants them waits. */
        String lock(String table);

        /** Ends a query of one table: its rows stay locked, and rows that others have locked are passed over. */
        String lockFree();
    }
}
