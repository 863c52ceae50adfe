package vn.lienthong.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class DeadlinesPageTest {

    private House house;

    @BeforeEach
    void open(@TempDir Path folder) {
        house = House.open(folder, "deadlines.near=8h");
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void nothing_near_its_deadline_is_said_on_its_page_alone() {
        house.seed().pending("G16-240315-0001", Instant.now().plus(Duration.ofHours(20)));

        assertThat(english("/deadlines")).contains("Past: 0. Near: 0", "There is none.");
        assertThat(english("/")).doesNotContain("/deadlines").contains("One delivery is on the way.");
        assertThat(house.get("/api/deadlines").json().path("items")).isEmpty();
    }

    @Test
    void what_is_owed_near_its_deadline_is_on_the_first_page_and_leads_to_the_dossiers() {
        long later = house.seed().pending("G16-240315-0001", Instant.now().plus(Duration.ofHours(7)));
        long first = house.seed().pending("G16-240315-0002", Instant.now().plus(Duration.ofHours(2)));

        assertThat(english("/"))
                .contains("<a href=\"/deadlines\">2 dossiers are near the deadline")
                .contains("assessment moving");
        assertThat(english("/deadlines").split("href=\"/deliveries/"))
                .extracting(row -> row.split("\"")[0])
                .containsSubsequence("" + first, "" + later);
        JsonNode api = house.get("/api/deadlines").json();
        assertThat(api.path("near").asInt()).isEqualTo(2);
        assertThat(api.path("items").path(0).path("first").path("dossier").asString())
                .isEqualTo("G16-240315-0002");
        assertThat(api.path("items").path(0).path("earliest").asString()).endsWith("+07:00");
    }

    @Test
    void what_passes_its_deadline_needs_a_person() {
        Instant soon = Instant.now().plus(Duration.ofMillis(300));
        house.seed().pending("G16-240315-0003", soon);
        while (!Instant.now().isAfter(soon)) {
            assertThat(english("/")).contains("assessment");
        }

        assertThat(english("/"))
                .contains("assessment attention")
                .contains("<a href=\"/deadlines\">One dossier is past the deadline");
        assertThat(house.get("/api/deadlines").json().path("passed").asInt()).isEqualTo(1);
    }

    @Test
    void nothing_of_a_flow_in_shadow_mode_counts() {
        house.seed().pending("G16-240315-0004", Instant.now().plus(Duration.ofHours(2)));
        house.bean(StandIns.StandInFlows.class).inShadowMode();

        assertThat(english("/deadlines")).contains("Past: 0. Near: 0", "There is none.");
    }

    private String english(String page) {
        return house.get(page, "Accept-Language", "en").body();
    }
}
