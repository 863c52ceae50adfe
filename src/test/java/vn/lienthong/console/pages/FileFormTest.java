package vn.lienthong.console.pages;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.util.unit.DataSize;
import vn.lienthong.console.Refusal;
import vn.lienthong.console.SentBodies;
import vn.lienthong.console.UploadSettings;

/** Forms with a file, taken apart. */
class FileFormTest {

    private static final String BOUNDARY = "----WebKitFormBoundary7MA4YWxkTrZu0gW";
    private static final byte[] FORM = """
            --%1$s\r
            Content-Disposition: form-data; name="layout"\r
            \r
            daily\r
            --%1$s\r
            Content-Disposition: form-data; name="file"; filename="đối soát.csv"\r
            Content-Type: text/csv\r
            \r
            ma;so_tien\r
            --%1$s--\r
            """.formatted(BOUNDARY).getBytes(UTF_8);

    private final FileForm form = new FileForm(new SentBodies(
            new UploadSettings(DataSize.ofMegabytes(1), Duration.ofMinutes(5), DataSize.ofMegabytes(1)),
            System::nanoTime));

    @Test
    void gives_the_file_its_name_and_the_fields_and_forgets_them() throws Exception {
        Path file = read(FORM, sent -> {
            assertThat(sent.file()).hasContent("ma;so_tien");
            assertThat(sent.name()).isEqualTo("đối soát.csv");
            assertThat(sent.fields()).containsOnly(java.util.Map.entry("layout", "daily"));
            return sent.file();
        });
        assertThat(file).doesNotExist();
    }

    @Test
    void a_form_that_was_cut_off_gives_no_file_wherever_the_cut_is() {
        int end = new String(FORM, UTF_8).lastIndexOf("--");
        int endInBytes = new String(FORM, UTF_8).substring(0, end).getBytes(UTF_8).length;
        for (int length = 0; length < endInBytes; length++) {
            byte[] cut = Arrays.copyOf(FORM, length);
            assertThatThrownBy(() -> read(cut, FileFormTest::used))
                    .as("the first %d bytes", length)
                    .isInstanceOf(Refusal.class);
        }
    }

    @Test
    void a_form_with_a_byte_changed_is_a_form_or_is_refused() throws Exception {
        SplittableRandom random = new SplittableRandom(7);
        for (int round = 0; round < 2_000; round++) {
            byte[] changed = FORM.clone();
            changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
            try {
                assertThat(read(changed, FileForm.Sent::fields).keySet()).isSubsetOf("layout");
            } catch (Refusal refused) {
                assertThat(refused.status().value()).isEqualTo(400);
            }
        }
    }

    @Test
    void what_the_form_does_not_have_is_refused() {
        for (String more : new String[] {
            "name=\"layout\"\r\n\r\ntwice",
            "name=\"other\"\r\n\r\nx",
            "name=\"file\"; filename=\"two.csv\"\r\n\r\nx",
            "name=\"anew\"\r\n\r\n" + "x".repeat(201),
            "name=\"anew\"; filename=\"a\"\r\n\r\nx",
            "name=\"anew\"; x=\"" + "x".repeat(5000) + "\"\r\n\r\nx"
        }) {
            String part = "--" + BOUNDARY + "\r\nContent-Disposition: form-data; " + more + "\r\n";
            byte[] longer = (part + new String(FORM, UTF_8)).getBytes(UTF_8);
            assertThatThrownBy(() -> read(longer, FileFormTest::used)).as(more).isInstanceOf(Refusal.class);
        }
        assertThatThrownBy(() -> read(FORM, "multipart/form-data", FileFormTest::used))
                .as("no boundary")
                .isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> read(FORM, null, FileFormTest::used)).isInstanceOf(Refusal.class);
    }

    private static Path used(FileForm.Sent sent) {
        throw new AssertionError("nothing is done with " + sent.fields());
    }

    private <T> T read(byte[] body, SentBodies.Work<FileForm.Sent, T> work) throws IOException {
        return read(body, "multipart/form-data; boundary=" + BOUNDARY, work);
    }

    private <T> T read(byte[] body, @Nullable String type, SentBodies.Work<FileForm.Sent, T> work) throws IOException {
        MockHttpServletRequest request = new MockHttpServletRequest("POST", "/reconciliations");
        request.setContent(body);
        request.setContentType(type);
        return form.read(request, Set.of("layout", "anew"), work);
    }
}
