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
 * its end, so a file that was cut off, or goes on after its end, is found out. Where no {@code rows} are declared, an object
 * is a record, and so is each object that follows it: one a line, or however they are parted.
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
            ByteOrderMark.skipUtf8(in);
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
        private boolean bareObjects;
        private boolean finished;
        private long number;

        JsonRows(InputStream in) {
            this.bytes = new RecordingStream(in);
            this.parser = FACTORY.createParser(ObjectReadContext.empty(), bytes);
        }

        void findArray() throws IOException, UnreadableFile {
            try {
                JsonToken token = parser.nextToken();
                bareObjects = path.isEmpty() && token == JsonToken.START_OBJECT;
                for (String name : path) {
                    token = enter(name, token);
                }
                if (token != JsonToken.START_ARRAY && !bareObjects) {
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
                if (bareObjects) {
                    return bareObject();
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

        private @Nullable Row bareObject() throws UnreadableFile {
            if (number > 0) {
                finished = parser.nextToken() == null;
                if (finished) {
                    return null;
                }
                requireObject();
            }
            return slice("line " + parser.currentTokenLocation().getLineNr());
        }

        private void requireObject() throws UnreadableFile {
            if (parser.currentToken() != JsonToken.START_OBJECT) {
                throw new UnreadableFile(JsonProblem.at(parser.currentTokenLocation()));
            }
        }

        /** To the end of the document, which must be well-formed too, have no second array of rows, and be the only one. */
        private void finish() throws UnreadableFile {
            finished = true;
            int depth = path.size();
            while (depth > 0) {
                JsonToken token = parser.nextToken();
                if (token != JsonToken.PROPERTY_NAME) {
                    depth--;
                    continue;
                }
                String name = parser.currentName();
                if (name.equals(path.get(depth - 1))) {
                    throw new UnreadableFile(
                            Problem.of("source.same-field-twice").in(name));
                }
                parser.nextToken();
                parser.skipChildren();
                bytes.forgetBefore(parser.currentLocation().getByteOffset());
            }
            if (parser.nextToken() != null) {
                throw new UnreadableFile(JsonProblem.at(parser.currentTokenLocation()));
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
