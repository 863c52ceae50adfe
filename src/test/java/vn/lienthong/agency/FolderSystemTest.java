package vn.lienthong.agency;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.lienthong.dossier.Batch;
import vn.lienthong.relay.Outcome;

/** A folder a system reads. */
class FolderSystemTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String PDF =
            Base64.getEncoder().encodeToString("%PDF-1.4 test".getBytes(StandardCharsets.US_ASCII));

    @TempDir
    Path dir;

    @Test
    void a_record_is_one_file_named_by_its_dossier() throws Exception {
        Outcome outcome = deliver(Given.batch("{\"a\":\"Hồ sơ\"}"));

        assertThat(outcome).isInstanceOf(Outcome.Delivered.class);
        assertThat(names())
                .singleElement()
                .asString()
                .matches("000\\.00\\.00\\.G22-240314-0099123_7-[0-9a-f]{16}\\.json");
        assertThat(records().getFirst().path("a").asString()).isEqualTo("Hồ sơ");
    }

    @Test
    void sent_again_it_is_the_same_file() throws Exception {
        deliver(Given.batch("{\"a\":1}"));
        deliver(Given.batch("{\"a\":1}"));

        assertThat(names()).hasSize(1);
    }

    @Test
    void files_lie_beside_it_under_names_of_ours_and_by_what_they_are() throws Exception {
        deliver(Given.batch("""
                {"attachments":[
                  {"fileName":"../../etc/passwd","content":"%s"},
                  {"fileName":"don.pdf.exe","content":"TVqQ"}],
                 "application":[{"fileName":"C:\\\\don.doc","content":"%s"}]}""".formatted(PDF, PDF)));

        JsonNode record = records().getFirst();
        JsonNode first = record.path("attachments").get(0);
        assertThat(first.has("content")).isFalse();
        assertThat(first.path("fileName").asString()).isEqualTo("../../etc/passwd");
        assertThat(first.path("mediaType").asString()).isEqualTo("application/pdf");
        assertThat(first.path("size").asInt()).isEqualTo(13);
        assertThat(first.path("file").asString()).endsWith(".files/01.pdf");
        assertThat(record.path("attachments").get(1).path("file").asString()).endsWith("/02.bin");
        assertThat(record.path("application").get(0).path("file").asString()).endsWith("/03.pdf");
        assertThat(Files.readString(out().resolve(first.path("file").asString())))
                .isEqualTo("%PDF-1.4 test");
        assertThat(dir.resolve("etc")).doesNotExist();
    }

    @Test
    void numbers_beside_a_file_keep_their_digits() throws Exception {
        deliver(Given.batch("""
                {"attachments":[{"fileName":"don.pdf","content":"%s"}],"area":1234567890123456.10,"rate":0.30}""".formatted(PDF)));

        assertThat(Files.readString(out().resolve(names().stream()
                        .filter(name -> name.endsWith(".json"))
                        .findFirst()
                        .orElseThrow())))
                .contains("\"area\":1234567890123456.10,\"rate\":0.30");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../x", "/etc/passwd", "..", "a/../../b", "Hồ sơ số 1/2024", "."})
    void no_number_leads_out_of_the_folder(String number) throws Exception {
        assertThat(deliver(Given.batch(number, "{}"))).isInstanceOf(Outcome.Delivered.class);

        assertThat(names())
                .singleElement()
                .asString()
                .matches("[A-Za-z0-9._-]+\\.json")
                .doesNotStartWith(".");
        try (Stream<Path> all = Files.list(dir)) {
            assertThat(all.map(path -> path.getFileName().toString())).containsExactlyInAnyOrder("out", "policies");
        }
    }

    @Test
    void a_folder_that_is_not_there_is_waited_for_and_never_made() throws Exception {
        try (AgencyClient client = client()) {
            assertThat(client.send("agency", "", Given.batch("{}")).outcome())
                    .isInstanceOfSatisfying(
                            Outcome.Deferred.class,
                            deferred -> assertThat(deferred.cause().code()).isEqualTo("agency.not-written"));
        }
        assertThat(out()).doesNotExist();
    }

    @Test
    void what_a_broken_try_left_is_no_hindrance() throws Exception {
        deliver(Given.batch("{\"f\":{\"fileName\":\"a\",\"content\":\"QQ==\"}}"));
        String folder = names().stream()
                .filter(name -> name.endsWith(".files"))
                .findFirst()
                .orElseThrow();
        try (Stream<Path> files = Files.walk(out())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.delete(file);
            }
        }
        Files.delete(out().resolve(folder));
        Path part = Files.createDirectory(out().resolve("." + folder + ".part"));
        Files.writeString(part.resolve("01.bin"), "half");

        assertThat(deliver(Given.batch("{\"f\":{\"fileName\":\"a\",\"content\":\"QQ==\"}}")))
                .isInstanceOf(Outcome.Delivered.class);
        assertThat(Files.readString(out().resolve(
                                records().getFirst().path("f").path("file").asString())))
                .isEqualTo("A");
        assertThat(part).doesNotExist();
    }

    @Test
    void a_file_that_cannot_be_decoded_needs_a_person() throws Exception {
        assertThat(deliver(Given.batch("{\"f\":[{\"fileName\":\"a\",\"content\":\"?\"}]}")))
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused -> assertThat(refused.cause().field()).isEqualTo("f[0].content"));
        assertThat(names()).isEmpty();
    }

    private Path out() {
        return dir.resolve("out");
    }

    private AgencyClient client() throws Exception {
        return Given.client(dir, Map.of("folder", out().toString()), InstantSource.system());
    }

    private Outcome deliver(Batch batch) throws Exception {
        Files.createDirectories(out());
        try (AgencyClient client = client()) {
            return client.send("agency", "", batch).outcome();
        }
    }

    private List<String> names() throws IOException {
        try (Stream<Path> all = Files.list(out())) {
            return all.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }

    private List<JsonNode> records() throws IOException {
        try (Stream<Path> all = Files.list(out())) {
            return all.filter(path -> path.toString().endsWith(".json"))
                    .map(FolderSystemTest::read)
                    .toList();
        }
    }

    private static JsonNode read(Path file) {
        try {
            return JSON.readTree(Files.readAllBytes(file));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
