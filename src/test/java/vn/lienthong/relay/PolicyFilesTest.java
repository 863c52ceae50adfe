package vn.lienthong.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import vn.lienthong.dossier.Problem;
import vn.lienthong.dossier.SettledFiles;

class PolicyFilesTest {

    private static final String GOOD = """
            policy: npsp
            timeout: { connect: 5s, read: 30s }
            retry: { first: 10s, factor: 2, longest: 30m, jitter: 20%, giveUpAfter: 7d }
            breaker: { window: 20 calls, failureRate: 50%, slowCall: 20s, openFor: 30s, probes: 1 }
            pace: { perSecond: 5, parallel: 4, rampAfterOutage: 2m }
            batch: { deliveries: 10 }
            unanswered: ask
            answers:
              - { code: [0, "00"], then: delivered }
              - { code: [3, -3], text: "đã tồn tại", then: { resend: { isUpdating: "True" } } }
              - { text: ["phiên", session], then: login }
              - { code: "*", then: refused }
            deadline: { urgentWithin: 8h, within: 24h }
            """;

    private static final Resends RESENDS =
            new Resends("npsp", List.of(Map.of("isUpdating", "True"), Map.of("isUpdating", "False")));

    private Path dir;
    private PolicyFiles policies;

    @BeforeEach
    void set_up(@TempDir Path folder) {
        dir = folder;
        policies = new PolicyFiles(dir, List.of(RESENDS));
    }

    @Test
    @ExtendWith(OutputCaptureExtension.class)
    void says_that_a_policy_is_gone_and_what_that_means(CapturedOutput log) throws Exception {
        write(GOOD);
        Files.delete(dir.resolve("npsp.yaml"));
        policies.refresh();

        assertThat(policies.find("npsp")).isEmpty();
        assertThat(log).contains("npsp.yaml is gone. Nothing is sent to npsp until it is back.");
    }

    @Test
    @ExtendWith(OutputCaptureExtension.class)
    void says_that_nothing_is_sent_by_a_policy_that_never_was_good(CapturedOutput log) throws Exception {
        write("policy: [");

        assertThat(policies.find("npsp")).isEmpty();
        assertThat(log).contains("has faults. Nothing is sent to npsp until it is corrected.");
    }

    @Test
    @ExtendWith(OutputCaptureExtension.class)
    void says_that_a_policy_is_not_utf_8(CapturedOutput log) throws Exception {
        Files.write(dir.resolve("npsp.yaml"), new byte[] {'#', (byte) 0xd0});
        policies.refresh();

        assertThat(log).contains("relay.policy-unreadable", "not UTF-8");
    }

    @Test
    void a_policy_that_is_being_written_stays_as_it_was_until_it_rests() throws Exception {
        write(GOOD);
        AtomicLong nanos = new AtomicLong();
        PolicyFiles watched = new PolicyFiles(dir, SettledFiles.afterRest(nanos::get), List.of(RESENDS));
        Files.writeString(dir.resolve("npsp.yaml"), GOOD.replace("giveUpAfter: 7d", "giveUpAfter: 1d"));
        watched.refresh();
        Files.delete(dir.resolve("npsp.yaml"));
        watched.refresh();

        assertThat(watched.find("npsp")).isPresent().isEqualTo(policies.find("npsp"));

        nanos.addAndGet(TimeUnit.SECONDS.toNanos(1));
        watched.refresh();
        assertThat(watched.find("npsp")).isEmpty();
    }

    @Test
    void a_file_that_leads_nowhere_takes_no_other_policy_with_it() throws Exception {
        write(GOOD);
        Files.createSymbolicLink(dir.resolve("agency.yaml"), dir.resolve("nowhere"));
        policies.refresh();

        assertThat(policies.find("npsp")).isPresent();
        assertThat(policies.find("agency")).isEmpty();
    }

    @Test
    @ExtendWith(OutputCaptureExtension.class)
    void a_file_that_cannot_be_read_is_told_once_and_tried_again(CapturedOutput log) throws Exception {
        Path file = Files.createDirectory(dir.resolve("npsp.yaml"));
        policies.refresh();
        policies.refresh();

        assertThat(log.toString().split("relay.policy-unreadable", -1)).hasSize(2);

        Files.delete(file);
        write(GOOD);
        assertThat(policies.find("npsp")).isPresent();
    }

