package vn.lienthong.mapping.source;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.lienthong.dossier.Problem;
import vn.lienthong.dossier.SourceRecord;
import vn.lienthong.mapping.SourceFormat;

/** Rows of a CSV file. Each record is the header line and the row, in the file's own bytes. */
final class CsvFormat implements SourceFormat {

    static final String MEDIA_TYPE = "text/csv";

    /** The end of a text, as programs of DOS wrote it behind the last line. */
    private static final List<String> DOS_END = List.of("\u001A");

    /** A mark in the middle of a file that was put together of several, one character a byte. */
    private static final String MARK_WITHIN = "\u00EF\u00BB\u00BF";

    private final Declaration source;
    private final AskedFields asked;
    private final CsvText text;

    CsvFormat(Declaration source, AskedFields asked) {
        this.source = source;
        this.asked = asked;
        this.text = new CsvText(source);
    }

    @Override
    public String name() {
        return "csv";
    }

    @Override
    public Rows open(Path file) throws IOException, UnreadableFile {
        InputStream in = new BufferedInputStream(Files.newInputStream(file));
        try {
            in.mark(BinaryStart.BYTES);
            byte[] start = in.readNBytes(BinaryStart.BYTES);
            Problem binary = BinaryStart.problem(start, file);
            if (binary != null) {
                throw new UnreadableFile(binary);
            }
            ByteOrderMark mark = ByteOrderMark.of(start);
            in.reset();
            in.skipNBytes(mark.length());
            checkMark(mark);
            return new CsvRows(in, mark);
        } catch (IOException | UnreadableFile | RuntimeException failed) {
            in.close();
            throw failed;
        }
    }

    /** UTF-16 cannot be taken for anything else, nor anything else for UTF-16. */
    private void checkMark(ByteOrderMark mark) throws UnreadableFile {
        boolean declared16 = source.charset().startsWith("utf-16");
        boolean is16 = mark.unitBytes() == 2;
        if (declared16 != is16 && !(is16 && source.charset().equals("auto"))) {
            throw new UnreadableFile(Problem.of("source.other-charset")
                    .with("declared", source.charset())
                    .with("found", is16 ? "utf-16" : "utf-8 / 8-bit"));
        }
    }

    private final class CsvRows implements Rows {

        private final InputStream in;
        private final ByteOrderMark mark;
        private final CsvLines lines;
        private final byte[] head;
        private final int width;
        private List<String> header = List.of();
        private final TableRows table = new TableRows(source.table());
        private final PassedOver passedOver = new PassedOver("");
        private long number;

        CsvRows(InputStream in, ByteOrderMark mark) throws IOException, UnreadableFile {
            this.in = in;
            this.mark = mark;
            this.lines = new CsvLines(in, source, mark, 1 << 16);
            ByteArrayOutputStream start = new ByteArrayOutputStream();
            start.writeBytes(mark.bytes());
            List<String> names =
                    source.table().headerRow() == 0 ? source.table().columns() : readHeader(start);
            this.head = start.toByteArray();
            this.width = names.size();
        }

        private List<String> readHeader(ByteArrayOutputStream start) throws IOException, UnreadableFile {
            CsvLines.Line line = lines.next();
            if (line != null && namesDelimiter(line)) {
                line = lines.next();
            }
            for (int row = 1; row < source.table().headerRow() && line != null; row++) {
                line = lines.next();
            }
            if (line == null) {
                throw new UnreadableFile(Problem.of("source.no-header")
                        .with("row", Integer.toString(source.table().headerRow())));
            }
            start.writeBytes(line.bytes());
            header = text.raw(line.bytes(), mark);
            if (!line.ended()) {
                start.writeBytes(lineBreak());
            }
            String place = "line " + line.line();
            List<CsvText.Cell> cells = text.cells(line.bytes(), mark);
            checkLegible(cells, place);
            List<String> names = CsvRecord.names(cells);
            Columns.check(names, source.table().columns(), asked, place);
            Columns.tellMissing(names, asked, "", passedOver);
            passOverNumbers();
            return names;
        }

