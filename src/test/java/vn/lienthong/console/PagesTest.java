package vn.lienthong.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import vn.lienthong.dossier.Problem;
import vn.lienthong.dossier.ProblemTexts;
import vn.lienthong.ledger.DeliveryFilter;
import vn.lienthong.ledger.Ledger;
import vn.lienthong.ledger.Verb;

class PagesTest {

    private static final String MARKUP = "<script>alert('x')</script>";
    private static final Pattern INLINE =
            Pattern.compile("<script(?! defer src=)|<style|\\sstyle=|\\son[a-z]+=|javascript:|https?://(?!localhost)");

    @TempDir
    static Path folder;

    static House house;
    static long hostile;
    static long job;

    @BeforeAll
    static void open() {
        house = House.open(folder);
        Seed seed = house.seed();
        Problem problem = Problem.of("console.unknown-parameter")
                .in(MARKUP)
                .with("known", MARKUP)
                .at(MARKUP);
        hostile = seed.enter("npsp-dossier", "G16" + MARKUP, "{\"name\":\"" + MARKUP + "\"}", List.of(problem));
        seed.delivered("G16-240315-0001");
        DeliveryFilter filter = new DeliveryFilter(null, null, null, null, null, MARKUP);
        job = house.ledger()
                .startJob(Verb.REPLAY, filter, new Ledger.Decision(MARKUP, MARKUP))
                .id();
        seed.retrying("G16-240315-0002", problem, Duration.ofHours(1));
        seed.pending(MARKUP, Instant.now().plus(Duration.ofHours(1)));
        house.bean(StandIns.StandInMappings.class).faults.add(problem);
    }

    @AfterAll
    static void close() {
        house.close();
    }

    static Stream<String> pages() {
        String dossier = "no=G16%3Cscript%3Ealert('x')%3C%2Fscript%3E";
        return Stream.of(
                "/",
                "/overview/live",
                "/deliveries",
                "/deliveries?state=DEAD&counterpart=%3Cscript%3E&flow=%22%3E%3Cscript%3E",
                "/deliveries/live",
                "/deliveries?from=2/3/2026&until=2026-03-02T14:30&file=%22%3E%3Cscript%3E&source=%3Cscript%3E",
                "/deliveries?from=%3Cscript%3E",
                "/deliveries?before=99999999&file=%3Cscript%3E",
                "/deliveries/" + hostile,
                "/deliveries/" + hostile + "/live",
                "/deliveries/" + hostile + "/bodies",
                "/deadlines",
                "/files",
                "/deadlines/live",
                "/dossiers?" + dossier,
                "/dossiers/live?" + dossier,
                "/dossiers?no=%3Cscript%3E",
                "/payments",
                "/payments?task=true&state=UNKNOWN",
                "/payments?dossier=%3Cscript%3E",
                "/payments/1",
                "/payments/2",
                "/replays",
                "/replays/live",
                "/replays/new?counterpart=npsp&problem=%3Cscript%3E",
                "/replays/new?verb=hold&counterpart=npsp&group=%3Cscript%3E",
                "/replays/new?verb=%3Cscript%3E",
                "/replays/" + job,
                "/replays/" + job + "/live",
                "/shadow/npsp-dossier",
                "/shadow/%3Cscript%3E",
                "/mappings",
                "/mappings/coverage",
                "/mappings/versions?mapping=npsp/dossier",
                "/mappings/versions?mapping=%3Cscript%3E",
                "/mappings/versions?mapping=npsp/dossier&version=%3Cscript%3E",
                "/mappings/try?mapping=npsp/dossier",
                "/mappings/try?mapping=npsp/dossier&delivery=" + hostile,
                "/mappings/try?mapping=%3Cscript%3E",
                "/problems",
                "/nowhere/%3Cscript%3E");
    }

