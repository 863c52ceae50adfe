package vn.lienthong.mapping.source;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import vn.lienthong.dossier.Problem;
import vn.lienthong.mapping.SourceFormat.UnreadableFile;

/**
 * Cuts CSV into rows without decoding it. Separators, quotes and line breaks are ASCII in every character set met here, so
 * bytes (or pairs of bytes in UTF-16) are enough. Holds one row at a time, and no row longer than {@link Limits#RECORD_BYTES}.
 */
final class CsvLines {

    /** @param line where the row begins, counted in lines of the file from 1 */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Line(byte[] bytes, long line, boolean ended) {}

    private final Units in;
    private final char delimiter;
    private final char quote;
    private final int unitBytes;
    private final ByteArrayOutputStream row = new ByteArrayOutputStream(1024);
    private long line = 1;
    private boolean quoted;
    private boolean cellBegins;
    private boolean quoteJustClosed;

    /** @param bufferBytes how much to read ahead */
    CsvLines(InputStream in, Declaration source, ByteOrderMark mark, int bufferBytes) {
        this.in = new Units(in, mark.unitBytes(), mark.isBigEndian(), row, bufferBytes);
        this.delimiter = source.delimiter();
        this.quote = source.quote();
        this.unitBytes = mark.unitBytes();
    }

    /** The next row with its line break, or null after the last one. */
    @Nullable
    Line next() throws IOException, UnreadableFile {
        row.reset();
        quoted = false;
        quoteJustClosed = false;
        cellBegins = true;
        long begins = line;
        int size = 0;
        int unit = in.read();
        while (unit >= 0) {
            size += unitBytes;
            if (size > Limits.RECORD_BYTES) {
                throw new UnreadableFile(Problem.of("source.record-too-large").with("line", Long.toString(begins)));
            }
            if (endsRow(unit)) {
                line++;
                in.handOver();
                return new Line(row.toByteArray(), begins, true);
            }
            unit = in.read();
        }
        in.handOver();
        if (in.endsWithinUnit()) {
            throw new UnreadableFile(Problem.of("source.cut-off").at("line " + begins));
        }
        if (quoted) {
            throw new UnreadableFile(Problem.of("source.open-quote").with("line", Long.toString(begins)));
        }
        return row.size() == 0 ? null : new Line(row.toByteArray(), begins, false);
    }

    private boolean endsRow(int unit) throws IOException {
        boolean lineBreak = unit == '\n' || unit == '\r' && in.peek() != '\n';
        if (quoted) {
            line += lineBreak ? 1 : 0;
            quoteJustClosed = unit == quote;
            quoted = unit != quote;
            return false;
        }
        if (unit == quote && (cellBegins || quoteJustClosed)) {
            quoted = true;
            cellBegins = false;
            return false;
        }
        quoteJustClosed = false;
        cellBegins = unit == delimiter;
        return lineBreak;
    }

    /** Reads one code unit at a time; what has been read goes to the row in whole stretches. */
    private static final class Units {

        private final InputStream in;
        private final int width;
        private final boolean bigEndian;
        private final ByteArrayOutputStream row;
        private final byte[] buffer;
        private int taken;
        private int at;
        private int filled;

        Units(InputStream in, int width, boolean bigEndian, ByteArrayOutputStream row, int bufferBytes) {
            this.in = in;
            this.width = width;
            this.bigEndian = bigEndian;
            this.row = row;
            this.buffer = new byte[Math.max(bufferBytes, width)];
        }

        int read() throws IOException {
            int unit = peek();
            at += unit < 0 ? 0 : width;
            return unit;
        }

        int peek() throws IOException {
            if (filled - at < width && !fill()) {
                return -1;
            }
            if (width == 1) {
                return buffer[at] & 0xFF;
            }
            int first = buffer[at] & 0xFF;
            int second = buffer[at + 1] & 0xFF;
            return bigEndian ? first << 8 | second : second << 8 | first;
        }

        void handOver() {
            row.write(buffer, taken, at - taken);
            taken = at;
        }

        /** Asked at the end: whether half a unit is left. */
        boolean endsWithinUnit() {
            return filled > at;
        }

        private boolean fill() throws IOException {
            handOver();
            System.arraycopy(buffer, at, buffer, 0, filled - at);
            filled -= at;
            at = 0;
            taken = 0;
            while (filled < width) {
                int count = in.read(buffer, filled, buffer.length - filled);
                if (count < 0) {
                    return false;
                }
                filled += count;
            }
            return true;
        }
    }
}
