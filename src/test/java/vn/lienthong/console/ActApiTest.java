package vn.lienthong.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.dossier.Problem;
import vn.lienthong.ledger.DeliveryState;

class ActApiTest {

    private static final String REASON = "{\"reason\":\"Cơ quan xin dừng\"}";

    @TempDir
    static Path folder;

    static House house;

    @BeforeAll
    static void open() {
        house = House.open(folder);
    }

    @AfterAll
    static void close() {
        house.close();
    }

    @Test
    void holds_and_releases_and_writes_down_who_and_why() {
        long delivery = house.seed().pending("G16-240315-0001");
        House.Answer held = house.post("/api/deliveries/" + delivery + "/hold", REASON);
        assertThat(held.status()).isEqualTo(200);
        assertThat(held.json().path("state").asString()).isEqualTo("HELD");
        assertThat(house.view().events(delivery)).singleElement().satisfies(event -> {
            assertThat(event.by()).isEqualTo("local");
            assertThat(event.reason()).isEqualTo("Cơ quan xin dừng");
        });
        assertThat(house.post("/api/deliveries/" + delivery + "/release", REASON)
                        .json()
                        .path("state")
                        .asString())
                .isEqualTo("PENDING");
    }

    @Test
    void cancels_and_replays() {
        long delivery = house.seed().dead("G16-240315-0002", Problem.of("console.unforeseen"));
        assertThat(house.post("/api/deliveries/" + delivery + "/replay", REASON)
                        .json()
                        .path("state")
                        .asString())
                .isEqualTo("PENDING");
        assertThat(house.post("/api/deliveries/" + delivery + "/cancel", REASON)
                        .json()
                        .path("state")
                        .asString())
                .isEqualTo("CANCELLED");
    }

