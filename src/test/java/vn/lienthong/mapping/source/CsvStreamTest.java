package vn.lienthong.mapping.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import vn.lienthong.mapping.SourceFormat;

/** However large a file is, little of it is in memory. */
class CsvStreamTest {

    private static final JsonNode SEMICOLONS = Sources.declared("{'format':'csv','delimiter':';'}");

    @TempDir
    Path folder;

    @Test
    void a_line_without_end_does_not_fill_the_memory() throws Exception {
        Path file = folder.resolve("a.csv");
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            out.write("A;B\n\"".getBytes(StandardCharsets.UTF_8));
            byte[] megabyte = "x".repeat(1 << 20).getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i < 40; i++) {
                out.write(megabyte);
            }
        }

        assertThat(Sources.problem(() -> Sources.rows(SEMICOLONS, file)).code()).isEqualTo("source.record-too-large");
    }

    @Test
    void twenty_thousand_rows_stream() throws Exception {
        assertThat(streamed(20_000)).isEqualTo(20_000);
    }

    @Test
    @Tag("long")
    void a_million_rows_stream_in_flat_memory() throws Exception {
        assertThat(streamed(1_000_000)).isEqualTo(1_000_000);
    }

    private long streamed(int count) throws Exception {
        Path file = LargeCsv.write(folder.resolve("large.csv"), count);
        RecordReader reader = RecordReader.of(LargeCsv.DECLARED, SourceNames.NONE);
        long rows = 0;
        long most = 0;
        long before = usedAfterCollection();
        try (SourceFormat.Rows open = SourceFormats.of(LargeCsv.DECLARED).open(file)) {
            SourceFormat.Row row;
            while ((row = open.next()) != null) {
                rows += reader.read(row.record()).path("Mã hồ sơ").asString("").endsWith(LargeCsv.tail(row.number()))
                        ? 1
                        : 0;
                if (rows % 100_000 == 0) {
                    most = Math.max(most, usedAfterCollection());
                }
            }
        }
        assertThat(most - before).as("heap that grew").isLessThan(16L << 20);
        return rows;
    }

    private static long usedAfterCollection() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
