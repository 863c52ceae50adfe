package vn.lienthong.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import vn.lienthong.dossier.Problem;
import vn.lienthong.dossier.VietnamTime;

class SeeApiTest {

    @TempDir
    static Path folder;

    static House house;
    static long delivered;
    static long dead;

    @BeforeAll
    static void open() {
        house = House.open(folder);
        delivered = house.seed().delivered("000.00.00.G16-240315-0001");
        dead = house.seed()
                .dead("001/2007/BVHTT", Problem.of("console.unforeseen").in("NgayTiepNhan"));
        house.seed().retrying("000.00.00.G16-240315-0003", Problem.of("console.unforeseen"), Duration.ofHours(1));
    }

    @AfterAll
    static void close() {
        house.close();
    }

    @Test
    void lists_what_a_filter_finds() {
        JsonNode page = house.get("/api/deliveries?state=DEAD&counterpart=npsp").json();
        assertThat(page.path("total").asInt()).isEqualTo(1);
        assertThat(page.at("/items/0/id").asLong()).isEqualTo(dead);
        assertThat(page.at("/items/0/problems/0/code").asString()).isEqualTo("console.unforeseen");
        assertThat(page.at("/items/0/enteredAt").asString()).endsWith("+07:00");
    }

    @Test
    void pages_count_from_one() {
        JsonNode page = house.get("/api/deliveries?size=2&page=2").json();
        assertThat(page.path("items").size()).isEqualTo(1);
        assertThat(house.get("/api/deliveries?page=0").status()).isEqualTo(400);
    }

    @Test
    void a_long_list_is_read_by_ids_however_deep_it_is() {
        JsonNode first = house.get("/api/deliveries?size=2").json();
        long next = first.path("next").asLong();
        assertThat(next).isEqualTo(first.at("/items/1/id").asLong());
        JsonNode last = house.get("/api/deliveries?size=2&before=" + next).json();
        assertThat(last.path("items").size()).isEqualTo(1);
        assertThat(last.at("/items/0/id").asLong()).isEqualTo(delivered);
        assertThat(last.path("next").isNull()).isTrue();
        assertThat(last.path("total").isNull()).isTrue();
    }

    @Test
    void finds_what_was_received_on_a_day_in_vietnam_and_what_came_of_a_file_or_a_source() {
        String today = VietnamTime.of(Instant.now()).toLocalDate().toString();
        assertThat(house.get("/api/deliveries?state=DEAD&from=" + today + "&until=" + today)
                        .json()
                        .at("/items/0/id")
                        .asLong())
                .isEqualTo(dead);
        assertThat(house.get("/api/deliveries?until=1/3/2020%2023:59")
                        .json()
                        .path("total")
                        .asInt())
                .isZero();
        assertThat(house.get("/api/deliveries?from=2020-03-01T00:00:00%2B07:00")
                        .json()
                        .path("total")
                        .asInt())
                .isEqualTo(3);
        assertThat(house.get("/api/deliveries?source=push/mot-cua")
                        .json()
                        .path("total")
                        .asInt())
                .isEqualTo(3);
        assertThat(house.get("/api/deliveries?file=export.csv&before=99999999")
                        .json()
                        .path("next")
                        .isNull())
                .isTrue();
    }

    @Test
    void refuses_a_time_it_cannot_read_and_a_stretch_that_ends_before_it_begins() {
        for (String odd : List.of("31/02/2026", "yesterday", "2026-13-01", "99999-01-01", "2026-03-01T25:00", "3/1")) {
            assertProblem(house.get("/api/deliveries?from=" + odd), 400, "console.bad-time");
            assertProblem(house.get("/api/deliveries?until=" + odd), 400, "console.bad-time");
        }
        assertProblem(house.get("/api/deliveries?from=2026-03-02&until=2026-03-01"), 400, "console.until-before-from");
    }

    @Test
    void no_job_is_begun_for_what_was_received_at_a_time() {
        assertThat(house.get("/replays/new?state=DEAD&from=2026-03-02").body()).contains("console.job-by-reception");
        assertThat(house.get("/deliveries?counterpart=npsp").body()).contains("/replays/new?");
        assertThat(house.get("/deliveries?counterpart=npsp&from=2020-03-02").body())
                .doesNotContain("/replays/new?");
    }

    @Test
    void page_numbers_lead_only_as_far_as_a_person_would_turn_pages() {
        assertThat(house.get("/api/deliveries?size=500&page=20").status()).isEqualTo(200);
        assertProblem(house.get("/api/deliveries?size=500&page=21"), 400, "console.page-too-deep");
        assertProblem(house.get("/api/deliveries?page=100000"), 400, "console.page-too-deep");
        assertProblem(house.get("/api/deliveries?page=1&before=7"), 400, "console.page-or-before");
        assertThat(house.get("/deliveries?page=200").status()).isEqualTo(200);
        assertThat(house.get("/deliveries?before=" + dead).body())
                .contains("#" + delivered, "href=\"/deliveries\"")
                .doesNotContain("href=\"/deliveries/" + dead + "\"", "hx-get");
        assertThat(house.get("/deliveries?page=201", "Accept-Language", "en").body())
                .contains("Page numbers lead to the newest 10000 deliveries only.");
    }

