package vn.lienthong.npsp2026;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.lienthong.dossier.DossierNo;
import vn.lienthong.dossier.Problem;
import vn.lienthong.ledger.InMemoryMemos;
import vn.lienthong.npsp2026.SimulatedInterface.Trouble;
import vn.lienthong.relay.NotingBreakers;
import vn.lienthong.relay.Share;

/** How a dossier code is asked for, and what the caller hears, by the shipped policy. */
class NextCodesTest {

    @TempDir
    Path folder;

    private final NotingBreakers breakers = new NotingBreakers();
    private final Map<String, String> settings = new HashMap<>();
    private SimulatedInterface otherSide;
    private Npsp2026Client client;

    @BeforeEach
    void start() throws Exception {
        otherSide = new SimulatedInterface();
        settings.putAll(Given.account(otherSide));
        client = client();
    }

    @AfterEach
    void stop() {
        client.close();
        otherSide.close();
    }

    private Npsp2026Client client() throws IOException {
        Instant now = Instant.parse("2026-06-09T01:00:00Z");
        return Given.client(folder, settings, "ask", breakers, new InMemoryMemos(), () -> now);
    }

    private NextCode next(String code, Trouble... troubles) {
        otherSide.next(troubles);
        return client.codes().next(code);
    }

    private static String said(NextCode next) {
        return switch (next) {
            case NextCode.Given(DossierNo code) -> code.value();
            case NextCode.Unfit(Problem why) -> "400 " + why.code();
            case NextCode.NotGiven(Problem why) -> "502 " + why.code();
            case NextCode.NotNow(List<Problem> why) -> "503 " + why.getLast().code();
        };
    }

    @Test
    void each_question_takes_the_next_code_of_the_agency_or_the_procedure() {
        assertThat(said(next("G16.05"))).isEqualTo("G16.05-20260609-0000001");
        assertThat(said(next("1.011451"))).isEqualTo("G16-20260609-0000002");

        assertThat(otherSide.tokens()).isEqualTo(1);
        assertThat(breakers.told).containsExactly("npsp-2026 answered", "npsp-2026 answered");
    }

    @Test
    void a_site_s_path_may_have_parameters_of_its_own() throws Exception {
        settings.put("path.next-code", "next-code?kind=1");
        try (Npsp2026Client elsewhere = client()) {
            assertThat(said(elsewhere.codes().next("G16"))).isEqualTo("G16-20260609-0000001");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "REFUSES, 502 npsp-2026.code-refused, 0, npsp-2026 answered",
        "CODE_400, 502 npsp-2026.code-refused, 0, npsp-2026 answered",
        "FAULT, 502 npsp-2026.code-lost, 0, npsp-2026 npsp-2026.code-lost",
        "SILENT, 502 npsp-2026.code-lost, 1, npsp-2026 npsp-2026.no-answer",
        "HTML, 502 npsp-2026.code-lost, 1, ''",
        "NO_ID, 502 npsp-2026.code-lost, 1, npsp-2026 answered",
        "GATEWAY, 503 npsp-2026.told-to-wait, 0, npsp-2026 npsp-2026.told-to-wait",
        "FORGETS_TOKENS, G16-20260609-0000001, 1, npsp-2026 answered"
    })
    void an_answer_means(Trouble trouble, String said, int codes, String told) {
        assertThat(said(next("G16", trouble))).isEqualTo(said);

        assertThat(otherSide.codes()).as("asked once: one is lost at most").hasSize(codes);
        assertThat(String.join(", ", breakers.told)).isEqualTo(told);
    }

    @Test
    void a_token_that_is_never_taken_costs_one_more_and_no_code() {
        otherSide.next(Trouble.FORGETS_TOKENS);

        assertThat(said(next("G16", Trouble.FORGETS_TOKENS))).isEqualTo("503 npsp-2026.login-refused");
        assertThat(otherSide.codes()).isEmpty();
    }

    @Test
    void a_path_that_is_wrong_or_shut_to_us_opens_no_breaker_of_dossiers() throws Exception {
        assertThat(said(next("G16", Trouble.FORBIDS, Trouble.FORBIDS))).isEqualTo("503 npsp-2026.login-refused");
        settings.put("path.next-code", "not-there");
        try (Npsp2026Client astray = client()) {
            assertThat(said(astray.codes().next("G16"))).isEqualTo("503 npsp-2026.told-to-wait");
        }
        assertThat(breakers.told).isEmpty();
    }

    @Test
    void an_account_that_gets_no_token_counts_as_it_does_for_dossiers() throws Exception {
        settings.put("client-secret", "WRONG");
        try (Npsp2026Client unknown = client()) {
            assertThat(said(unknown.codes().next("G16"))).isEqualTo("503 npsp-2026.login-refused");
        }
        assertThat(breakers.told).containsExactly("npsp-2026 npsp-2026.login-refused");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "G16 05",
                "G16&x=1",
                "../G16",
                "1234567890123456789012345678901234567890123456789012345678901"
            })
    void nobody_is_asked_by_what_is_no_code(String code) {
        assertThat(said(next(code))).isEqualTo("400 npsp-2026.bad-code");
        assertThat(otherSide.tokens()).isZero();
    }

    @Test
    void nobody_is_asked_while_the_breaker_is_open_or_the_pace_is_used_up() {
        breakers.open = true;
        assertThat(said(next("G16"))).isEqualTo("503 npsp-2026.breaker-open");
        breakers.open = false;
        breakers.busy = true;
        assertThat(said(next("G16"))).isEqualTo("503 npsp-2026.busy");

        assertThat(otherSide.codes()).isEmpty();
        assertThat(breakers.told).isEmpty();
    }

    @Test
    void no_more_questions_are_under_way_than_the_policy_allows_this_process() {
        breakers.share = new Share(7, 8);
        otherSide.whenTaken(path -> assertThat(said(client.codes().next("G16"))).isEqualTo("503 npsp-2026.busy"));

        assertThat(said(next("G16"))).isEqualTo("G16-20260609-0000001");
        otherSide.whenTaken(path -> {});
        assertThat(said(next("G16"))).isEqualTo("G16-20260609-0000002");
    }

    @Test
    void nothing_is_given_out_where_nobody_is_reached_or_it_is_not_set_up() throws Exception {
        settings.put("url", "http://127.0.0.1:9/api");
        try (Npsp2026Client astray = client()) {
            assertThat(said(astray.codes().next("G16"))).isEqualTo("503 npsp-2026.not-reached");
        }
        settings.put("url", "");
        try (Npsp2026Client none = client()) {
            assertThat(said(none.codes().next("G16"))).isEqualTo("503 npsp-2026.not-configured");
        }
    }
}
