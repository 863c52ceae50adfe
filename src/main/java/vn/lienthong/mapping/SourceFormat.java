package vn.lienthong.mapping;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import vn.lienthong.dossier.Problem;
import vn.lienthong.dossier.SourceRecord;

/** How files of one source are read: format, character set, separators, where the rows begin. Declared in the mapping. */
public interface SourceFormat {

    /** {@code csv}, {@code xlsx}, {@code json}, {@code ndjson}, {@code xml} or {@code sql}. */
    String name();

    /**
     * Opens a file as a stream of rows; memory does not grow with the file (the shared strings of a workbook excepted).
     *
     * @throws UnreadableFile if the file is not of this format or its head (header row) is not as declared
     */
    Rows open(Path file) throws IOException, UnreadableFile;

    /**
     * Of the fields that the mapping's rules read, those a row of a database does not have, nor others that would do
     * instead. Empty for all other formats: what their files lack is told when they are opened.
     *
     * @param columns those of the query
     */
    default List<String> missing(Collection<String> columns) {
        return List.of();
    }

    /** The rows of one open file, one after the other. Not thread-safe. */
    interface Rows extends AutoCloseable {

        /**
         * The next row, or null after the last.
         *
         * @throws UnreadableFile if the rest cannot be read: cut off in the middle, an open quote, broken XML or JSON
         */
        @org.jspecify.annotations.Nullable
        Row next() throws IOException, UnreadableFile;

        /**
         * What stood in the file so far and is in no row, because the source declares it so: hidden rows, sums, groups,
         * other sheets. For the report; complete after the last row. Says where and how many, never what they hold.
         */
        default List<Problem> passedOver() {
            return List.of();
        }

        @Override
        void close() throws IOException;
    }

    /**
     * One row.
     *
     * @param number counts from 1, data rows only, as a person counts them
     * @param place where it is in the file: {@code line 57}, {@code sheet Hồ sơ, row 12}, {@code data[36]}
     */
    record Row(long number, String place, SourceRecord record) {}

    /** The file as a whole cannot be read; {@link #problem()} says why, where, and what to do. */
    final class UnreadableFile extends Exception {

        private final transient Problem problem;

        public UnreadableFile(Problem problem) {
            super(problem.code());
            this.problem = problem;
        }

        public Problem problem() {
            return problem;
        }
    }
}
