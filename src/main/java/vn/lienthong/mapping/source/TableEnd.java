package vn.lienthong.mapping.source;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.lienthong.dossier.Problem;
import vn.lienthong.mapping.SourceFormat.UnreadableFile;

/**
 * Knows where the table of a report ends: at the row whose first cell begins with one of the words ("Tổng cộng"). What
 * follows are signatures. Should a full row follow instead, the file is refused: nothing may be lost under a total.
 */
final class TableEnd {

    private final List<String> words;
    private boolean reached;

    TableEnd(List<String> words) {
        this.words = words;
    }

    boolean isAfter(@Nullable String firstCell, int filledCells, int columns, String place) throws UnreadableFile {
        if (reached && filledCells * 2 > columns) {
            throw new UnreadableFile(Problem.of("source.rows-after-end").at(place));
        }
        String first = Declaration.tidy(firstCell == null ? "" : firstCell);
        reached = reached || words.stream().anyMatch(first::startsWith);
        return reached;
    }
}
