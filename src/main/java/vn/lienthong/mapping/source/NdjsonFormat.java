package vn.lienthong.mapping.source;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.lienthong.dossier.Problem;
import vn.lienthong.dossier.SourceRecord;
import vn.lienthong.mapping.SourceFormat;
import vn.lienthong.mapping.source.RecordReader.Unreadable;

/**
 * One JSON object a line. A broken line is one bad record, since the line break still says where the next one begins; but
 * a last line that has no line break and is not whole means that the file was cut off. Rows of tables are kept so too.
 */
final class NdjsonFormat implements SourceFormat {

    private static final JsonRecord WHOLE = new JsonRecord(SourceNames.NONE);

    private final String name;
    private final String mediaType;
    private final AskedFields asked;

    /**
     * @param mediaType of a record
     * @param asked the fields that every record is expected to have
     */
    NdjsonFormat(String name, String mediaType, AskedFields asked) {
        this.name = name;
        this.mediaType = mediaType;
        this.asked = asked;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<String> missing(Collection<String> columns) {
        return asked.missing(columns);
    }

    @Override
    public Rows open(Path file) throws IOException, UnreadableFile {
        InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
        try {
            ByteOrderMark.skipUtf8(in);
            return new NdjsonRows(in);
        } catch (IOException | UnreadableFile | RuntimeException failed) {
            in.close();
            throw failed;
        }
    }

    private final class NdjsonRows implements Rows {

        private final InputStream in;
        private final ByteArrayOutputStream text = new ByteArrayOutputStream();
        private long line;
        private long number;
        private boolean atEnd;

        NdjsonRows(InputStream in) {
            this.in = in;
        }

        @Override
        public @Nullable Row next() throws IOException, UnreadableFile {
            while (!atEnd) {
                byte[] record = nextLine();
                String place = "line " + line;
                if (new String(record, StandardCharsets.ISO_8859_1).isBlank()) {
                    continue;
                }
                if (atEnd) {
                    checkWhole(record, place);
                }
                number++;
                return new Row(number, place, new SourceRecord(record, mediaType));
            }
            return null;
        }

        private byte[] nextLine() throws IOException, UnreadableFile {
            text.reset();
            line++;
            int code = in.read();
            while (code >= 0 && code != '\n') {
                text.write(code);
                if (text.size() > Limits.RECORD_BYTES) {
                    throw new UnreadableFile(
                            Problem.of("source.record-too-large").with("line", Long.toString(line)));
                }
                code = in.read();
            }
            atEnd = code < 0;
            return text.toByteArray();
        }

        private static void checkWhole(byte[] last, String place) throws UnreadableFile {
            try {
                WHOLE.read(last);
            } catch (Unreadable broken) {
                if (broken.problem().code().equals("source.not-json")) {
                    throw new UnreadableFile(Problem.of("source.cut-off").at(place));
                }
            }
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
