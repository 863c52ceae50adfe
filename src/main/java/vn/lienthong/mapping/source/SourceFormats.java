package vn.lienthong.mapping.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.databind.JsonNode;
import vn.lienthong.dossier.SourceRecord;
import vn.lienthong.mapping.SourceFormat;

/** Stand-in for the formats of branch {@code sources}: one JSON object per file. */
public final class SourceFormats {

    private SourceFormats() {}

    public static SourceFormat of(JsonNode declaration) {
        return new SourceFormat() {
            @Override
            public String name() {
                return "json";
            }

            @Override
            public Rows open(Path file) throws IOException {
                SourceRecord record = new SourceRecord(Files.readAllBytes(file), "application/json");
                var rows = java.util.List.of(new Row(1, "$", record)).iterator();
                return new Rows() {
                    @Override
                    public @org.jspecify.annotations.Nullable Row next() {
                        return rows.hasNext() ? rows.next() : null;
                    }

                    @Override
                    public void close() {}
                };
            }
        };
    }
}