    @ParameterizedTest
    @MethodSource("pages")
    void what_records_and_readers_wrote_is_text_never_markup(String page) {
        House.Answer answer = house.get(page);
        assertThat(answer.status()).isIn(200, 400, 404);
        assertThat(answer.body()).doesNotContain(MARKUP).doesNotContain("<script>");
        assertThat(INLINE.matcher(answer.body()).results().map(java.util.regex.MatchResult::group))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void every_page_has_a_strict_content_policy_and_is_not_kept(String page) {
        House.Answer answer = house.get(page);
        assertThat(answer.header("Content-Security-Policy"))
                .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'", "base-uri 'none'")
                .doesNotContain("unsafe");
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(answer.header("Cache-Control")).contains("no-store");
    }

    @Test
    void escapes_and_still_shows_what_was_written() {
        assertThat(house.get("/deliveries/" + hostile + "/bodies").body())
                .contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;");
    }

    @Test
    void speaks_the_readers_language_and_else_vietnamese() {
        assertThat(house.get("/").body()).contains("<html lang=\"vi\"").contains("Tổng quan");
        assertThat(house.get("/", "Accept-Language", "en").body())
                .contains("<html lang=\"en\"")
                .contains("Overview");
        assertThat(house.get("/", "Accept-Language", "fr,de").body()).contains("<html lang=\"vi\"");
        assertThat(house.get("/", "Accept-Language", "en", "Cookie", "lang=vi").body())
                .contains("<html lang=\"vi\"");
        House.Answer chosen = house.get("/?lang=en");
        assertThat(chosen.body()).contains("<html lang=\"en\"");
        assertThat(chosen.header("Set-Cookie")).startsWith("lang=en").contains("HttpOnly");
        assertThat(house.get("/?lang=xx").header("Set-Cookie")).doesNotContain("lang=");
    }

    @Test
    void changing_the_language_keeps_the_page() {
        assertThat(house.get("/deliveries?state=DEAD").body()).contains("href=\"/deliveries?state=DEAD&amp;lang=en\"");
    }

    @Test
    void a_live_part_is_empty_as_long_as_nothing_changed() {
        long delivery = house.seed().delivered("G16-240315-0009");
        String first = house.get("/deliveries/" + delivery + "/live").body();
        String seen = first.replaceAll("(?s).*name=\"seen\" value=\"([0-9a-f]+)\".*", "$1");
        House.Answer second = house.get("/deliveries/" + delivery + "/live?seen=" + seen);
        // The minute may have changed in between; then the part comes again, with another mark.
        if (second.status() == 200) {
            seen = second.body().replaceAll("(?s).*name=\"seen\" value=\"([0-9a-f]+)\".*", "$1");
            second = house.get("/deliveries/" + delivery + "/live?seen=" + seen);
        }
        assertThat(second.status()).isEqualTo(204);
        assertThat(second.body()).isEmpty();
    }

    @Test
    void finds_a_dossier_however_its_number_was_pasted() {
        assertThat(house.get("/dossiers?no=%20G16%20-%20240315-0001%20").body()).contains("G16-240315-0001");
    }

    @Test
    void says_what_to_do_when_a_dossier_is_not_known() {
        House.Answer answer = house.get("/dossiers?no=G16-999999-0001", "Accept-Language", "en");
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.header("Content-Type")).startsWith("text/html");
        assertThat(answer.body()).contains("console.no-such-dossier").contains("The ledger has no dossier");
    }

    @Test
    void every_code_has_its_place_on_one_page_in_both_languages() {
        String vietnamese = house.get("/problems").body();
        String english = house.get("/problems", "Accept-Language", "en").body();
        assertThat(ProblemTexts.all()).hasSizeGreaterThan(200).allSatisfy(entry -> {
            String anchor = "id=\"" + entry.code() + "\"";
            assertThat(vietnamese).contains(anchor);
            assertThat(english).contains(anchor);
        });
        assertThat(vietnamese).contains("TrichYeuHoSo", "Nguyên nhân", "Cách xử lý");
        assertThat(english).contains("TrichYeuHoSo has 612 characters; the contract allows 500.");
    }

    @Test
    void a_problem_leads_to_what_its_code_means() {
        assertThat(house.get("/deliveries/" + hostile).body()).contains("href=\"/problems#console.unknown-parameter\"");
    }

    @Test
    void counterparts_that_were_never_owed_anything_are_only_named_behind_what_waits_for_a_person() {
        house.relay().has("agency", "lgsp", "npsp");
        String page = house.get("/").body();
        house.relay().has("npsp");

        assertThat(named(page)).containsExactly("npsp", "agency", "lgsp");
        assertThat(page.substring(page.indexOf("class=\"groups\""))).contains("\"agency\"", "\"lgsp\"");
        assertThat(page.split("<article ")).hasSize(2);
    }

    @Test
    void a_counterpart_that_is_down_has_its_card_though_nothing_was_owed_to_it() {
        house.relay().breakerIs("lgsp", "open", null);
        String page = house.get("/").body();
        house.relay().has("npsp");

        assertThat(page.split("<article "))
                .hasSize(3)
                .anySatisfy(card -> assertThat(card).contains("data-counterpart=\"lgsp\""));
    }

    private static List<String> named(String page) {
        return Pattern.compile("data-counterpart=\"([^\"]+)\"")
                .matcher(page)
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    @Test
    void what_pages_need_is_served_here_and_may_be_kept() {
        String page = house.get("/").body();
        List<String> needed = Pattern.compile("(?:src|href)=\"(/(?:assets|webjars)/[^\"]+)\"")
                .matcher(page)
                .results()
                .map(match -> match.group(1))
                .toList();
        assertThat(needed).hasSizeGreaterThanOrEqualTo(4).allSatisfy(path -> {
            House.Answer asset = house.get(path);
            assertThat(asset.status()).as(path).isEqualTo(200);
            assertThat(asset.header("Cache-Control")).contains("max-age=31536000");
        });
    }
}
