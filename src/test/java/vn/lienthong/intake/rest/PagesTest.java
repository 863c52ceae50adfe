package vn.lienthong.intake.rest;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;
import vn.lienthong.dossier.Problem;
import vn.lienthong.intake.LedgerSide;
import vn.lienthong.intake.Page;
import vn.lienthong.intake.Source;
import vn.lienthong.ledger.DeliveryFilter;
import vn.lienthong.relay.OAuth2;
import vn.lienthong.relay.SecretHeader;

/** Pages by their number, and what no API may do, however its pages are asked for. */
class PagesTest extends RestContract {

    @Override
    Paging paging() {
        return Paging.of("page", "page", 1, "");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            <html>Đăng nhập</html>                   | not JSON
            {"data":{"items":[{"key":"H-1"           | not JSON
            {"data":{"items":[]}} {}                 | not JSON
            {"data":{"rows":[]}}                     | no array data.items
            {"data":{"items":{"key":"H-1"}}}         | no array data.items
            {"data":{"items":["H-1"]}}               | a record that is not an object
            {"data":{"items":[{}]},"data":{"items":[]}} | no array data.items
            """)
    void an_answer_that_is_not_what_was_declared_is_told_and_nothing_of_it_is_taken(String answer, String what)
            throws Exception {
        start();
        put(many());
        server.next(request -> RecordServer.send(request, 200, answer));
        work();
        assertThat(problems()).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo("intake.api-unclear");
            assertThat(problem.details()).containsEntry("what", what);
        });
        assertThat(entered()).isEmpty();
        work();
        assertThat(faults()).isEmpty();
        assertThat(entered()).isEqualTo(numbers(1, 25));
    }

    @ParameterizedTest
    @CsvSource({
        "401, intake.api-refused",
        "403, intake.api-refused",
        "429, intake.api-told-to-wait",
        "500, intake.api-told-to-wait",
        "404, intake.api-unclear",
        "204, intake.api-unclear"
    })
    void what_http_refuses_is_told_by_its_name_in_mid_list_and_gone_on_with(int status, String code) throws Exception {
        start();
        put(many());
        requireNonNull(source).step(Page::enter);
        server.next(request -> request.sendResponseHeaders(status, -1));
        work();
        assertThat(faults()).containsExactly(code);
        assertThat(entered()).hasSize(PAGE);
        work();
        assertThat(entered()).isEqualTo(numbers(1, 25));
        assertThat(faults()).isEmpty();
    }

    @Test
    void it_waits_as_long_as_it_is_asked_to() throws Exception {
        start();
        server.next(request -> {
            request.getResponseHeaders().set("Retry-After", "77");
            request.sendResponseHeaders(429, -1);
        });
        work();
        assertThat(requireNonNull(source).pause()).isEqualTo(Duration.ofSeconds(77));
        work();
        assertThat(requireNonNull(source).pause()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void an_answer_that_is_cut_off_or_too_long_or_too_deep_is_told() throws Exception {
        start();
        put(many());
        server.next(request -> {
            request.sendResponseHeaders(200, 1000);
            request.getResponseBody().write("{\"data\":{\"items\":[]}}".getBytes(StandardCharsets.UTF_8));
            request.getResponseBody().flush();
        });
        work();
        assertThat(faults()).containsExactly("intake.api-unreachable");
        server.next(request -> RecordServer.send(request, 200, " ".repeat(70_000)));
        work();
        assertThat(problems().getFirst().details()).containsEntry("why", "answer too long");
        server.next(request -> RecordServer.send(request, 200, "{\"data\":" + "[".repeat(20_000)));
        work();
        assertThat(problems().getFirst().details()).containsEntry("what", "not JSON");
        assertThat(entered()).isEmpty();
        work();
        assertThat(entered()).hasSize(25);
    }

    @Test
    void another_order_than_that_of_the_times_is_refused_whole() throws Exception {
        start();
        server.next(request -> RecordServer.send(request, 200, """
                {"data":{"items":[
                  {"key":"H-1","dossier":"H-1","owner":"A","updatedAt":"2024-03-04T12:00:01+07:00"},
                  {"key":"H-2","dossier":"H-2","owner":"A","updatedAt":"2024-03-04T12:00:00+07:00"}]}}"""));
        work();
        assertThat(faults()).containsExactly("intake.api-out-of-order");
        assertThat(entered()).isEmpty();
    }

    @Test
    void a_key_that_stands_twice_in_a_page_is_told_and_makes_no_versions_turn_by_turn() throws Exception {
        start();
        server.next(request -> RecordServer.send(request, 200, """
                {"data":{"items":[
                  {"key":"H-1","dossier":"H-1","owner":"A","updatedAt":"2024-03-04T12:00:00+07:00"},
                  {"key":"H-1","dossier":"H-1","owner":"B","updatedAt":"2024-03-04T12:00:01+07:00"}]}}"""));
        work();
        assertThat(faults()).containsExactly("intake.api-key-not-unique");
        assertThat(problems().getFirst().field()).isEqualTo("key");
        assertThat(entered()).isEmpty();
    }

    @Test
    void an_api_that_gives_the_same_page_whatever_its_number_is_told() throws Exception {
        start();
        for (int i = 0; i < 3; i++) {
            server.next(request -> RecordServer.send(request, 200, """
                    {"data":{"items":[{"key":"H-1","dossier":"H-1","owner":"A","updatedAt":"2024-03-04T12:00:01+07:00"}]}}"""));
        }
        work();
        assertThat(faults()).containsExactly("intake.api-leads-back");
        assertThat(entered()).containsExactly("H-1/1");
    }

    @Test
    void a_record_that_moves_to_the_end_while_pages_are_read_hides_no_other() throws Exception {
        start();
        put(many());
        requireNonNull(source).step(Page::enter);
        put("H-2", "Người khác", NOON.plusSeconds(60));
        work();
        assertThat(entered()).hasSize(26).contains("H-11/1", "H-25/1", "H-2/2");
    }

    @Test
    void records_without_a_place_are_told_and_hold_up_no_other() throws Exception {
        start();
        server.put("H-0", null, "{\"dossier\":\"H-0\",\"owner\":\"A\"}");
        put(many());
        work();
        assertThat(entered()).isEqualTo(numbers(1, 25));
        assertThat(faults()).containsExactly("intake.api-record-without-place");
        work();
        assertThat(faults()).as("of those there is no new look").hasSize(1);
        stop();
        start();
        work();
        assertThat(faults()).isEmpty();
    }

    /** Nothing lies behind the first of all times, and nobody can be asked since then. */
    @Test
    void a_time_before_all_others_is_none() throws Exception {
        start();
        String first = "-999999999-01-01T00:00:00Z";
        server.put("H-0", first, """
                {"key":"H-0","dossier":"H-0","owner":"A","updatedAt":"%s"}""".formatted(first));
        work();
        put(many());
        work();
        assertThat(entered()).isEqualTo(numbers(1, 25));
        assertThat(faults()).containsExactly("intake.api-record-without-place");
    }

    @Test
    void a_record_that_readers_could_take_for_different_ones_is_a_dead_letter() throws Exception {
        start();
        String time = "2024-03-04T12:00:00+07:00";
        server.put("H-1", time, """
                {"key":"H-1","dossier":"H-1","owner":"A","owner":"B","updatedAt":"%s"}""".formatted(time));
        work();
        assertThat(ledger.view.deliveries(DeliveryFilter.any(), 1, 10).items())
                .singleElement()
                .satisfies(delivery -> assertThat(delivery.problems())
                        .extracting(Problem::code)
                        .contains("intake.duplicate-key"));
    }

    @Test
    void a_record_is_kept_in_the_bytes_in_which_it_was_given() throws Exception {
        start();
        String odd =
                "{ \"key\" : \"H-1\", \"dossier\":\"H-1\",\"owner\":\"Nguyễn \\u1ec5\", \"n\":1.50 ,\"updatedAt\":1 }";
        server.next(request -> RecordServer.send(request, 200, "{\"data\":{\"x\":[{}],\"items\":[ " + odd + " ]}}"));
        requireNonNull(source).step(Page::enter);
        assertThat(entered()).containsExactly("H-1/1");
        long delivery = ledger.view
                .deliveries(DeliveryFilter.any(), 1, 10)
                .items()
                .getFirst()
                .id();
        assertThat(ledger.view.record(delivery).orElseThrow().body())
                .asString(StandardCharsets.UTF_8)
                .isEqualTo(odd);
    }

    @Test
    void only_what_changed_is_asked_for_from_the_overlap_behind_the_mark() throws Exception {
        start();
        put(List.of(item(1, NOON)));
        work();
        stop();
        int before = server.asked().size();
        start();
        work();
        assertThat(server.asked().get(before))
                .isEqualTo("/api/ho-so?sort=updatedAt&size=10&since=2024-03-04T11%3A49%3A59%2B07%3A00&page=1");
    }

    @Test
    void an_api_that_takes_no_notice_of_since_is_walked_through_once_a_round() throws Exception {
        server.ignoreSince();
        start();
        put(many());
        work();
        assertThat(entered()).isEqualTo(numbers(1, 25));
        assertThat(server.asked()).hasSizeLessThan(10);
    }

    @Test
    void many_records_of_one_time_are_walked_by_their_pages() throws Exception {
        start();
        put(IntStream.rangeClosed(1, 45).mapToObj(n -> item(n, NOON)).toList());
        work();
        assertThat(entered()).hasSize(45);
        assertThat(intake.offered()).isEqualTo(45);
    }

    @Test
    void a_token_is_fetched_once_and_anew_when_it_is_not_taken() throws Exception {
        header = new SecretHeader("", "");
        oauth2 = new OAuth2(server.tokenAddress(), "lt", RecordServer.CLIENT_SECRET, "", OAuth2.In.FORM);
        start();
        put(many());
        work();
        assertThat(server.tokens()).isEqualTo(1);
        server.forgetToken();
        put(List.of(item(26, NOON.plusMinutes(1))));
        work();
        assertThat(server.tokens()).isEqualTo(2);
        assertThat(entered()).hasSize(26);
    }

    /** As some servers say of a token that never runs out, and broken ones of any. */
    @ParameterizedTest
    @ValueSource(longs = {Long.MAX_VALUE, Long.MIN_VALUE})
    void a_token_may_last_for_however_long(long seconds) throws Exception {
        header = new SecretHeader("", "");
        oauth2 = new OAuth2(server.tokenAddress(), "lt", RecordServer.CLIENT_SECRET, "", OAuth2.In.FORM);
        server.tokensLast(seconds);
        start();
        put(many());
        work();
        assertThat(entered()).hasSize(25);
    }

    @Test
    void a_client_that_gets_no_token_is_told_without_its_secret() throws Exception {
        header = new SecretHeader("", "");
        oauth2 = new OAuth2(server.tokenAddress(), "lt", "TEST-WRONG", "", OAuth2.In.FORM);
        start();
        work();
        assertThat(problems()).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo("intake.api-refused");
            assertThat(problem.toString()).doesNotContain("TEST-WRONG");
        });
        assertThat(server.asked()).isEmpty();
    }

    @Test
    void of_two_processes_the_slower_one_enters_nothing_the_other_has_entered() throws Exception {
        start();
        put(many());
        Apis others = new Apis(
                Map.of(
                        "motcua",
                        new ApiSettings(
                                server.address(),
                                Duration.ofSeconds(5),
                                DataSize.ofKilobytes(64),
                                ZoneId.of("Asia/Ho_Chi_Minh"),
                                API_KEY,
                                NO_TOKENS)),
                new LedgerSide(intake, ledger.view, ledger.memos),
                clock);
        try (Source other = others.open(pull())) {
            requireNonNull(source).step(page -> {
                other.step(Page::enter);
                page.enter();
            });
        }
        work();
        assertThat(entered()).isEqualTo(numbers(1, 25));
        assertThat(intake.offered()).isEqualTo(25);
    }

    @Test
    void settings_that_cannot_be_are_refused_and_an_api_nobody_has_set_is_named() {
        assertThatThrownBy(() -> new ApiSettings(
                        "motcua",
                        Duration.ofMillis(5),
                        DataSize.ofKilobytes(64),
                        ZoneId.of("Asia/Ho_Chi_Minh"),
                        new SecretHeader("X-Api-Key", ""),
                        new OAuth2(server.tokenAddress(), "", "", "", OAuth2.In.FORM)))
                .hasMessageContaining("apis.<name>.url")
                .hasMessageContaining("apis.<name>.timeout")
                .hasMessageContaining("apis.<name>.header")
                .hasMessageContaining("apis.<name>.oauth2");
        Apis none = new Apis(Map.of(), new LedgerSide(intake, ledger.view, ledger.memos), clock);
        assertThatThrownBy(() -> none.open(pull())).hasMessageContaining("apis.motcua.url is not set");
    }
}
