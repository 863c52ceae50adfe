package vn.lienthong.mapping.source;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.lienthong.mapping.text.Blank;
import vn.lienthong.mapping.text.Decoded;
import vn.lienthong.mapping.text.VietnameseCharset;
import vn.lienthong.mapping.text.VietnameseText;

/** Cuts one CSV row into cells and decodes them. */
final class CsvText {

    /** A cell's text; null if its bytes cannot be read, {@code possible} then names what they might be. */
    record Cell(@Nullable String text, List<String> possible) {

        boolean isBlank() {
            return text != null && Blank.is(text);
        }
    }

    private static final byte[] NO_HEADER = {};

    private final Declaration source;
    private final VietnameseCharset fixedCharset;

    CsvText(Declaration source) {
        this.source = source;
        this.fixedCharset = source.fixedCharset().orElse(VietnameseCharset.UTF_8);
    }

    List<Cell> cells(byte[] row, ByteOrderMark mark) {
        return cells(row, mark, NO_HEADER);
    }

    /** @param header the bytes of the header line, written by the same hand; empty if there is none */
    List<Cell> cells(byte[] row, ByteOrderMark mark, byte[] header) {
        List<String> raw = raw(row, mark);
        if (mark.unitBytes() == 2) {
            return raw.stream().map(cell -> new Cell(cell, List.of())).toList();
        }
        if (source.charset().equals("auto") && mark == ByteOrderMark.NONE) {
            return VietnameseText.decodeTogether(
                            raw.stream().map(CsvText::bytes).toList(), header)
                    .stream()
                    .map(CsvText::decided)
                    .toList();
        }
        List<Cell> cells = new ArrayList<>(raw.size());
        for (String cell : raw) {
            cells.add(decided(VietnameseText.decodeAs(fixedCharset, bytes(cell))));
        }
        return cells;
    }

    private static byte[] bytes(String cell) {
        return cell.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** The cells, their bytes (unless it is UTF-16) each as one character: enough to count them and to see blank ones. */
    List<String> raw(byte[] row, ByteOrderMark mark) {
        return cut(signs(row, mark));
    }

    private static String signs(byte[] row, ByteOrderMark mark) {
        return switch (mark.unitBytes()) {
            case 1 -> new String(row, StandardCharsets.ISO_8859_1);
            default -> new String(row, mark.isBigEndian() ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_16LE);
        };
    }

    private static Cell decided(Decoded decoded) {
        return switch (decoded) {
            case Decoded.Sure sure -> new Cell(sure.text(), List.of());
            case Decoded.Unsure unsure -> new Cell(null, unsure.candidates());
        };
    }

    private List<String> cut(String row) {
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        boolean begins = true;
        int end = withoutLineBreak(row);
        for (int i = 0; i < end; i++) {
            char sign = row.charAt(i);
            if (quoted && sign == source.quote() && i + 1 < end && row.charAt(i + 1) == source.quote()) {
                cell.append(sign);
                i++;
            } else if (sign == source.quote() && (quoted || begins)) {
                quoted = !quoted;
                begins = false;
            } else if (sign == source.delimiter() && !quoted) {
                cells.add(cell.toString());
                cell.setLength(0);
                begins = true;
            } else {
                cell.append(sign);
                begins = false;
            }
        }
        cells.add(cell.toString());
        return cells;
    }

    /**
     * The number of the first cell in which something stands behind its closing quote, from 0; negative if there is none. Nobody
     * knows whether such a cell goes on or ends there.
     */
    int strayAfterQuote(byte[] row, ByteOrderMark mark) {
        if (!hasQuote(row)) {
            return -1;
        }
        String text = signs(row, mark);
        int cell = 0;
        boolean quoted = false;
        boolean begins = true;
        boolean closed = false;
        int end = withoutLineBreak(text);
        for (int i = 0; i < end; i++) {
            char sign = text.charAt(i);
            if (quoted) {
                quoted = sign != source.quote();
                closed = !quoted;
            } else if (sign == source.quote() && (begins || closed && text.charAt(i - 1) == sign)) {
                quoted = true;
                begins = false;
            } else if (sign == source.delimiter()) {
                cell++;
                begins = true;
                closed = false;
            } else if (closed && sign != ' ' && sign != '\t') {
                return cell;
            } else {
                begins = false;
            }
        }
        return -1;
    }

    private boolean hasQuote(byte[] row) {
        for (byte each : row) {
            if (each == source.quote()) {
                return true;
            }
        }
        return false;
    }

    private static int withoutLineBreak(String row) {
        int end = row.length();
        if (end > 0 && row.charAt(end - 1) == '\n') {
            end--;
        }
        return end > 0 && row.charAt(end - 1) == '\r' ? end - 1 : end;
    }
}
