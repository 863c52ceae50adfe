package vn.lienthong.mapping.source;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.lienthong.dossier.Problem;
import vn.lienthong.mapping.SourceFormat.UnreadableFile;

/**
 * Tells the sums of a report from its records, by the words they begin with ("Cộng", "Tổng cộng"), and knows where the
 * table ends. A row that fills every column is a record whatever it begins with. Should a row that fills more than half of
 * them follow behind the end, the file is refused: nothing may be lost under a total.
 */
final class TableRows {

    private final TableDeclaration table;
    private boolean ended;

    TableRows(TableDeclaration table) {
        this.table = table;
    }

    /** Whether there is nothing to tell: every row is a record. */
    boolean areAllRecords() {
        return table.endWords().isEmpty() && table.subtotalWords().isEmpty();
    }

    /** @param first the row's first text that is not blank */
    boolean isAfterEnd(@Nullable String first, int filledCells, int columns, String place) throws UnreadableFile {
        if (ended && filledCells * 2 > columns) {
            throw new UnreadableFile(Problem.of("source.rows-after-end").at(place));
        }
        ended = ended || filledCells < columns && begins(first, table.endWords());
        return ended;
    }

    boolean isSubtotal(@Nullable String first, int filledCells, int columns) {
        return filledCells < columns && begins(first, table.subtotalWords());
    }

    private static boolean begins(@Nullable String first, List<String> words) {
        if (words.isEmpty() || first == null) {
            return false;
        }
        String text = Declaration.tidy(first);
        return words.stream().anyMatch(text::startsWith);
    }
}
