package vn.lienthong.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.ledger.Retention;

/** What is shown of a delivery whose bodies retention has deleted. */
class RetentionPagesTest {

    /** A pass may begin before what it is to find is old enough; the next one must not be far. */
    private static final Duration EVERY = Duration.ofMillis(1);

    @TempDir
    Path folder;

    @Test
    void a_delivery_without_bodies_says_so_and_is_not_replayed() {
        try (House house = House.open(folder)) {
            long delivery = house.seed().delivered("G16-240315-0001");
            Retention shortest = new Retention(Duration.ofMillis(1), Duration.ZERO, Duration.ZERO, EVERY);
            do {
                house.ledger().forget(shortest, 10);
            } while (house.view().record(delivery).isPresent());

            House.Answer api = house.get("/api/deliveries/" + delivery);
            assertThat(api.json().path("bodiesDeletedAt").asString()).endsWith("+07:00");
            assertThat(api.json().has("recordBody")).isFalse();
            assertThat(api.json().path("attempts").size()).isEqualTo(1);
            String english = house.get("/deliveries/" + delivery + "/bodies", "Accept-Language", "en")
                    .body();
            assertThat(english).contains("as retention.bodies says").contains("No longer kept.");
            assertThat(house.get("/deliveries/" + delivery).body()).contains("theo thời hạn lưu giữ");
            House.Answer replay = house.post("/api/deliveries/" + delivery + "/replay", "{\"reason\":\"thử\"}");
            assertThat(replay.status()).isEqualTo(409);
            assertThat(replay.json().path("code").asString()).isEqualTo("ledger.body-deleted");
        }
    }

    @Test
    void a_flow_of_which_all_is_deleted_is_still_counted() {
        try (House house = House.open(folder)) {
            long delivery = house.seed().delivered("G16-240315-0001");
            assertThat(house.get("/api/counterparts")
                            .json()
                            .findValue("lastEnteredAt")
                            .asString())
                    .endsWith("+07:00");
            Retention shortest = new Retention(Duration.ofMillis(1), Duration.ofMillis(1), Duration.ZERO, EVERY);
            do {
                house.ledger().forget(shortest, 10);
            } while (house.view().delivery(delivery).isPresent());

            House.Answer overview = house.get("/", "Accept-Language", "en");
            assertThat(overview.status()).isEqualTo(200);
            assertThat(overview.body()).contains("last record").contains("<td class=\"text\"><span>–</span></td>");
            assertThat(house.get("/api/counterparts")
                            .json()
                            .findValue("lastEnteredAt")
                            .isNull())
                    .isTrue();
        }
    }
}