    @Test
    void reads_every_part_of_a_policy() throws Exception {
        write(GOOD);

        assertThat(policies.faults()).isEmpty();
        assertThat(policies.find("npsp"))
                .contains(new Policy(
                        "npsp",
                        new Policy.Timeout(Duration.ofSeconds(5), Duration.ofSeconds(30)),
                        new Policy.Retry(Duration.ofSeconds(10), 2, Duration.ofMinutes(30), 0.2, Duration.ofDays(7)),
                        new Policy.Breaker(20, 0.5, Duration.ofSeconds(20), Duration.ofSeconds(30), 1),
                        new Policy.Pace(5, 4, Duration.ofMinutes(2)),
                        new Policy.Deadline(Duration.ofHours(8), Duration.ofHours(24)),
                        new Policy.Batching(10),
                        Policy.WhenUnanswered.ASK,
                        List.of(
                                new Policy.AnswerRule(List.of(), List.of("0", "00"), List.of(), "delivered", Map.of()),
                                new Policy.AnswerRule(
                                        List.of(),
                                        List.of("3", "-3"),
                                        List.of("đã tồn tại"),
                                        "resend",
                                        Map.of("isUpdating", "True")),
                                new Policy.AnswerRule(
                                        List.of(), List.of(), List.of("phiên", "session"), "login", Map.of()),
                                new Policy.AnswerRule(List.of(), List.of("*"), List.of(), "refused", Map.of()))));
    }

    @Test
    void nothing_is_resent_to_a_counterpart_that_knows_of_no_other_way() throws Exception {
        Files.writeString(dir.resolve("agency.yaml"), """
                policy: agency
                answers:
                  - { code: 409, then: { resend: { isUpdating: "True" } } }
                """);
        policies.refresh();

        assertThat(policies.faults()).singleElement().satisfies(fault -> {
            assertThat(fault.code()).isEqualTo("relay.policy-bad-value");
            assertThat(fault.details()).containsEntry("expected", "delivered, refused, deferred, unanswered, login");
        });
    }

    @Test
    void the_first_answer_that_matches_decides() throws Exception {
        write(GOOD);
        Policy policy = policies.inForce("npsp");

        assertThat(then(policy, "0", "thành công")).isEqualTo("delivered");
        assertThat(then(policy, "00", null)).isEqualTo("delivered");
        assertThat(then(policy, "-3", "Hồ sơ ĐÃ TỒN TẠI")).isEqualTo("resend");
        assertThat(then(policy, "3", "sai")).isEqualTo("refused");
        assertThat(then(policy, "9", "Phiên hết hạn")).isEqualTo("login");
        assertThat(policy.answer(200, null, null)).isNull();
    }

    @Test
    void a_code_that_ends_with_a_star_stands_for_all_that_begin_so() throws Exception {
        write("policy: npsp\nanswers: [{ code: [\"22*\", \"23*\"], then: refused }]\n");
        Policy policy = policies.inForce("npsp");

        assertThat(then(policy, "23505", null)).isEqualTo("refused");
        assertThat(then(policy, "23", null)).isEqualTo("refused");
        assertThat(then(policy, "2", null)).isEqualTo("unclear");
        assertThat(then(policy, "40001", null)).isEqualTo("unclear");
    }

    @Test
    void parts_left_out_have_defaults() throws Exception {
        write("policy: npsp\n");

        assertThat(policies.faults()).isEmpty();
        assertThat(policies.inForce("npsp").retry())
                .isEqualTo(PolicyReader.builtIn("npsp").retry());
        assertThat(policies.inForce("npsp").pace().perSecond()).isZero();
    }

