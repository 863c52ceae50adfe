package vn.lienthong.npsp;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static org.assertj.core.api.Assertions.assertThat;
import static vn.lienthong.npsp.Given.known;
import static vn.lienthong.npsp.Given.sampleText;
import static vn.lienthong.npsp.StubbedPortal.json;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.lienthong.ledger.InMemoryMemos;
import vn.lienthong.ledger.Ledger;
import vn.lienthong.ledger.Memos;
import vn.lienthong.relay.Outcome;
import vn.lienthong.relay.Reply;

/** One login for all (npsp 3.1, 3.2; A-04). */
class SessionTest {

    private static final String SERVICE = "DongBoHoSoMC";
    private static final String OK = "{\"error_code\":0,\"message\":\"Thành công\"}";

    private final StubbedPortal portal = new StubbedPortal();
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-03-02T01:00:00Z"));
    private final InMemoryMemos memos = new InMemoryMemos();
    private final NpspClient client = another();

    @AfterEach
    void stop() {
        client.close();
        portal.close();
    }

    @Test
    void logs_in_once_for_all_workers() throws Exception {
        portal.answersLogin(json(sampleText("login-response")).withFixedDelay(200));
        portal.answers(SERVICE, OK);
        List<Future<Outcome>> all = new ArrayList<>();
        try (ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int n = 0; n < 20; n++) {
                all.add(workers.submit(this::outcome));
            }
        }
        for (Future<Outcome> each : all) {
            assertThat(each.get()).isInstanceOf(Outcome.Delivered.class);
        }
        assertThat(portal.logins()).hasSize(1);
    }

    @Test
    void logs_in_again_when_its_time_is_over() {
        portal.answers(SERVICE, OK);
        outcome();
        now.updateAndGet(time -> time.plus(Duration.ofMinutes(9)));
        outcome();
        assertThat(portal.logins()).hasSize(1);
        now.updateAndGet(time -> time.plus(Duration.ofMinutes(1)));
        outcome();
        assertThat(portal.logins()).hasSize(2);
    }

    @Test
    void a_refusal_heard_while_the_clock_was_ahead_does_not_outlast_it() {
        portal.answersLogin(json("{\"error_code\":-1,\"message\":\"Sai mật khẩu\"}"));
        outcome();
        now.updateAndGet(time -> time.minus(Duration.ofDays(1)));
        portal.answersLogin(json(sampleText("login-response")));
        portal.answers(SERVICE, OK);
        assertThat(outcome()).isInstanceOf(Outcome.Delivered.class);
    }

    @Test
    void an_expired_session_costs_one_login_and_one_repetition() {
        portal.answers(SERVICE, sampleText("session-expired-response"), OK);
        assertThat(outcome()).isInstanceOf(Outcome.Delivered.class);
        assertThat(portal.logins()).hasSize(2);
        assertThat(portal.calls()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403})
    void a_status_may_say_so_as_well(int status) {
        portal.answers(SERVICE, aResponse().withStatus(status), json(OK));
        assertThat(outcome()).isInstanceOf(Outcome.Delivered.class);
        assertThat(portal.logins()).hasSize(2);
    }

    @Test
    void an_expiry_many_workers_hear_of_costs_one_login() throws Exception {
        portal.answers(SERVICE, OK);
        outcome();
        portal.answers(SERVICE, json(sampleText("session-expired-response")).withFixedDelay(300));
        try (ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int n = 0; n < 10; n++) {
                workers.submit(this::outcome);
            }
        }
        assertThat(portal.logins()).hasSize(2);
        assertThat(portal.services()).filteredOn(SERVICE::equals).hasSize(1 + 20);
    }

    @Test
    void a_second_refusal_is_never_held_against_the_message() {
        portal.answers(SERVICE, sampleText("session-expired-response"));
        assertThat(outcome())
                .isEqualTo(
                        new Outcome.Deferred(NpspProblem.SESSION_REFUSED.problem(), null, false, Outcome.Says.FAILED));
        assertThat(portal.logins()).hasSize(2);
    }

    @Test
    void a_refusal_that_only_sounds_like_an_expired_session_costs_no_login() {
        portal.answers(SERVICE, says("Phiên bản biểu mẫu không đúng"));
        assertThat(outcome())
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused -> assertThat(refused.cause().details())
                                .containsEntry("answer", "Phiên bản biểu mẫu không đúng"));
        assertThat(portal.logins()).hasSize(1);
        assertThat(portal.calls()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Phiên làm việc đã hết hạn",
                "Hết phiên",
                "PHIÊN KHÔNG HỢP LỆ",
                "Invalid sessionId",
                "Session expired",
                "Phiên, bản ghi đã khóa"
            })
    void an_expired_session_is_known_by_its_words(String words) {
        portal.answers(SERVICE, says(words), OK);
        assertThat(outcome()).isInstanceOf(Outcome.Delivered.class);
        assertThat(portal.logins()).hasSize(2);
    }

    @Test
    void a_message_refused_with_such_words_while_its_session_works_is_put_before_a_person() {
        portal.answers(SERVICE, says("Phiên thẩm định chưa kết thúc"));
        portal.answers("TraCuuHoSo", sampleText("tra-cuu-ho-so-missing-response"));
        assertThat(outcome())
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused -> assertThat(refused.cause().details())
                                .containsEntry("answer", "Phiên thẩm định chưa kết thúc"));
        assertThat(portal.services()).containsExactly(SERVICE, SERVICE, "TraCuuHoSo", SERVICE);
        assertThat(portal.logins()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403})
    void a_message_a_status_refuses_while_its_session_works_waits_and_says_why(int status) {
        portal.answers(SERVICE, aResponse().withStatus(status));
        portal.answers("TraCuuHoSo", sampleText("tra-cuu-ho-so-missing-response"));
        assertThat(outcome())
                .isEqualTo(new Outcome.Deferred(
                        NpspProblem.FORBIDDEN.problem().with("status", String.valueOf(status)), null, true));
        assertThat(portal.services()).containsExactly(SERVICE, SERVICE, "TraCuuHoSo");
    }

    @Test
    void a_status_for_message_and_question_alike_is_never_held_against_the_message() {
        portal.answers(SERVICE, aResponse().withStatus(403));
        portal.answers("TraCuuHoSo", aResponse().withStatus(403));
        assertThat(outcome())
                .isEqualTo(
                        new Outcome.Deferred(NpspProblem.SESSION_REFUSED.problem(), null, false, Outcome.Says.FAILED));
    }

    @Test
    void a_portal_that_knows_its_sessions_again_gets_the_message_again() {
        String expired = sampleText("session-expired-response");
        portal.answers(SERVICE, expired, expired, OK);
        portal.answers("TraCuuHoSo", sampleText("tra-cuu-ho-so-missing-response"));
        assertThat(outcome()).isInstanceOf(Outcome.Delivered.class);
        assertThat(portal.services()).containsExactly(SERVICE, SERVICE, "TraCuuHoSo", SERVICE);
    }

    @Test
    void a_relay_that_cannot_be_asked_puts_such_a_message_off_and_it_counts() {
        try (NpspClient relay =
                Given.client(Given.settings("url=" + portal.address(), "profile=relay"), Given.policy())) {
            portal.server().stubFor(any(anyUrl()).willReturn(json(says("Phiên thẩm định chưa kết thúc"))));
            assertThat(relay.send(SERVICE, known(Given.item(Given.dossier()))).outcome())
                    .isInstanceOfSatisfying(
                            Outcome.Deferred.class,
                            deferred -> assertThat(deferred.counts()).isTrue());
        }
    }

    private static String says(String words) {
        return "{\"error_code\":-1,\"message\":\"" + words + "\"}";
    }

    @Test
    void a_session_that_never_works_does_not_cost_a_login_for_each_message() {
        portal.answers(SERVICE, sampleText("session-expired-response"));
        for (int n = 0; n < 5; n++) {
            assertThat(outcome()).isInstanceOf(Outcome.Deferred.class);
        }
        assertThat(portal.logins()).hasSize(2);
        now.updateAndGet(time -> time.plus(Duration.ofSeconds(31)));
        outcome();
        assertThat(portal.logins()).hasSize(3);
    }

    @Test
    void a_refused_account_is_left_alone_for_a_while() {
        portal.answersLogin(json(sampleText("login-refused-response")));
        for (int n = 0; n < 5; n++) {
            Reply reply = client.send(SERVICE, known(Given.item(Given.dossier())));
            assertThat(reply.outcome()).isInstanceOfSatisfying(Outcome.Deferred.class, deferred -> {
                assertThat(deferred.cause().code()).isEqualTo("npsp.login-refused");
                assertThat(deferred.counts()).isFalse();
                assertThat(deferred.says()).isEqualTo(Outcome.Says.SHUT);
            });
        }
        assertThat(portal.logins()).hasSize(1);
        assertThat(portal.calls()).isEmpty();
        now.updateAndGet(time -> time.plus(Duration.ofSeconds(31)));
        portal.answersLogin(json(sampleText("login-response")));
        portal.answers(SERVICE, OK);
        assertThat(outcome()).isInstanceOf(Outcome.Delivered.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{\"error_code\":0}", "{\"error_code\":0,\"session\":\"\"}", "{\"error_code\":0,\"session\":7}"})
    void a_login_without_a_session_is_none(String answer) {
        portal.answersLogin(json(answer));
        assertThat(outcome())
                .isInstanceOfSatisfying(
                        Outcome.Deferred.class,
                        deferred -> assertThat(deferred.counts()).isFalse());
    }

    @Test
    void a_login_that_cannot_be_reached_is_the_networks_fault() {
        portal.answersLogin(aResponse().withStatus(503).withHeader("Retry-After", "7"));
        assertThat(outcome())
                .isEqualTo(new Outcome.Deferred(
                        NpspProblem.UNAVAILABLE.problem().with("status", "503"), Duration.ofSeconds(7), true));
    }

    @Test
    void a_second_process_uses_the_login_of_the_first() {
        portal.answers(SERVICE, OK);
        outcome();
        try (NpspClient second = another()) {
            assertThat(outcomeOf(second)).isInstanceOf(Outcome.Delivered.class);
        }
        assertThat(portal.logins()).hasSize(1);
    }

    @Test
    void processes_that_start_at_once_log_in_once() throws Exception {
        portal.answersLogin(json(sampleText("login-response")).withFixedDelay(300));
        portal.answers(SERVICE, OK);
        try (NpspClient second = another();
                ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Outcome> one = workers.submit(this::outcome);
            Future<Outcome> two = workers.submit(() -> outcomeOf(second));
            assertThat(one.get()).isInstanceOf(Outcome.Delivered.class);
            assertThat(two.get()).isInstanceOf(Outcome.Delivered.class);
        }
        assertThat(portal.logins()).hasSize(1);
    }

    @Test
    void an_expiry_costs_one_login_for_all_processes() {
        portal.answers(SERVICE, OK);
        outcome();
        try (NpspClient second = another()) {
            outcomeOf(second);
            portal.answers(SERVICE, sampleText("session-expired-response"), OK);
            portal.answersLogin(json(sampleText("login-response").replace("TEST-SESSION", "ANOTHER-SESSION")));
            assertThat(outcome()).isInstanceOf(Outcome.Delivered.class);
            portal.answers(SERVICE, sampleText("session-expired-response"), OK);
            assertThat(outcomeOf(second)).isInstanceOf(Outcome.Delivered.class);
        }
        assertThat(portal.logins()).hasSize(2);
    }

    @Test
    void a_refused_account_is_left_alone_by_all_processes() {
        portal.answersLogin(json(sampleText("login-refused-response")));
        outcome();
        try (NpspClient second = another()) {
            assertThat(outcomeOf(second))
                    .isInstanceOfSatisfying(
                            Outcome.Deferred.class,
                            deferred -> assertThat(deferred.cause().code()).isEqualTo("npsp.login-refused"));
        }
        assertThat(portal.logins()).hasSize(1);
    }

    @Test
    void a_process_that_died_while_it_logged_in_is_not_waited_for_for_ever() {
        portal.answers(SERVICE, OK);
        new SharedSession(memos, new Seal(Given.settings()), now::get).beginLogin(Duration.ofSeconds(12));
        now.updateAndGet(time -> time.plus(Duration.ofSeconds(12)));
        assertThat(outcome()).isInstanceOf(Outcome.Delivered.class);
        assertThat(portal.logins()).hasSize(1);
    }

    @Test
    void who_reads_the_database_does_not_read_the_session() {
        portal.answers(SERVICE, OK);
        outcome();
        String session = Given.JSON
                .readTree(portal.calls().getFirst().getBody())
                .path("session")
                .asString();
        assertThat(session).isNotEmpty();
        assertThat(memos.under(""))
                .hasSize(1)
                .allSatisfy(memo -> assertThat(memo.content()).doesNotContain(session));
    }

    @Test
    void a_process_without_its_ledger_logs_in_by_itself() {
        portal.answers(SERVICE, OK);
        Memos away = new Memos() {
            @Override
            public List<Memo> under(String prefix) {
                throw new Ledger.LedgerUnavailable("away", new IllegalStateException());
            }

            @Override
            public Optional<Memo> write(Memo read, String content) {
                throw new Ledger.LedgerUnavailable("away", new IllegalStateException());
            }
        };
        try (NpspClient alone =
                Given.client(Given.settings("url=" + portal.address()), Given.policy(), away, now::get)) {
            assertThat(outcomeOf(alone)).isInstanceOf(Outcome.Delivered.class);
            assertThat(outcomeOf(alone)).isInstanceOf(Outcome.Delivered.class);
        }
        assertThat(portal.logins()).hasSize(1);
    }

    private NpspClient another() {
        return Given.client(Given.settings("url=" + portal.address()), Given.policy(), memos, now::get);
    }

    private static Outcome outcomeOf(NpspClient of) {
        return of.send(SERVICE, known(Given.item(Given.dossier()))).outcome();
    }

    private Outcome outcome() {
        return outcomeOf(client);
    }
}
