package vn.lienthong.intake.inbox;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.lienthong.dossier.Problem;
import vn.lienthong.intake.Examined;
import vn.lienthong.intake.Intake;
import vn.lienthong.intake.RecordKey;
import vn.lienthong.mapping.SourceFormat;
import vn.lienthong.mapping.SourceFormat.Row;
import vn.lienthong.mapping.SourceFormat.Rows;
import vn.lienthong.mapping.SourceFormat.UnreadableFile;

/**
 * Cuts the rows of a file into pages. Within a page a key stands once: a row that contradicts another begins the next
 * page, when the ledger knows the other; a row that merely repeats another is marked and goes along.
 */
final class PageReader implements AutoCloseable {

    /** So that a page of large rows costs no more memory than one of small rows. */
    private static final int LARGEST_PAGE = 4 * 1024 * 1024;

    private final Rows rows;
    private final String flow;
    private final Intake intake;
    private final int most;
    private final RepeatedRows repeated = new RepeatedRows();
    private @Nullable ReadRow held;

    private PageReader(Rows rows, String flow, Intake intake, int most) {
        this.rows = rows;
        this.flow = flow;
        this.intake = intake;
        this.most = most;
    }

    /** Opens a file behind the rows that are done. */
    static PageReader open(Path file, SourceFormat format, String flow, Intake intake, int most, long done)
            throws IOException, UnreadableFile {
        Rows rows = format.open(file);
        try {
            PageReader reader = new PageReader(rows, flow, intake, most);
            reader.skip(done);
            return reader;
        } catch (IOException | UnreadableFile | RuntimeException broken) {
            rows.close();
            throw broken;
        }
    }

    /** The next rows; none after the last. */
    List<ReadRow> next() throws IOException, UnreadableFile {
        List<ReadRow> page = new ArrayList<>();
        Map<String, ReadRow> byKey = new HashMap<>();
        long bytes = 0;
        while (page.size() < most && bytes < LARGEST_PAGE) {
            ReadRow row = row();
            if (row == null) {
                break;
            }
            ReadRow earlier = byKey.putIfAbsent(row.key(), row);
            if (earlier != null && !earlier.saysTheSame(row)) {
                held = row;
                break;
            }
            page.add(earlier == null ? row : row.repeating(earlier));
            bytes += row.examined().record().body().length;
        }
        return page;
    }

    /** To which whoever enters the rows adds those that say what was known before the file. */
    RepeatedRows repeated() {
        return repeated;
    }

    /** What the file holds beside its rows; complete after the last. */
    List<Problem> passedOver() {
        return rows.passedOver();
    }

    private @Nullable ReadRow row() throws IOException, UnreadableFile {
        ReadRow kept = held;
        if (kept != null) {
            held = null;
            return kept;
        }
        Row row = rows.next();
        return row == null ? null : examined(row);
    }

    private ReadRow examined(Row row) {
        Examined examined = intake.examine(flow, row.record());
        return new ReadRow(row.number(), row.place(), examined, RecordKey.ofRow(examined), 0);
    }

    /** Which of these rows only repeated what was known cannot be told any more, so all are looked at again. */
    private void skip(long done) throws IOException, UnreadableFile {
        Row row = null;
        for (long number = 0; number < done; number = row.number()) {
            row = rows.next();
            if (row == null) {
                return;
            }
            repeated.add(examined(row));
        }
    }

    @Override
    public void close() throws IOException {
        rows.close();
    }

    /** @param repeats the number of the row in the same page that says exactly the same; 0 if none does */
    record ReadRow(long number, String place, Examined examined, String key, long repeats) {

        boolean saysTheSame(ReadRow other) {
            return examined.identity()
                    .contentHash()
                    .equals(other.examined.identity().contentHash());
        }

        ReadRow repeating(ReadRow earlier) {
            return new ReadRow(number, place, examined, key, earlier.number);
        }
    }
}
