package vn.lienthong.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.diagnostics.FailureAnalysis;

class SecretFilesTest {

    @Test
    void a_secret_is_the_files_text_without_its_last_line_break(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("npsp"), "open sesame\n");
        assertThat(SecretFiles.read(Map.of("NPSP_PASSWORD_FILE", file.toString(), "NPSP_URL", "http://127.0.0.1")))
                .isEqualTo(Map.of("NPSP_PASSWORD", "open sesame"));
    }

    @Test
    void what_an_editor_of_windows_puts_around_a_secret_is_no_part_of_it(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("npsp"), "\uFEFFopen sesame\r\n");
        assertThat(SecretFiles.read(Map.of("NPSP_PASSWORD_FILE", file.toString())))
                .isEqualTo(Map.of("NPSP_PASSWORD", "open sesame"));
    }

    @Test
    void what_settings_name_a_file_for_is_a_secret_too(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("secret"), "open sesame\n");
        for (String secret : List.of(
                "SOURCES_MOTCUA_PASSWORD",
                "EXCHANGES_TRUC_PASSWORD",
                "BROKERS_MAIN_PASSWORD",
                "APIS_MOTCUA_HEADER_VALUE",
                "SFTP_MOTCUA_PASSWORD",
                "SFTP_MOTCUA_KEY",
                "NPSP2026_CLIENTSECRET",
                "LEDGER_KEYS",
                "ALERTS_MAIL_PASSWORD",
                "ALERTS_WEBHOOK_URL",
                "AGENCY_SYSTEMS_LGSP_LOGIN_PASSWORD")) {
            assertThat(SecretFiles.read(Map.of(secret + "_FILE", file.toString())))
                    .isEqualTo(Map.of(secret, "open sesame"));
        }
    }

    @Test
    void variables_of_other_programs_are_left_alone() {
        assertThat(SecretFiles.read(Map.of("SSL_CERT_FILE", "/does/not/exist"))).isEmpty();
    }

    @Test
    void an_unreadable_file_stops_the_start_and_is_named() {
        assertThatThrownBy(() -> SecretFiles.read(Map.of("LEDGER_PASSWORD_FILE", "/does/not/exist")))
                .isInstanceOf(SecretFiles.Unreadable.class)
                .hasMessageContaining("LEDGER_PASSWORD_FILE")
                .hasMessageContaining("/does/not/exist");
    }

    @Test
    void an_empty_file_stops_the_start_since_nothing_would_be_closed_with_its_keys(@TempDir Path folder)
            throws Exception {
        Path file = Files.writeString(folder.resolve("keys"), "\uFEFF \n");
        assertThatThrownBy(() -> SecretFiles.read(Map.of("LEDGER_KEYS_FILE", file.toString())))
                .isInstanceOf(SecretFiles.Unreadable.class)
                .hasMessageContaining("operations.secret-file-empty")
                .hasMessageContaining(file.toString());
    }

    @Test
    void an_unreadable_file_is_explained_without_a_stack_trace() {
        SecretFiles.Unreadable failure =
                new SecretFiles.Unreadable("NPSP_PASSWORD_FILE", "/run/secrets/npsp", new IOException("denied"));
        FailureAnalysis analysis = new SecretFileAnalysis().analyze(failure, failure);
        assertThat(analysis.getDescription()).contains("NPSP_PASSWORD_FILE", "/run/secrets/npsp");
        assertThat(analysis.getAction()).contains("let that user read it");
    }
}