    @Test
    void refuses_a_parameter_it_does_not_know_instead_of_answering_for_all() {
        House.Answer answer = house.get("/api/deliveries?stat=DEAD");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.json().path("code").asString()).isEqualTo("console.unknown-parameter");
        assertThat(answer.json().at("/problems/0/field").asString()).isEqualTo("stat");
        assertThat(answer.json().path("advice").asString()).contains("state");
    }

    @Test
    void refuses_a_state_there_is_not() {
        assertThat(house.get("/api/deliveries?state=LOST").json().path("code").asString())
                .isEqualTo("console.no-such-state");
    }

    @Test
    void answers_in_the_language_asked_for_and_else_in_vietnamese() {
        String path = "/api/deliveries/999999";
        assertThat(house.get(path).json().path("says").asString()).isEqualTo("Không có lượt gửi số 999999.");
        assertThat(house.get(path, "Accept-Language", "en-GB,en;q=0.8")
                        .json()
                        .path("says")
                        .asString())
                .isEqualTo("There is no delivery 999999.");
        assertThat(house.get(path, "Accept-Language", "fr").json().path("says").asString())
                .startsWith("Không");
    }

    @Test
    void shows_a_delivery_with_its_attempts() {
        JsonNode shown = house.get("/api/deliveries/" + delivered).json();
        assertThat(shown.path("state").asString()).isEqualTo("DELIVERED");
        assertThat(shown.at("/attempts/0/outcome").asString()).isEqualTo("delivered");
        assertThat(shown.at("/attempts/0/calls/0/service").asString()).isEqualTo("DongBoHoSoMC");
        assertThat(shown.at("/recordBody/text").asString()).isEqualTo(Seed.RECORD);
    }

    @Test
    void finds_an_old_number_with_slashes_by_parameter_and_by_path() {
        JsonNode line = house.get("/api/dossiers?no=001%2F2007%2FBVHTT").json();
        assertThat(line.path("dossier").asString()).isEqualTo("001/2007/BVHTT");
        assertThat(line.at("/timeline/0/what").asString()).isEqualTo("entered");
        assertThat(house.get("/api/dossiers/001/2007/BVHTT")
                        .json()
                        .path("dossier")
                        .asString())
                .isEqualTo("001/2007/BVHTT");
    }

    @Test
    void tells_a_dossiers_story_in_order_of_time() {
        JsonNode line = house.get("/api/dossiers/000.00.00.G16-240315-0001").json();
        assertThat(line.path("timeline")
                        .valueStream()
                        .map(moment -> moment.path("what").asString()))
                .containsExactly("entered", "attempt");
        assertThat(line.at("/timeline/1/outcome").asString()).isEqualTo("delivered");
    }

    @Test
    void knows_no_dossier_it_never_heard_of() {
        assertThat(house.get("/api/dossiers/G16-240315-9999").status()).isEqualTo(404);
        assertThat(house.get("/api/dossiers").json().path("code").asString()).isEqualTo("console.bad-dossier-number");
    }

    @Test
    void counts_per_counterpart_and_flow() {
        JsonNode npsp = house.get("/api/counterparts").json().at("/items/0");
        assertThat(npsp.path("name").asString()).isEqualTo("npsp");
        assertThat(npsp.path("breaker").asString()).isEqualTo("closed");
        assertThat(npsp.at("/pace/perSecond").asDouble()).isEqualTo(5);
        assertThat(npsp.path("dead").asInt()).isEqualTo(1);
        assertThat(npsp.path("backlog").asInt()).isEqualTo(1);
        assertThat(npsp.path("deliveredToday").asInt()).isEqualTo(1);
        assertThat(npsp.at("/flows/0/flow").asString()).isEqualTo("npsp-dossier");
    }

    @Test
    void groups_what_waits_for_a_person_by_cause() {
        JsonNode groups = house.get("/api/problems").json().path("items");
        assertThat(groups.size()).isEqualTo(1);
        assertThat(groups.at("/0/problem/code").asString()).isEqualTo("console.unforeseen");
        assertThat(groups.at("/0/deliveries").asInt()).isEqualTo(1);
    }

    @Test
    void what_spring_refuses_is_a_problem_too() {
        assertProblem(house.get("/api/nowhere"), 404, "console.no-such-path");
        assertProblem(house.send("DELETE", "/api/deliveries"), 405, "console.method-not-allowed");
        assertProblem(house.get("/api/counterparts", "Accept", "text/csv"), 406, "console.not-acceptable");
        assertProblem(house.get("/api/deliveries/seven"), 400, "console.bad-parameter");
        assertProblem(house.get("/api/deliveries;x=1"), 400, "console.bad-request");
        assertThat(house.send("DELETE", "/api/deliveries").header("Allow")).contains("GET");
    }

    private static void assertProblem(House.Answer answer, int status, String code) {
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.json().path("code").asString()).isEqualTo(code);
        assertThat(answer.json().path("says").asString()).isNotEqualTo(code);
        assertThat(answer.body()).doesNotContain("Exception").doesNotContain("at org.");
    }
}