    @Test
    void a_verb_the_state_does_not_allow_is_a_conflict_with_its_reason() {
        long delivery = house.seed().delivered("G16-240315-0003");
        House.Answer refused = house.post("/api/deliveries/" + delivery + "/hold", REASON);
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.json().path("code").asString()).isEqualTo("ledger.verb-not-allowed");
        assertThat(house.view().delivery(delivery).orElseThrow().state()).isEqualTo(DeliveryState.DELIVERED);
    }

    /** A filter in the address would be passed over, and the verb used on everything. */
    @Test
    void a_filter_in_the_address_starts_nothing() {
        long delivery = house.seed().dead("G16-240315-0099", Problem.of("console.unforeseen"));

        House.Answer refused = house.post("/api/replays?flow=npsp-progress", REASON);

        assertCode(refused, 400, "console.parameter-in-address");
        assertThat(refused.json().path("says").asString()).contains("flow");
        assertThat(refused.json().path("advice").asString()).contains("openapi.yaml");
        assertCode(
                house.post("/api/deliveries/" + delivery + "/cancel?dry=1", REASON),
                400,
                "console.parameter-in-address");
        assertCode(house.post("/api/payments?test=1", "{\"want\":\"new\"}"), 400, "console.parameter-in-address");
        assertThat(house.view().delivery(delivery).orElseThrow().state()).isEqualTo(DeliveryState.DEAD);
    }

    @Test
    void a_compressed_body_is_told_as_such() {
        assertCode(house.post("/api/replays", REASON, "Content-Encoding", "gzip"), 415, "intake.compressed");
        assertCode(
                house.send(house.request("/api/reconciliations?name=day.csv", "Content-Encoding", "br")
                        .header("Content-Type", "application/octet-stream")
                        .POST(HttpRequest.BodyPublishers.ofString("a"))),
                415,
                "intake.compressed");
        assertThat(house.post("/api/replays", "{}", "Content-Encoding", "identity")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void nothing_is_done_without_a_short_reason() {
        long delivery = house.seed().pending("G16-240315-0004");
        String hold = "/api/deliveries/" + delivery + "/hold";
        assertCode(house.post(hold, "{}"), 400, "console.reason-missing");
        assertCode(house.post(hold, "{\"reason\":\"  \"}"), 400, "console.reason-missing");
        assertCode(house.post(hold, "{\"reason\":\"\\u0000\\u200b\"}"), 400, "console.reason-missing");
        assertCode(house.post(hold, "{\"reason\":\"" + "x".repeat(501) + "\"}"), 400, "console.reason-too-long");
        assertCode(house.post(hold, "{\"reason\":7}"), 400, "console.unknown-member");
        assertCode(house.post(hold, "{\"reason\":\"a\",\"reason\":\"b\"}"), 400, "console.not-json");
        assertCode(house.post(hold, "reason"), 400, "console.not-json");
        assertCode(house.post(hold, "[".repeat(5000)), 400, "console.not-json");
        assertCode(house.post(hold, "{\"reason\":\"" + "x".repeat(20_000) + "\"}"), 413, "console.body-too-large");
        House.Answer form = house.send(house.request(hold, "Content-Type", "application/x-www-form-urlencoded")
                .POST(java.net.http.HttpRequest.BodyPublishers.ofString("reason=x")));
        assertCode(form, 415, "console.unsupported-media-type");
        assertThat(house.view().delivery(delivery).orElseThrow().state()).isEqualTo(DeliveryState.PENDING);
    }

    @Test
    void knows_no_other_verb_and_no_other_delivery() {
        assertCode(house.post("/api/deliveries/1/destroy", REASON), 404, "console.no-such-path");
        assertCode(house.post("/api/deliveries/987654/hold", REASON), 404, "console.no-such-delivery");
    }

    /** PostgreSQL keeps no NUL. */
    @Test
    void a_filter_with_a_character_that_no_name_has_starts_nothing() {
        for (String name : List.of("flow", "group", "counterpart", "problem")) {
            assertCode(
                    house.post("/api/replays", "{\"" + name + "\":\"a\\u0000b\",\"reason\":\"x\"}"),
                    400,
                    "console.bad-parameter");
            assertCode(house.get("/api/deliveries?" + name + "=a%00b"), 400, "console.bad-parameter");
        }
    }

    /** Two of them would be one question mark in the books, and money told under two numbers would be told under one. */
    @Test
    void a_transaction_number_that_is_no_text_or_longer_than_any_is_not_taken() {
        String settle = "/api/payments/2/settle";
        for (String number : List.of("GD\\ud83d", "\\udc00GD", "9".repeat(201))) {
            String order = "{\"as\":\"PAID\",\"transaction\":\"" + number + "\",\"reason\":\"x\"}";
            assertCode(house.post(settle, order), 400, "console.bad-parameter");
        }
        String whole = "{\"as\":\"PAID\",\"transaction\":\"GD\\ud83d\\ude00\",\"reason\":\"x\"}";
        assertThat(house.post(settle, whole).status()).isEqualTo(200);
    }

    @Test
    void replays_a_whole_filter_as_a_job_with_progress() {
        house.seed().dead("G16-240315-0101", Problem.of("console.bad-request"));
        house.seed().dead("G16-240315-0102", Problem.of("console.bad-request"));
        House.Answer started =
                house.post("/api/replays", "{\"problem\":\"console.bad-request\",\"reason\":\"Đã sửa ánh xạ\"}");
        assertThat(started.status()).isEqualTo(202);
        assertThat(started.json().path("found").asInt()).isEqualTo(2);
        while (house.ledger().continueJobs(100)) {
            // each call is one step of the job
        }
        House.Answer job = house.get(started.header("Location"));
        assertThat(job.json().path("done").asInt()).isEqualTo(2);
        assertThat(job.json().path("finishedAt").asString()).endsWith("+07:00");
    }

    @Test
    void replays_a_group_of_problems_and_no_other() {
        Problem refused = Problem.of("npsp.refused").with("code", "-1");
        house.seed().dead("G16-240315-0111", refused.with("answer", "Hồ sơ G16-240315-0111 thiếu ngày"));
        house.seed().dead("G16-240315-0112", refused.with("answer", "Hồ sơ G16-240315-0112 thiếu ngày"));
        house.seed().dead("G16-240315-0113", refused.with("answer", "Sai mã thủ tục"));
        String group = house.get("/api/problems")
                .json()
                .path("items")
                .valueStream()
                .filter(item -> item.path("problem").path("says").asString().contains("thiếu ngày"))
                .map(item -> item.path("group").asString())
                .findFirst()
                .orElseThrow();
        assertThat(house.get("/api/deliveries?group=" + group)
                        .json()
                        .path("total")
                        .asInt())
                .isEqualTo(2);
        House.Answer started = house.post("/api/replays", "{\"group\":\"" + group + "\",\"reason\":\"đã sửa\"}");
        assertThat(started.json().path("found").asInt()).isEqualTo(2);
    }

    @Test
    void other_verbs_work_on_a_whole_filter_too() {
        long waiting = house.seed().pending("G16-240315-0121");
        House.Answer started =
                house.post("/api/replays", "{\"verb\":\"hold\",\"dossier\":\"G16-240315-0121\",\"reason\":\"chờ\"}");
        assertThat(started.status()).isEqualTo(202);
        assertThat(started.json().path("verb").asString()).isEqualTo("hold");
        while (house.ledger().continueJobs(100)) {
            // each call is one step of the job
        }
        assertThat(house.get("/api/deliveries/" + waiting).json().path("state").asString())
                .isEqualTo("HELD");
        assertCode(
                house.post("/api/replays", "{\"verb\":\"release\",\"state\":\"DEAD\",\"reason\":\"x\"}"),
                400,
                "console.state-not-for-verb");
        assertCode(house.post("/api/replays", "{\"verb\":\"destroy\",\"reason\":\"x\"}"), 400, "console.bad-parameter");
    }

    @Test
    void a_job_that_gives_up_says_of_what() {
        String body = "{\"verb\":\"cancel\",%s\"reason\":\"nhập trùng\"}";
        int before = house.get("/api/replays").json().path("items").size();
        assertCode(house.post("/api/replays", body.formatted("")), 400, "console.cancel-of-what");
        assertThat(house.get("/api/replays").json().path("items").size()).isEqualTo(before);
        assertThat(house.post("/api/replays", body.formatted("\"dossier\":\"G16-240315-0141\","))
                        .status())
                .isEqualTo(202);
    }

    @Test
    void a_job_is_paused_resumed_and_cancelled_with_name_and_reason() {
        house.seed().dead("G16-240315-0131", Problem.of("console.not-acceptable"));
        String job = house.post("/api/replays", "{\"problem\":\"console.not-acceptable\",\"reason\":\"x\"}")
                .header("Location");
        assertThat(house.post(job + "/pause", REASON).json().path("state").asString())
                .isEqualTo("PAUSED");
        assertThat(house.post(job + "/resume", REASON).json().path("state").asString())
                .isEqualTo("RUNNING");
        House.Answer cancelled = house.post(job + "/cancel", REASON);
        assertThat(cancelled.json().path("state").asString()).isEqualTo("CANCELLED");
        assertThat(cancelled
                        .json()
                        .path("acts")
                        .valueStream()
                        .map(act -> act.path("verb").asString()))
                .containsExactly("pause", "resume", "cancel");
        assertCode(house.post(job + "/pause", REASON), 409, "ledger.job-has-ended");
        assertCode(house.post("/api/replays/4711/pause", REASON), 404, "console.no-such-replay");
    }

    @Test
    void a_slip_in_a_filter_never_replays_more_than_was_meant() {
        assertCode(
                house.post("/api/replays", "{\"dosier\":\"G16-240315-0101\",\"reason\":\"x\"}"),
                400,
                "console.unknown-member");
        assertCode(house.post("/api/replays", "{\"state\":\"HELD\",\"reason\":\"x\"}"), 400, "console.only-dead");
        assertThat(house.get("/api/replays/4711").status()).isEqualTo(404);
    }

    private static void assertCode(House.Answer answer, int status, String code) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.json().path("code").asString()).isEqualTo(code);
    }
}
