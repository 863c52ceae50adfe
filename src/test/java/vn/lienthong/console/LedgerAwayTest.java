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
            House.Answer file = house.get("/deliveries.csv");
            assertThat(file.status()).isEqualTo(503);
            assertThat(file.header("Content-Type")).startsWith("text/html");
            assertThat(file.header("Content-Disposition")).isEmpty();
            House.Answer page = house.get("/deliveries");
            assertThat(page.status()).isEqualTo(503);
            assertThat(page.body()).contains("console.ledger-unavailable").doesNotContain("Exception");
        }
    }

    /** A full disk can be read: all that is owed would seem to be on its way. */
    @Test
    void says_that_nothing_is_kept_though_the_ledger_can_be_read() {
        try (House house = House.openWithFullLedger(folder)) {
            assertThat(house.get("/").body()).contains("ledger.unavailable").contains("1 lỗi");
            assertThat(house.get("/api/problems").json().at("/faults/0/code").asString())
                    .isEqualTo("ledger.unavailable");
        }
    }
}