    /** What is written instead of a part of the good file → code, line and column, and field of the fault. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            read: 30s           | read: 30 secs        | relay.policy-bad-value   | 2:31  | timeout.read
            read: 30s           | reed: 30s            | relay.policy-unknown-key | 2:25  | timeout.reed
            first: 10s          | first: 0s            | relay.policy-bad-value   | 3:17  | retry.first
            factor: 2           | factor: 0.5          | relay.policy-bad-value   | 3:30  | retry.factor
            jitter: 20%         | jitter: 120%         | relay.policy-bad-value   | 3:55  | retry.jitter
            window: 20 calls    | window: 0 calls      | relay.policy-bad-value   | 4:20  | breaker.window
            failureRate: 50%    | failureRate: half    | relay.policy-bad-value   | 4:43  | breaker.failureRate
            probes: 1           | probes: [1]          | relay.policy-bad-value   | 4:85  | breaker.probes
            perSecond: 5        | perSecond: -1        | relay.policy-bad-value   | 5:20  | pace.perSecond
            perSecond: 5        | perSecond: 5f        | relay.policy-bad-value   | 5:20  | pace.perSecond
            read: 30s           | read: 4000d          | relay.policy-bad-value   | 2:31  | timeout.read
            longest: 30m        | longest: 5s          | relay.policy-bad-value   | 3:42  | retry.longest
            giveUpAfter: 7d     | giveUpAfter: 9s      | relay.policy-bad-value   | 3:73  | retry.giveUpAfter
            [0, "00"]           | []                   | relay.policy-bad-value   | 9:13  | answers.code
            [0, "00"]           | ""                   | relay.policy-bad-value   | 9:13  | answers.code
            "đã tồn tại"        | " "                  | relay.policy-bad-value   | 10:28 | answers.text
            [0, "00"]           | "*"                  | relay.policy-answer-not-reached | 10:5 | answers
            ["phiên", session]  | ["Đã Tồn tại rồi"], code: 3 | relay.policy-answer-not-reached | 11:5 | answers
            parallel: 4         | parallel: 0          | relay.policy-bad-value   | 5:33  | pace.parallel
            deliveries: 10      | deliveries: ten      | relay.policy-bad-value   | 6:22  | batch.deliveries
            unanswered: ask     | unanswered: maybe    | relay.policy-bad-value   | 7:13  | unanswered
            unanswered: ask     | unanswerd: ask       | relay.policy-unknown-key | 7:1   | unanswerd
            then: delivered     | then: deliverd       | relay.policy-bad-value   | 9:30  | answers.then
            then: { resend: { isUpdating: "True" } } | then: resend                             | relay.policy-bad-value | 10:48 | answers.then
            then: { resend: { isUpdating: "True" } } | then: { resend: { isUpdating: "Maybe" } } | relay.policy-bad-value | 10:48 | answers.then
            then: { resend: { isUpdating: "True" } } | then: { resend: { updating: "True" } }    | relay.policy-bad-value | 10:48 | answers.then
            then: login         | than: login          | relay.policy-unknown-key | 11:33 | answers.than
            urgentWithin: 8h    | urgentWithin: soon   | relay.policy-bad-value   | 13:27 | deadline.urgentWithin
            within: 24h         | within: 0h           | relay.policy-bad-value   | 13:39 | deadline.within
            within: 24h         | wthin: 24h           | relay.policy-unknown-key | 13:31 | deadline.wthin
            policy: npsp        | policy: other        | relay.policy-name        | 1:9   | policy
            """)
    void each_fault_has_its_code_its_place_and_its_field(
            String written, String instead, String code, String place, String field) throws Exception {
        write(GOOD.replace(written, instead));

        assertThat(policies.faults()).anySatisfy(fault -> {
            assertThat(fault.code()).isEqualTo(code);
            assertThat(fault.place()).isEqualTo(dir.resolve("npsp.yaml") + ":" + place);
            assertThat(fault.field()).isEqualTo(field);
        });
    }

    @Test
    void a_file_whose_ending_keeps_it_from_being_read_is_told() throws Exception {
        Files.writeString(dir.resolve("lgsp.yml"), "policy: lgsp\n");
        write(GOOD);

        assertThat(policies.faults()).singleElement().satisfies(fault -> {
            assertThat(fault.code()).isEqualTo("relay.policy-wrong-ending");
            assertThat(fault.place()).isEqualTo(dir.resolve("lgsp.yml").toString());
        });
        assertThat(policies.find("npsp")).isPresent();
    }

    @Test
    void a_default_gives_way_to_what_is_written() throws Exception {
        write("policy: npsp\nretry: { first: 1h }\n");
        assertThat(policies.faults()).isEmpty();
        assertThat(policies.inForce("npsp").retry().longest()).hasHours(1);

        write("policy: npsp\nretry: { longest: 2s }\n");
        assertThat(policies.faults()).isEmpty();
        assertThat(policies.inForce("npsp").retry().first()).hasSeconds(2);
    }

    @Test
    void a_line_that_takes_less_than_those_before_it_is_reached() throws Exception {
        write("""
                policy: npsp
                answers:
                  - { code: 3, text: [a, b], then: delivered }
                  - { code: 3, text: c, then: refused }
                  - { code: [3, 4], text: a, then: refused }
                  - { code: 3, then: refused }
                  - { code: "3*", then: refused }
                  - { code: "*", then: refused }
                  - { text: a, then: deferred }
                  - { status: 500, then: deferred }
                  - { status: "5*", then: deferred }
                """);

        assertThat(policies.faults()).isEmpty();
    }

    @Test
    void a_line_with_a_status_takes_only_answers_that_came_with_it() throws Exception {
        write("""
                policy: npsp
                answers:
                  - { status: "5*", code: [-1, 7], then: deferred }
                  - { status: 200, then: delivered }
                  - { code: "*", then: refused }
                """);
        Policy policy = policies.inForce("npsp");

        assertThat(policies.faults()).isEmpty();
        assertThat(thenWith(policy, 500, "-1")).isEqualTo("deferred");
        assertThat(thenWith(policy, 500, "8")).isEqualTo("refused");
        assertThat(thenWith(policy, 400, "-1")).isEqualTo("refused");
        assertThat(thenWith(policy, null, "-1")).as("not by HTTP").isEqualTo("refused");
        assertThat(thenWith(policy, 200, "-1")).isEqualTo("delivered");
    }

    @Test
    void a_line_that_asks_for_a_status_behind_one_that_takes_any_is_never_reached() throws Exception {
        write("""
                policy: npsp
                answers:
                  - { status: "5*", then: deferred }
                  - { status: 503, code: 3, then: refused }
                  - { code: "*", then: refused }
                  - { status: 200, code: 1, then: deferred }
                """);

        assertThat(policies.faults())
                .extracting(fault -> fault.place() + " " + fault.details().get("line"))
                .satisfiesExactly(
                        second -> assertThat(second).endsWith("npsp.yaml:4:5 3"),
                        last -> assertThat(last).endsWith("npsp.yaml:6:5 5"));
    }

    @Test
    void all_faults_are_told_at_once_and_what_was_meant() throws Exception {
        write(GOOD.replace("giveUpAfter", "giveupafter").replace("slowCall: 20s", "slowCall: soon"));

        assertThat(policies.faults())
                .extracting(fault -> fault.says(Locale.ENGLISH))
                .satisfiesExactly(
                        first -> assertThat(first).contains("giveupafter", "Did you mean giveUpAfter?", ":3"),
                        second -> assertThat(second).contains("breaker.slowCall", "\"soon\"", ":4"));
    }

    @Test
    void a_broken_file_leaves_the_last_good_in_force() throws Exception {
        write(GOOD);
        write("policy: npsp\npace: { perSecond: [");

        assertThat(policies.faults()).extracting(Problem::code).containsExactly("relay.policy-unreadable");
        assertThat(policies.faults().getFirst().place()).endsWith("npsp.yaml:2:21");
        assertThat(policies.inForce("npsp").batch().deliveries()).isEqualTo(10);

        write(GOOD.replace("deliveries: 10", "deliveries: 3"));
        assertThat(policies.faults()).isEmpty();
        assertThat(policies.inForce("npsp").batch().deliveries()).isEqualTo(3);
    }

    @Test
    void a_key_given_twice_is_a_fault() throws Exception {
        write(GOOD + "unanswered: hold\n");

        assertThat(policies.faults()).extracting(Problem::code).containsExactly("relay.policy-key-twice");
    }

    @Test
    void a_counterpart_without_a_file_has_the_built_in_policy() throws Exception {
        write(GOOD);
        Files.delete(dir.resolve("npsp.yaml"));
        policies.refresh();

        assertThat(policies.find("npsp")).isEmpty();
        assertThat(policies.inForce("npsp").pace().parallel()).isEqualTo(4);
    }

    private void write(String yaml) throws IOException {
        Path temporary = Files.writeString(dir.resolve("new"), yaml);
        Files.move(temporary, dir.resolve("npsp.yaml"), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        policies.refresh();
    }

    private static String thenWith(Policy policy, @org.jspecify.annotations.Nullable Integer status, String code) {
        Policy.AnswerRule rule = policy.answer(status, code, null);
        return rule == null ? "unclear" : rule.then();
    }

    private static String then(Policy policy, String code, @org.jspecify.annotations.Nullable String message) {
        Policy.AnswerRule rule = policy.answer(200, code, message);
        return rule == null ? "unclear" : rule.then();
    }
}
