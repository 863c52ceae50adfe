package vn.lienthong.mapping.source;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import vn.lienthong.dossier.Problem;
import vn.lienthong.dossier.SourceRecord;
import vn.lienthong.mapping.SourceFormat;

/**
 * The elements of one array of a JSON document in UTF-8, each with its own bytes. The document around them is checked to
 * its end, so a file that was cut off is found out. A document that is one object, where no {@code rows} are declared, is one
 * record.
 */
final class JsonFormat implements SourceFormat {

    static final String MEDIA_TYPE = "application/json";

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(Limits.FILE_DEPTH)
                    .maxStringLength(Limits.RECORD_BYTES)
                    .build())
            .build();

    private final List<String> path;

    JsonFormat(Declaration source) {
        this.path = source.rows();
    }

    @Override
    public String name() {
        return "json";
    }

    @Override
    public Rows open(Path file) throws IOException, UnreadableFile {
        InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
        try {
            in.mark(4);
            ByteOrderMark mark = ByteOrderMark.of(in.readNBytes(4));
            in.reset();
            if (mark.unitBytes() == 2) {
                throw new UnreadableFile(Problem.of("source.other-charset")
                        .with("declared", "utf-8")
                        .with("found", "utf-16"));
            }
            in.skipNBytes(mark.length());
            JsonRows rows = new JsonRows(in);
            rows.findArray();
            return rows;
        } catch (IOException | UnreadableFile | RuntimeException failed) {
            in.close();
            throw failed;
        }
    }

    private final class JsonRows implements Rows {

        private final RecordingStream bytes;
        private final JsonParser parser;
        private boolean oneObject;
        private boolean finished;
        private long number;

        JsonRows(InputStream in) {
            this.bytes = new RecordingStream(in);
            this.parser = FACTORY.createParser(ObjectReadContext.empty(), bytes);
        }

        void findArray() throws IOException, UnreadableFile {
            try {
                JsonToken token = parser.nextToken();
                oneObject = path.isEmpty() && token == JsonToken.START_OBJECT;
                for (String name : path) {
                    token = enter(name, token);
                }
                if (token != JsonToken.START_ARRAY && !oneObject) {
                    throw noRows();
                }
            } catch (JacksonException broken) {
                throw unreadable(broken);
            }
        }

        private @Nullable JsonToken enter(String name, @Nullable JsonToken token) throws UnreadableFile {
            if (token != JsonToken.START_OBJECT) {
                throw noRows();
            }
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                boolean wanted = parser.currentName().equals(name);
                JsonToken value = parser.nextToken();
                if (wanted) {
                    return value;
                }
                parser.skipChildren();
                bytes.forgetBefore(parser.currentLocation().getByteOffset());
            }
            throw noRows();
        }

        private UnreadableFile noRows() {
            return new UnreadableFile(Problem.of("source.no-rows").with("path", String.join("/", path)));
        }

        @Override
        public @Nullable Row next() throws IOException, UnreadableFile {
            try {
                if (finished) {
                    return null;
                }
                if (oneObject) {
                    Row row = slice("$");
                    finish();
                    return row;
                }
                if (parser.nextToken() == JsonToken.END_ARRAY) {
                    finish();
                    return null;
                }
                return slice(String.join(".", path) + "[" + number + "]");
            } catch (JacksonException broken) {
                throw unreadable(broken);
            }
        }

        private Row slice(String place) throws UnreadableFile {
            long from = parser.currentTokenLocation().getByteOffset();
            bytes.forgetBefore(from);
            parser.skipChildren();
            if (parser.currentToken().isScalarValue()) {
                parser.finishToken();
            }
            long to = parser.currentLocation().getByteOffset();
            number++;
            return new Row(number, place, new SourceRecord(bytes.between(from, to), MEDIA_TYPE));
        }

        /** To the end of the document, which must be well-formed too. */
        private void finish() {
            finished = true;
            while (parser.nextToken() != null) {
                bytes.forgetBefore(parser.currentLocation().getByteOffset());
            }
        }

        private UnreadableFile unreadable(JacksonException broken) throws IOException {
            if (broken.getCause() instanceof RecordingStream.TooLarge) {
                return new UnreadableFile(Problem.of("source.record-too-large")
                        .with("line", Integer.toString(parser.currentLocation().getLineNr())));
            }
            if (broken.getCause() instanceof IOException diskFailed) {
                throw diskFailed;
            }
            if (broken instanceof StreamConstraintsException) {
                return new UnreadableFile(
                        Problem.of("source.too-deep").with("limit", Integer.toString(Limits.FILE_DEPTH)));
            }
            return new UnreadableFile(JsonProblem.of(broken));
        }

        @Override
        public void close() throws IOException {
            parser.close();
            bytes.close();
        }
    }
}
