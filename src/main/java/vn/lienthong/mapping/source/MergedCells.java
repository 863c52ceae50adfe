package vn.lienthong.mapping.source;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import vn.lienthong.mapping.source.XlsxSheet.SheetRow;

/**
 * Which cells of a sheet are merged. A workbook keeps the value of merged cells in the first of them and says behind the
 * last row which they are, so they are read before the rows. Rows are then told in their order.
 */
final class MergedCells {

    private static final Pattern RANGE = Pattern.compile("([A-Z]{1,3})(\\d{1,7}):([A-Z]{1,3})(\\d{1,7})");

    private static final class Range {

        private final int firstRow;
        private final int lastRow;
        private final int firstColumn;
        private final int lastColumn;
        private @Nullable JsonNode value;

        Range(Matcher range) {
            this.firstColumn = column(range.group(1));
            this.firstRow = Integer.parseInt(range.group(2));
            this.lastColumn = Math.min(column(range.group(3)), Limits.COLUMNS);
            this.lastRow = Integer.parseInt(range.group(4));
        }

        private static int column(String letters) {
            return letters.chars().reduce(0, (sum, letter) -> sum * 26 + letter - 'A' + 1) - 1;
        }
    }

    private final Deque<Range> ahead;
    private final List<Range> here = new ArrayList<>();

    private MergedCells(List<Range> ranges) {
        ranges.sort(Comparator.comparingInt(range -> range.firstRow));
        this.ahead = new ArrayDeque<>(ranges);
    }

    /** Reads a whole sheet for its merged cells. */
    static MergedCells of(Stax sheet) throws XMLStreamException {
        List<Range> ranges = new ArrayList<>();
        while (sheet.hasNext()) {
            if (sheet.next() == XMLStreamConstants.START_ELEMENT
                    && sheet.reader().getLocalName().equals("mergeCell")) {
                String reference = sheet.reader().getAttributeValue(null, "ref");
                Matcher range = RANGE.matcher(reference == null ? "" : reference);
                if (range.matches()) {
                    ranges.add(new Range(range));
                }
                if (ranges.size() > Limits.MERGED_CELLS) {
                    throw new Stax.TooMuch();
                }
            }
        }
        return new MergedCells(ranges);
    }

    /** Goes on to a row, whose own cells begin the merged cells that start in it. */
    void enter(SheetRow row) throws XMLStreamException {
        here.removeIf(range -> range.lastRow < row.number());
        while (!ahead.isEmpty() && ahead.getFirst().firstRow <= row.number()) {
            Range range = ahead.removeFirst();
            range.value = range.firstRow == row.number() ? row.cells().get(range.firstColumn) : null;
            // rows without cells are not in the sheet: what is merged in them alone may have been gone past
            if (range.lastRow >= row.number()) {
                here.add(range);
            }
        }
        if (here.size() > Limits.COLUMNS) {
            throw new Stax.TooMuch();
        }
    }

    /** Values that merged cells of rows above extend to the row entered last, by column. */
    Map<Integer, JsonNode> fromAbove(SheetRow row) {
        Map<Integer, JsonNode> values = new TreeMap<>();
        for (Range range : here) {
            if (range.firstRow < row.number() && range.value != null) {
                extend(range, range.firstColumn, values);
            }
        }
        return values;
    }

    /** Values that merged cells of the row entered last extend within it, by column. */
    Map<Integer, JsonNode> fromBeside(SheetRow row) {
        return fromBeside(row, Integer.MAX_VALUE);
    }

    /** The same, of those merged cells that end above another row. */
    Map<Integer, JsonNode> fromBeside(SheetRow row, int above) {
        Map<Integer, JsonNode> values = new TreeMap<>();
        for (Range range : here) {
            if (range.firstRow == row.number() && range.lastRow < above && range.value != null) {
                extend(range, range.firstColumn + 1, values);
            }
        }
        return values;
    }

    private static void extend(Range range, int from, Map<Integer, JsonNode> values) {
        JsonNode value = range.value;
        for (int column = from; value != null && column <= range.lastColumn; column++) {
            values.put(column, value);
        }
    }
}
