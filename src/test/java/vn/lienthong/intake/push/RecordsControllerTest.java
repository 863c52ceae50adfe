package vn.lienthong.intake.push;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import vn.lienthong.intake.Agency;

/** What becomes of a pushed record, and what its sender is told. */
class RecordsControllerTest extends PushStage {

    @Autowired
    private Agency agency;

    @Test
    void answers_with_ids_when_the_record_is_kept_as_it_came() throws Exception {
        String body = "  " + unique() + "\n";

        Told told = post("json-flow", body);

        assertThat(told.status()).isEqualTo(202);
        assertThat(told.response().headers().firstValue("Content-Type")).hasValue("application/json");
        long record = told.body().get("record").asLong();
        assertThat(told.body().get("deliveries").get(0).isIntegralNumber()).isTrue();
        assertThat(ledger.body(record).body()).isEqualTo(body.getBytes(StandardCharsets.UTF_8));
        assertThat(ledger.kept.getFirst().entry().source()).isEqualTo("push/local");
    }

    @Test
    void answers_a_repeat_with_the_same_ids() throws Exception {
        String body = unique();
        Told first = post("json-flow", body);

        Told second = post("json-flow", body);

        assertThat(second.status()).isEqualTo(200);
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(ledger.kept).hasSize(1);
    }

    @Test
    void says_of_a_repeat_that_it_waits_for_a_person() throws Exception {
        String body = unique();
        Told first = post("json-flow", body);
        ledger.refuse(first.body().get("deliveries").get(0).asLong());

        Told second = post("json-flow", body);

        assertThat(second.status()).isEqualTo(200);
        assertThat(second.body().get("deliveries")).isEqualTo(first.body().get("deliveries"));
        assertThat(second.body().get("warnings").findValuesAsString("code")).containsExactly("intake.repeated-waits");
    }

    @Test
    void knows_a_record_by_its_idempotency_key_within_its_flow_and_account() throws Exception {
        HttpRequest.Builder call = call("json-flow", unique()).header("Idempotency-Key", "k-1");
        Told first = told(call);

        assertThat(told(call).body()).isEqualTo(first.body());
        assertThat(told(call("other-flow", GOOD).header("Idempotency-Key", "k-1"))
                        .status())
                .isEqualTo(202);
        assertThat(told(call.copy().header(PushTestApplication.ACCOUNT, "don-vi-a"))
                        .status())
                .isEqualTo(202);
        assertThat(ledger.kept.getLast().entry().source()).isEqualTo("push/don-vi-a");
        assertThat(ledger.kept.getLast().entry().key()).isEqualTo("json-flow/idem:k-1");
    }

