package vn.lienthong.paygov.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The shipped formulas, held against messages whose secrets are known. */
class HashFormulasTest {

    private static final HashFormulas PLATFORM = HashFormulas.read(
            Path.of("mappings/payment-platform/hashes.properties"), Map.of("secret", "TEST-PP-SECRET-0001"));
    private static final HashFormulas PAYGOV = HashFormulas.read(
            Path.of("mappings/paygov/hashes.properties"),
            Map.of(
                    "secret", "TEST-PAYGOV-SECRET",
                    "access-key", "TEST-PAYGOV-ACCESS",
                    "partner-code", "PAYGOV-BVHTTDL"));

    @ParameterizedTest
    @CsvSource({
        "init, pp-init-request.json",
        "query, pp-query-request.json",
        "bill, pp-get-bill-request.json",
        "confirm, pp-confirm-request.json",
        "confirm, pp-confirm-failed-request.json"
    })
    void gives_the_hash_of_the_payment_platforms_samples(String formula, String sample) throws Exception {
        Fields message = sample("payment-platform/samples/" + sample);
        assertThat(PLATFORM.of(formula, message)).isEqualTo(message.get("MaXacThuc"));
    }

    @ParameterizedTest
    @CsvSource({
        "create, paygov-create-request.json",
        "notice, paygov-notice-request.json",
        "receipt, paygov-receipt-request.json"
    })
    void gives_the_checksum_of_paygovs_samples(String formula, String sample) throws Exception {
        Fields message = sample("paygov/samples/" + sample);
        assertThat(PAYGOV.of(formula, message)).isEqualTo(message.get("checksum"));
    }

    @Test
    void takes_a_hash_in_capitals_and_none_that_is_cut_or_of_another_message() throws Exception {
        Fields message = sample("payment-platform/samples/pp-confirm-request.json");
        String hash = message.text("MaXacThuc");
        assertThat(PLATFORM.holds("confirm", message, hash.toUpperCase(Locale.ROOT)))
                .isTrue();
        assertThat(PLATFORM.holds("confirm", message, hash.substring(1))).isFalse();
        assertThat(PLATFORM.holds("confirm", message, "")).isFalse();
        assertThat(PLATFORM.holds("query", message, hash)).isFalse();
    }

    /** A payment system that is not set up: everybody knows its secret then. */
    @Test
    void no_hash_holds_as_long_as_the_secret_is_not_set() throws Exception {
        HashFormulas unset =
                HashFormulas.read(Path.of("mappings/payment-platform/hashes.properties"), Map.of("secret", " "));
        Fields message = sample("payment-platform/samples/pp-confirm-request.json");
        assertThat(unset.holds("confirm", message, unset.of("confirm", message)))
                .isFalse();
    }

    @Test
    void hashes_a_number_as_it_is_written() throws Exception {
        assertThat(PLATFORM.of("confirm", json("{\"SoTien\":650000}")))
                .isEqualTo(PLATFORM.of("confirm", json("{\"SoTien\":\"650000\"}")))
                .isNotEqualTo(PLATFORM.of("confirm", json("{\"SoTien\":650000.0}")));
    }

    @Test
    void refuses_a_formula_without_the_secret_or_with_a_word_that_is_no_setting(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("hashes.properties"), "init = {MaLoi}|{SoTien}");
        assertThatThrownBy(() -> HashFormulas.read(file, Map.of("secret", "s")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("init is without {secret}");
        Files.writeString(file, "init = {secret}{acces-key}");
        assertThatThrownBy(() -> HashFormulas.read(file, Map.of("secret", "s", "access-key", "k")))
                .hasMessageContaining("{acces-key}");
    }

    private static Fields sample(String name) throws IOException, Unreadable {
        return Fields.json(Files.readAllBytes(Path.of("src/test/resources", name)));
    }

    private static Fields json(String text) throws Unreadable {
        return Fields.json(text.getBytes(StandardCharsets.UTF_8));
    }
}