        /** The rows that a mapping declares to be below the names, and no records: (1) (2) (3). */
        private void passOverNumbers() throws IOException, UnreadableFile {
            for (int row = 0; row < source.table().afterHeader(); row++) {
                CsvLines.Line line = lines.next();
                if (line != null) {
                    passedOver.row("source.rows-below-header", line.line());
                }
            }
        }

        /** {@code sep=;}, by which Excel is told the delimiter. */
        private boolean namesDelimiter(CsvLines.Line line) {
            List<String> cells = text.raw(line.bytes(), mark);
            return cells.size() == 2
                    && cells.getFirst().equalsIgnoreCase("sep=")
                    && cells.getLast().isEmpty();
        }

        /** One name that could be several is told with each record; a header in another character set is none. */
        private void checkLegible(List<CsvText.Cell> cells, String place) throws UnreadableFile {
            List<CsvText.Cell> illegible =
                    cells.stream().filter(cell -> cell.text() == null).toList();
            if (illegible.size() > 1
                    || !illegible.isEmpty() && source.fixedCharset().isPresent()) {
                CsvText.Cell first = illegible.getFirst();
                String column = place + ", column " + (cells.indexOf(first) + 1);
                throw new UnreadableFile(
                        CsvRecord.undecided(source, column, first.possible()).at(place));
            }
        }

        private byte[] lineBreak() {
            return switch (mark.unitBytes()) {
                case 1 -> new byte[] {'\n'};
                default -> mark.isBigEndian() ? new byte[] {0, '\n'} : new byte[] {'\n', 0};
            };
        }

        @Override
        public @Nullable Row next() throws IOException, UnreadableFile {
            CsvLines.Line line;
            while ((line = lines.next()) != null) {
                List<String> cells = text.raw(line.bytes(), mark);
                String place = "line " + line.line();
                int filled =
                        (int) cells.stream().filter(cell -> !cell.isBlank()).count();
                if (filled == 0 || isEndOrHeader(cells, line) || isNoRecord(line, filled, place)) {
                    continue;
                }
                if (!line.ended() && cells.size() < width) {
                    throw new UnreadableFile(Problem.of("source.cut-off").at(place));
                }
                number++;
                return new Row(number, place, new SourceRecord(joined(line.bytes()), MEDIA_TYPE));
            }
            return null;
        }

        /** The header again, where sheets or files were put together into one: it says nothing of any dossier. */
        private boolean isEndOrHeader(List<String> cells, CsvLines.Line line) {
            if (!line.ended() && cells.equals(DOS_END)) {
                return true;
            }
            boolean again = cells.equals(header)
                    || cells.getFirst().startsWith(MARK_WITHIN)
                            && withoutMark(cells).equals(header);
            if (again) {
                passedOver.row("source.header-repeated", line.line());
            }
            return again;
        }

        private static List<String> withoutMark(List<String> cells) {
            List<String> without = new ArrayList<>(cells);
            without.set(0, cells.getFirst().substring(MARK_WITHIN.length()));
            return without;
        }

        private boolean isNoRecord(CsvLines.Line line, int filled, String place) throws UnreadableFile {
            if (table.areAllRecords()) {
                return false;
            }
            String first = firstText(line);
            if (table.isAfterEnd(first, filled, width, place)) {
                passedOver.row("source.rows-behind-the-table", line.line());
                return true;
            }
            boolean subtotal = table.isSubtotal(first, filled, width);
            if (subtotal) {
                passedOver.row("source.subtotals-left-out", line.line());
            }
            return subtotal;
        }

        private @Nullable String firstText(CsvLines.Line line) {
            for (CsvText.Cell cell : text.cells(line.bytes(), mark)) {
                if (!cell.isBlank()) {
                    return cell.text();
                }
            }
            return null;
        }

        @Override
        public List<Problem> passedOver() {
            return passedOver.all();
        }

        private byte[] joined(byte[] row) {
            byte[] body = new byte[head.length + row.length];
            System.arraycopy(head, 0, body, 0, head.length);
            System.arraycopy(row, 0, body, head.length, row.length);
            return body;
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