    @Test
    void refuses_a_flow_that_is_not_open_to_the_caller() throws Exception {
        HttpRequest.Builder call = call("json-flow", unique()).header(PushTestApplication.ACCOUNT, "don-vi-a");
        int before = ledger.kept.size();

        Told refused = told(call.copy().header(PushTestApplication.FLOW, "other-flow"));

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.body().get("code").asString()).isEqualTo("intake.flow-not-open");
        assertThat(ledger.kept).hasSize(before);
        assertThat(told(call.copy().header(PushTestApplication.FLOW, "json-flow"))
                        .status())
                .isEqualTo(202);
    }

    @Test
    void refuses_a_key_that_is_that_of_another_dossiers_record() throws Exception {
        String dead = "{\"dossier\":\"H-%d\"}".formatted(System.nanoTime());
        assertThat(told(call("json-flow", dead).header("Idempotency-Key", "k-2"))
                        .status())
                .isEqualTo(422);

        Told other = told(call("json-flow", unique()).header("Idempotency-Key", "k-2"));
        Told corrected = told(call("json-flow", dead.replace("}", ",\"owner\":\"Người thử\"}"))
                .header("Idempotency-Key", "k-2"));

        assertThat(other.status()).isEqualTo(409);
        assertThat(other.code()).isEqualTo("intake.idempotency-key-reused");
        assertThat(corrected.status()).isEqualTo(202);
        assertThat(ledger.kept).hasSize(2);
    }

    @Test
    void refuses_two_idempotency_keys() throws Exception {
        Told told = told(
                call("json-flow", unique()).header("Idempotency-Key", "k-3").header("Idempotency-Key", "k-4"));

        assertThat(told.status()).isEqualTo(400);
        assertThat(told.code()).isEqualTo("intake.idempotency-key");
        assertThat(ledger.kept).isEmpty();
    }

    @Test
    void owes_the_same_body_once_to_each_flow_it_was_pushed_to() throws Exception {
        String body = unique();

        assertThat(post("json-flow", body).status()).isEqualTo(202);
        assertThat(post("other-flow", body).status()).isEqualTo(202);
        assertThat(ledger.kept).hasSize(2);
    }

    @ParameterizedTest
    @MethodSource
    void refuses_an_idempotency_key_that_is_too_long_or_odd(String key) throws Exception {
        Told told = told(call("json-flow", GOOD).header("Idempotency-Key", key));

        assertThat(told.status()).isEqualTo(400);
        assertThat(told.code()).isEqualTo("intake.idempotency-key");
    }

    static Stream<String> refuses_an_idempotency_key_that_is_too_long_or_odd() {
        return Stream.of("k".repeat(201), "a b");
    }

    @Test
    void keeps_a_record_that_fails_its_mapping_and_tells_every_problem() throws Exception {
        Told told = post("json-flow", "{\"status\":\"NGUYEN VAN MAT\"}");

        assertThat(told.status()).isEqualTo(422);
        assertThat(told.response().headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(told.body().get("problems")).hasSize(2);
        assertThat(told.body().at("/problems/0/field").asString()).isEqualTo("dossier");
        assertThat(told.body().at("/problems/0/place").asString()).isEqualTo("mapping.yaml:3");
        assertThat(told.body().get("deliveries")).hasSize(1);
        assertThat(ledger.dead()).hasSize(1);
        assertThat(ledger.dead().getFirst().record())
                .isEqualTo(told.body().get("record").asLong());
        assertThat(told.body().toString()).doesNotContain("NGUYEN VAN MAT");
    }

    @Test
    void tells_a_repeated_bad_record_its_problems_and_ids_again() throws Exception {
        Told first = post("json-flow", "{\"status\":\"x\"}");
        Told second = post("json-flow", "{\"status\":\"x\"}");

        assertThat(second.status()).isEqualTo(422);
        assertThat(second.body().get("record")).isEqualTo(first.body().get("record"));
        assertThat(ledger.kept).hasSize(1);
    }

    @Test
    void says_why_nothing_is_owed() throws Exception {
        Told told = post("json-flow", "{\"dossier\":\"H-9\",\"owner\":\"x\",\"status\":\"skip\"}");

        assertThat(told.status()).isEqualTo(202);
        assertThat(told.body().get("deliveries")).isEmpty();
        assertThat(told.body().at("/notOwed/code").asString()).isEqualTo("agency.skipped");
        assertThat(ledger.kept).hasSize(1);
    }

    @Test
    void tells_what_is_worth_a_look() throws Exception {
        Told told = post("json-flow", "{\"dossier\":\"H-8\",\"owner\":\"x\",\"status\":\"warn\"}");

        assertThat(told.body().at("/warnings/0/code").asString()).isEqualTo("agency.odd");
    }

    @Test
    void answers_404_for_an_unknown_flow_and_405_for_other_methods() throws Exception {
        Told unknown = post("none-such", GOOD);
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.code()).isEqualTo("intake.unknown-flow");

        Told get = told(request("json-flow").GET());
        assertThat(get.status()).isEqualTo(405);
        assertThat(get.response().headers().firstValue("Allow")).hasValue("POST");
    }

    @Test
    void answers_503_while_the_ledger_or_the_mapping_is_not_to_be_had() throws Exception {
        ledger.goAway();
        Told away = post("json-flow", GOOD);
        ledger.comeBack();

        assertThat(away.status()).isEqualTo(503);
        assertThat(away.code()).isEqualTo("intake.ledger-unavailable");
        assertThat(away.response().headers().firstValue("Retry-After")).hasValue("5");
        assertThat(post("unmapped-flow", GOOD).code()).isEqualTo("intake.no-mapping");
    }

    @Test
    void answers_503_while_the_route_of_a_flow_that_ran_before_does_not_run() throws Exception {
        agency.add("passing-flow", Agency.format("json"));
        agency.close("passing-flow");
        Told stopped = post("passing-flow", GOOD);

        assertThat(stopped.status()).isEqualTo(503);
        assertThat(stopped.code()).isEqualTo("intake.flow-stopped");
        assertThat(stopped.response().headers().firstValue("Retry-After")).isPresent();
    }

    @Test
    void speaks_vietnamese_unless_asked_for_english() throws Exception {
        assertThat(language("fr")).hasSize(2).first().asString().isEqualTo("vi");
        assertThat(language("en-GB, vi;q=0.5").getFirst()).isEqualTo("en");
        assertThat(language("vi, en").get(1)).contains("Không có luồng");
        assertThat(language("en").get(1)).contains("No flow");
        assertThat(post("none-such", GOOD).response().headers().firstValue("Content-Language"))
                .hasValue("vi");
    }

    private List<String> language(String asked) throws Exception {
        Told told = told(call("none-such", GOOD).header("Accept-Language", asked));
        return List.of(
                told.response().headers().firstValue("Content-Language").orElse(""),
                told.body().get("title").asString());
    }

    @Test
    void obeys_no_header_it_does_not_know() throws Exception {
        Told told = told(call("json-flow", unique())
                .header("CamelHttpUri", "http://127.0.0.1:1/")
                .header("cAmElFileName", "/etc/x")
                .header("X-HTTP-Method-Override", "DELETE")
                .header("Accept", "text/html"));

        assertThat(told.status()).isEqualTo(202);
    }
}
