package vn.lienthong.mapping;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import vn.lienthong.dossier.Problem;
import vn.lienthong.dossier.SourceRecord;
import vn.lienthong.mapping.source.RecordReader;
import vn.lienthong.mapping.source.SqlRow;

/** Rows of a database's table, told exactly as the database has them: what a mapping of the format {@code sql} reads. */
public final class TableRow {

    private TableRow() {}

    /**
     * The row the result set stands on: JSON of column label → value.
     *
     * @throws SQLException if the database fails
     * @throws Unreadable if the row cannot be told exactly
     */
    public static SourceRecord record(ResultSet row) throws SQLException, Unreadable {
        try {
            return SqlRow.of(row);
        } catch (RecordReader.Unreadable inexact) {
            throw new Unreadable(inexact.problem());
        }
    }

    /** One column of it, as an object of java.lang, java.math, java.time or java.util; null for NULL. Counts from 1. */
    public static @Nullable Object value(ResultSet row, int column) throws SQLException {
        return SqlRow.exact(row, column);
    }

    /** A row that JSON cannot say: {@link #problem()} names the column, and what to do. */
    public static final class Unreadable extends Exception {

        private final transient Problem problem;

        public Unreadable(Problem problem) {
            super(problem.code());
            this.problem = problem;
        }

        public Problem problem() {
            return problem;
        }
    }
}
