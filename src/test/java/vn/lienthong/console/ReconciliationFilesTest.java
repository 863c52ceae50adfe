package vn.lienthong.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.lienthong.mapping.SourceFormat;
import vn.lienthong.mapping.source.SourceFormats;
import vn.lienthong.paygov.Reconciliation;
import vn.lienthong.paygov.Reconciliation.Verdict;
import vn.lienthong.paygov.ReconciliationFiles;

class ReconciliationFilesTest {

    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    Path folder;

    private final StandInReconciliations reconciliations = new StandInReconciliations();
    private final ReconciliationFiles files = new ReconciliationFiles(reconciliations);
    private final Reconciliation report = reconciliations.find(1).orElseThrow();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @Test
    void a_line_says_what_is_wrong_and_what_to_do() throws IOException {
        files.csv(report, Verdict.SHORT, Locale.ENGLISH, out);
        String csv = out.toString(StandardCharsets.UTF_8);
        assertThat(csv.lines()).hasSize(2);
        assertThat(csv)
                .startsWith("\uFEFFline,place,verdict,code")
                .contains(
                        "2,line 2,SHORT,paygov.line-short,payment-platform,R2,GD2", ",paid,1999,2000,2024-03-15T00:00")
                .contains("Less came than was ordered.");
    }

    @Test
    void a_workbook_has_every_line_and_sums_as_numbers() throws Exception {
        files.xlsx(report, null, Locale.ENGLISH, out);
        Path file = Files.write(folder.resolve("report.xlsx"), out.toByteArray());
        try (SourceFormat.Rows rows =
                SourceFormats.of(JSON.readTree("{\"format\":\"xlsx\"}")).open(file)) {
            assertThat(rows.next()).isNotNull();
            JsonNode last =
                    JSON.readTree(Objects.requireNonNull(rows.next()).record().body());
            assertThat(last.path("amount").isNumber()).isTrue();
            assertThat(last.path("amount").longValue()).isEqualTo(1999);
            assertThat(last.path("reference").asString()).isEqualTo("R2");
            assertThat(rows.next()).isNull();
        }
    }
}
