package vn.lienthong.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerAwayTest {

    @TempDir
    Path folder;

    @Test
    void says_that_the_ledger_is_away_and_when_to_try_again() {
        try (House house = House.openWithoutLedger(folder)) {
            House.Answer api = house.get("/api/deliveries");
            assertThat(api.status()).isEqualTo(503);
            assertThat(api.json().path("code").asString()).isEqualTo("console.ledger-unavailable");
            assertThat(api.header("Retry-After")).isEqualTo("10");
            House.Answer page = house.get("/deliveries");
            assertThat(page.status()).isEqualTo(503);
            assertThat(page.body()).contains("console.ledger-unavailable").doesNotContain("Exception");
        }
    }
}
