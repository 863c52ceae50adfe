package vn.lienthong.npsp2026;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.lienthong.dossier.Batch;
import vn.lienthong.dossier.Problem;
import vn.lienthong.ledger.Attempt;
import vn.lienthong.ledger.InMemoryMemos;
import vn.lienthong.npsp2026.SimulatedInterface.Trouble;
import vn.lienthong.relay.Outcome;
import vn.lienthong.relay.Reply;

/** What goes to the interface of 2026, and what its answers become, by the shipped policy. */
class Npsp2026ClientTest {

    @TempDir
    Path folder;

    private final InMemoryMemos memos = new InMemoryMemos();
    private final Map<String, String> settings = new HashMap<>();
    private SimulatedInterface otherSide;
    private Npsp2026Client client;

    @BeforeEach
    void start() throws Exception {
        otherSide = new SimulatedInterface();
        settings.putAll(Given.account(otherSide));
        client = client("ask");
    }

    @AfterEach
    void stop() {
        client.close();
        otherSide.close();
    }

    private Npsp2026Client client(String unanswered) throws Exception {
        return Given.client(folder, settings, unanswered, memos, () -> Instant.parse("2026-06-09T01:00:00Z"));
    }

    private Outcome dossier(Batch batch, Trouble... troubles) {
        otherSide.next(troubles);
        return client.send("dossier", batch).outcome();
    }

    private Outcome progress(Batch batch, Trouble... troubles) {
        otherSide.next(troubles);
        return client.send("progress", batch).outcome();
    }

    private List<String> history() {
        return otherSide.history(Given.NUMBER);
    }

