package vn.lienthong.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was dropped, and giving a file without reaching the folder. */
class FilesPageTest {

    private static final byte[] EXPORT = "row;dossier\n1;H-1\n".getBytes(UTF_8);

    private House house;
    private Reader reader;
    private Path flow;

    @BeforeEach
    void open(@TempDir Path folder) throws IOException {
        flow = folder.resolve("inbox/so-theo-doi-2020");
        for (String inside : new String[] {".taking", "done", "failed"}) {
            Files.createDirectories(flow.resolve(inside));
        }
        house = House.open(folder);
        reader = new Reader(house);
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void what_became_of_a_file_is_told_and_its_report_given() throws Exception {
        left("done/sổ <1>.csv", "{\"rows\":141,\"taken\":130,\"dead\":2,\"conflicts\":1}");
        left("failed/x.csv", "{\"refused\":{\"code\":\"intake.empty-file\"}}");
        String page = english("/files").body();
        assertThat(page)
                .contains("href=\"/deliveries?flow=so-theo-doi-2020&amp;file=x.csv\">x.csv</a>")
                .contains("sổ &lt;1&gt;.csv", "data-says=\"Rows\">141</td>", "Refused", "/problems/intake.empty-file")
                .contains("href=\"/deliveries?state=DEAD&amp;flow=so-theo-doi-2020\">3</a>");
        assertThat(english("/files/live").body()).contains("x.csv").doesNotContain("<h1");

        HttpResponse<String> report =
                reader.get("/files/report?folder=so-theo-doi-2020&as=done%2Fs%E1%BB%95%20%3C1%3E.csv");
        assertThat(report.body()).isEqualTo("report of done/sổ <1>.csv");
        assertThat(report.headers().firstValue("Content-Type").orElse("")).startsWith("text/csv");
        assertThat(report.headers().firstValue("Content-Disposition").orElse(""))
                .startsWith("attachment;")
                .contains("filename*=UTF-8''s%E1%BB%95");
        assertThat(reader.get("/files/report?folder=so-theo-doi-2020&as=done/none")
                        .statusCode())
                .isEqualTo(404);
        assertThat(reader.get("/files/report?folder=..&as=done/none").statusCode())
                .isEqualTo(404);
    }

    @Test
    void a_folder_without_files_is_told_by_its_name() throws Exception {
        assertThat(english("/files").body())
                .contains("No file has come to: so-theo-doi-2020.")
                .doesNotContain("<table");
    }

    @Test
    void a_folder_that_cannot_be_read_is_told_beside_the_others() throws Exception {
        left("done/x.csv", "{\"rows\":1}");
        Path work = Files.createDirectories(flow.resolveSibling("xuat-2023/.taking/1-0000"));
        Files.writeString(work.resolve(".take.json"), "{");
        assertThat(english("/files").body()).contains("x.csv", "xuat-2023", "cannot be read");
    }

    @Test
    void a_file_is_given_to_a_flow_as_if_it_were_dropped() throws Exception {
        HttpResponse<String> page = reader.give(english("/files"), "sổ tháng 3.csv", EXPORT, "flow=so-theo-doi-2020");
        assertThat(page.uri().getPath()).isEqualTo("/files");
        assertThat(page.body()).contains("Tệp sổ tháng 3.csv đã vào thư mục", "Đang đợi: 1 tệp.");
        assertThat(flow.resolve("sổ tháng 3.csv")).hasBinaryContent(EXPORT);
    }

    @Test
    void a_file_that_would_be_left_alone_or_is_for_nobody_is_not_kept() throws Exception {
        assertThat(reader.give(english("/files"), "x.csv.part", EXPORT, "flow=so-theo-doi-2020")
                        .body())
                .contains("intake.name-left-alone", "<option value=\"so-theo-doi-2020\" selected");
        assertThat(reader.give(english("/files"), "x.csv", EXPORT, "flow=../x").body())
                .contains("console.bad-parameter");
        assertThat(reader.give(english("/files"), "x.csv", EXPORT).statusCode()).isEqualTo(400);
        try (Stream<Path> files = Files.list(flow)) {
            assertThat(files.filter(Files::isRegularFile)).isEmpty();
        }
    }

    private HttpResponse<String> english(String path) throws Exception {
        return reader.get(path, "Accept-Language", "en");
    }

    /** As the inbox leaves a file, with its reports. */
    private void left(String as, String counts) throws IOException {
        Files.write(flow.resolve(as), EXPORT);
        Files.writeString(flow.resolve(as + ".report.csv"), "report of " + as);
        Files.writeString(
                flow.resolve(as + ".report.json"), "{\"finishedAt\":\"2026-03-02T08:00:00Z\"," + counts.substring(1));
        Files.writeString(
                flow.resolve(".taking/left"),
                """
                {"file":"%1$s","as":"%1$s","name":"%2$s","size":1,"until":"2026-03-02T08:10:00Z","back":false}
                """.formatted(as, as.substring(as.indexOf('/') + 1)),
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }
}