    private static String problem(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Refused(var cause) -> cause.code();
            case Outcome.Unanswered(var cause) -> cause.code();
            case Outcome.Deferred deferred -> deferred.cause().code();
            default -> outcome.toString();
        };
    }

    @Test
    void creates_a_dossier_once_and_tells_each_status() {
        assertThat(dossier(Given.batch(Given.dossier(2))))
                .isEqualTo(new Outcome.Delivered("taken, code 200, idHoSo TEST-IDHS-0001"));
        assertThat(dossier(Given.batch(Given.dossier(4)))).isInstanceOf(Outcome.Delivered.class);

        assertThat(history()).containsExactly("created", "status 2", "status 4");
        assertThat(otherSide.tokens()).isEqualTo(1);
    }

    @Test
    void another_process_knows_the_id_too() throws Exception {
        dossier(Given.batch(Given.dossier(2)));

        try (Npsp2026Client other = client("ask")) {
            assertThat(other.send("progress", Given.batch(Given.step("Bước 1"))).outcome())
                    .isInstanceOf(Outcome.Delivered.class);
        }

        assertThat(history()).containsExactly("created", "status 2", "step Bước 1");
    }

    @Test
    void creates_no_dossier_whose_record_names_its_id() {
        dossier(Given.batch(Given.dossier(2)));
        memos.write(memos.read("npsp-2026/" + Given.NUMBER), "{\"files\":{}}");

        assertThat(dossier(Given.interrupted(Given.dossier("TEST-IDHS-0001", 4))))
                .isInstanceOf(Outcome.Delivered.class);
        assertThat(progress(Given.batch(Given.step("Bước 1")))).isInstanceOf(Outcome.Delivered.class);

        assertThat(history()).containsExactly("created", "status 2", "status 4", "step Bước 1");
    }

    @Test
    void an_id_that_is_named_again_and_again_is_written_once() {
        dossier(Given.batch(Given.dossier(2)));

        dossier(Given.batch(Given.dossier("TEST-IDHS-0001", 4)));
        dossier(Given.batch(Given.dossier("TEST-IDHS-0001", 5)));

        assertThat(history()).containsExactly("created", "status 2", "status 4", "status 5");
        assertThat(memos.read("npsp-2026/" + Given.NUMBER).version())
                .as("before the creation went out, and after it was answered")
                .isEqualTo(2);
    }

    @Test
    void steps_wait_for_their_dossier_and_keep_their_order() {
        assertThat(problem(progress(Given.batch(Given.step("Bước 1"))))).isEqualTo("npsp-2026.dossier-not-there-yet");

        dossier(Given.batch(Given.dossier(2)));
        assertThat(progress(Given.batch(Given.step("Bước 1"), Given.step("Bước 2"))))
                .isInstanceOf(Outcome.Delivered.class);

        assertThat(history()).containsExactly("created", "status 2", "step Bước 1", "step Bước 2");
    }

    @ParameterizedTest
    @CsvSource({
        "REFUSES, Refused, npsp-2026.refused",
        "CODE_400, Refused, npsp-2026.refused",
        "FORBIDS, Delivered, ",
        "FAULT, Unanswered, npsp-2026.answer-unclear",
        "SILENT, Unanswered, npsp-2026.no-answer",
        "HTML, Unanswered, npsp-2026.answer-unclear",
        "HTML_NO, Unanswered, npsp-2026.answer-unclear",
        "GATEWAY, Deferred, npsp-2026.told-to-wait",
        "NO_ID, Unanswered, npsp-2026.no-id",
        "ANOTHERS, Unanswered, npsp-2026.no-id",
        "FORGETS_TOKENS, Delivered, "
    })
    void an_answer_to_a_creation_means(Trouble trouble, String outcome, @Nullable String problem) {
        Outcome became = dossier(Given.batch(Given.dossier(2)), trouble);

        assertThat(became.getClass().getSimpleName()).isEqualTo(outcome);
        if (problem != null) {
            assertThat(problem(became)).isEqualTo(problem);
        }
    }

    @Test
    void a_creation_without_an_answer_waits_for_a_person_and_goes_again_at_their_word() {
        dossier(Given.batch(Given.dossier(2)), Trouble.SILENT);

        assertThat(problem(dossier(Given.interrupted(Given.dossier(2))))).isEqualTo("npsp-2026.may-be-there");
        assertThat(history()).containsExactly("created");

        assertThat(dossier(Given.batch(Given.dossier(2)))).isInstanceOf(Outcome.Delivered.class);
    }

    @Test
    void a_newer_record_does_not_create_what_may_be_there_either() {
        dossier(Given.batch(Given.dossier(2)), Trouble.SILENT);

        assertThat(problem(dossier(Given.batchOf(8, Given.dossier(4))))).isEqualTo("npsp-2026.may-be-there");
        assertThat(problem(dossier(Given.batchOf(9, Given.dossier(4))))).isEqualTo("npsp-2026.may-be-there");
        assertThat(history()).containsExactly("created");

        assertThat(dossier(Given.batchOf(9, Given.dossier(4))))
                .as("a person looked there and replays it")
                .isInstanceOf(Outcome.Delivered.class);
    }

    @Test
    void a_newer_record_creates_what_was_refused_or_never_went_out() {
        dossier(Given.batch(Given.dossier(2)), Trouble.REFUSES);
        assertThat(dossier(Given.batchOf(8, Given.dossier(4)))).isInstanceOf(Outcome.Delivered.class);

        assertThat(history()).containsExactly("created", "status 4");
    }

    @Test
    void an_attempt_cut_off_before_the_creation_went_out_asks_nobody() {
        assertThat(dossier(Given.interrupted(Given.dossier(2)))).isInstanceOf(Outcome.Delivered.class);
    }

    @Test
    void a_creation_without_an_answer_goes_again_where_the_policy_says_so() throws Exception {
        dossier(Given.batch(Given.dossier(2)), Trouble.SILENT);

        try (Npsp2026Client resending = client("resend")) {
            assertThat(resending
                            .send("dossier", Given.interrupted(Given.dossier(2)))
                            .outcome())
                    .isInstanceOf(Outcome.Delivered.class);
        }

        assertThat(history()).containsExactly("created", "created", "status 2");
    }

    @Test
    void a_status_without_an_answer_is_told_again_and_nothing_is_created_twice() {
        dossier(Given.batch(Given.dossier(2)));
        assertThat(dossier(Given.batch(Given.dossier(4)), Trouble.SILENT)).isInstanceOf(Outcome.Unanswered.class);

        assertThat(dossier(Given.interrupted(Given.dossier(4)))).isInstanceOf(Outcome.Delivered.class);

        assertThat(history()).containsExactly("created", "status 2", "status 4", "status 4");
    }

    @Test
    void a_step_without_an_answer_waits_for_a_person() {
        dossier(Given.batch(Given.dossier(2)));
        progress(Given.batch(Given.step("Bước 1")), Trouble.SILENT);

        assertThat(problem(progress(Given.interrupted(Given.step("Bước 1"))))).isEqualTo("npsp-2026.may-be-there");

        assertThat(history()).containsExactly("created", "status 2", "step Bước 1");
    }

    @Test
    void puts_each_file_up_once_however_often_its_dossier_is_tried() {
        Batch batch = Given.batch(Given.dossier(2, "một", "hai"));
        assertThat(dossier(batch, Trouble.NONE, Trouble.NONE, Trouble.GATEWAY)).isInstanceOf(Outcome.Deferred.class);

        assertThat(dossier(batch)).isInstanceOf(Outcome.Delivered.class);
        assertThat(dossier(batch)).isInstanceOf(Outcome.Delivered.class);

        assertThat(otherSide.uploads()).hasSize(2).containsOnly("Đơn _xin_.pdf");
        assertThat(history()).containsExactly("created", "status 2", "status 2");
    }

    @Test
    void says_how_many_files_went_without_when_it_creates_a_dossier() {
        String record = Given.dossier(2)
                .replaceFirst("\\{", "{\"KhongTaiLen\":[{\"TenGiayTo\":\"a.pdf\"},{\"TenGiayTo\":\"b.pdf\"}],");
        Batch creates = Given.batch(record);
        Batch tellsItsStatus = Given.batch(record);

        dossier(creates);
        dossier(tellsItsStatus);

        assertThat(warnings(creates))
                .containsExactly(Npsp2026Problem.FILES_LEFT_OUT.problem().with("files", "2"));
        assertThat(warnings(tellsItsStatus)).isEmpty();
    }

    private static List<Problem> warnings(Batch batch) {
        return Objects.requireNonNull(batch.items().getFirst().mapped()).warnings();
    }

    @Test
    void an_upload_without_an_answer_is_no_dossier_that_may_be_there() {
        Batch batch = Given.batch(Given.dossier(2, "một", "hai"));

        assertThat(dossier(batch, Trouble.SILENT)).isInstanceOf(Outcome.Deferred.class);
        assertThat(problem(dossier(batch, Trouble.NO_ID))).isEqualTo("npsp-2026.upload-unclear");
        assertThat(problem(dossier(batch, Trouble.ANOTHERS))).isEqualTo("npsp-2026.upload-unclear");
        assertThat(dossier(batch)).isInstanceOf(Outcome.Delivered.class);

        assertThat(history()).containsExactly("created", "status 2");
    }

    @Test
    void keeps_no_file_in_the_attempts_record_and_no_token() {
        Reply reply = client.send("dossier", Given.batch(Given.dossier(2, "một tệp")));

        assertThat(reply.calls())
                .extracting(Attempt.Call::service)
                .containsExactly("npsp-2026 upload", "npsp-2026 NoiHoSo", "npsp-2026 CapNhatTrangThai");
        String upload =
                new String(Objects.requireNonNull(reply.calls().getFirst().sent()), StandardCharsets.UTF_8);
        assertThat(upload)
                .isEqualTo("{\"HashTepTin\":\"" + SimulatedInterface.sha256("một tệp".getBytes(StandardCharsets.UTF_8))
                        + "\"}");
        assertThat(reply.toString()).doesNotContain("TEST-TOKEN");
    }

    @Test
    void one_token_serves_all_threads() throws Exception {
        dossier(Given.batch(Given.dossier(2)));
        otherSide.next(Trouble.FORGETS_TOKENS);
        List<Callable<Outcome>> steps = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            String step = Given.step("Bước " + i);
            steps.add(() -> progress(Given.batch(step)));
        }
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Outcome> done : threads.invokeAll(steps)) {
                assertThat(done.get()).isInstanceOf(Outcome.Delivered.class);
            }
        }

        assertThat(otherSide.tokens()).isEqualTo(2);
    }

    @Test
    void a_refused_account_shuts_the_door_for_everything() throws Exception {
        settings.put("client-secret", "WRONG");
        try (Npsp2026Client wrong = client("ask")) {
            assertThat(wrong.send("dossier", Given.batch(Given.dossier(2))).outcome())
                    .isInstanceOfSatisfying(Outcome.Deferred.class, deferred -> {
                        assertThat(deferred.says()).isEqualTo(Outcome.Says.SHUT);
                        assertThat(deferred.cause().code()).isEqualTo("npsp-2026.login-refused");
                    });
        }
    }

    @Test
    void a_worker_that_lost_its_dossier_sends_nothing_more() {
        Batch lost = new Batch("f", null, false, Given.batch(Given.dossier(2)).items(), false, () -> false);

        assertThat(problem(client.send("dossier", lost).outcome())).isEqualTo("relay.lease-lost");
        assertThat(history()).isEmpty();
    }

    @Test
    void a_worker_that_lost_its_dossier_leaves_the_doubt_of_the_one_who_has_it() {
        dossier(Given.batch(Given.dossier(2)), Trouble.SILENT);
        Batch lost = new Batch("f", null, false, Given.batch(Given.dossier(2)).items(), false, () -> false);

        assertThat(problem(dossier(lost))).isEqualTo("relay.lease-lost");

        assertThat(problem(dossier(Given.interrupted(Given.dossier(2))))).isEqualTo("npsp-2026.may-be-there");
        assertThat(history()).containsExactly("created");
    }

    @Test
    void waits_until_it_is_set_up() throws Exception {
        settings.put("url", "");
        try (Npsp2026Client none = client("ask")) {
            assertThat(problem(
                            none.send("dossier", Given.batch(Given.dossier(2))).outcome()))
                    .isEqualTo("npsp-2026.not-configured");
        }
    }

    @Test
    void says_every_setting_that_is_wrong() {
        Map<String, String> wrong =
                Map.of("url", "ftp://x", "path.create", "", "answer.code", "", "longest-answer", "1B");

        assertThatThrownBy(() -> Given.settings(wrong))
                .rootCause()
                .hasMessageContaining("npsp-2026.url: expected an address")
                .hasMessageContaining("client-id and client-secret are needed")
                .hasMessageContaining("npsp-2026.path.create: expected a path")
                .hasMessageContaining("npsp-2026.answer.code")
                .hasMessageContaining("npsp-2026.longest-answer");
    }
}
