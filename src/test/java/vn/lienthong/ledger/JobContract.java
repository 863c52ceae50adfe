package vn.lienthong.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static vn.lienthong.ledger.DeliveryState.CANCELLED;
import static vn.lienthong.ledger.DeliveryState.DEAD;
import static vn.lienthong.ledger.DeliveryState.HELD;
import static vn.lienthong.ledger.DeliveryState.PENDING;
import static vn.lienthong.ledger.DeliveryState.RETRYING;
import static vn.lienthong.ledger.DeliveryState.SENDING;
import static vn.lienthong.ledger.Samples.LAN;
import static vn.lienthong.ledger.Samples.badDossier;
import static vn.lienthong.ledger.Samples.dead;
import static vn.lienthong.ledger.Samples.dossier;
import static vn.lienthong.ledger.Samples.problem;
import static vn.lienthong.ledger.Samples.progress;
import static vn.lienthong.ledger.Samples.record;
import static vn.lienthong.ledger.Samples.retry;
import static vn.lienthong.ledger.Samples.settlement;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import vn.lienthong.dossier.Problem;
import vn.lienthong.ledger.Ledger.Claim;
import vn.lienthong.ledger.Ledger.Decision;
import vn.lienthong.ledger.Ledger.Entry;
import vn.lienthong.ledger.Ledger.VerbRefused;
import vn.lienthong.ledger.LedgerView.Event;
import vn.lienthong.ledger.LedgerView.ProblemGroup;

/** Verbs for many deliveries at once, and the groups of dead letters they are mostly used for. */
abstract class JobContract extends LedgerOnDatabase {

    @Test
    void a_job_is_not_begun_by_what_it_could_not_keep_to() {
        DeliveryFilter filter = DeliveryFilter.any().of(new Reception(clock.instant(), null, null, null));
        assertThatThrownBy(() -> ledger.startJob(Verb.REPLAY, filter, LAN))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(view.jobs()).isEmpty();
    }

    private static final String A = "G16.05-260302-0001";
    private static final Decision MAI = new Decision("mai", "the portal asked for a pause");

    @Test
    void ten_thousand_dead_letters_with_five_causes_are_five_groups_each_with_one_replay() {
        int many = 10_000;
        List<Entry> entries = new ArrayList<>(IntStream.range(0, many)
                .mapToObj(i -> record("k" + i, badDossier("D-" + i, cause(i))))
                .toList());
        ledger.enter(entries);
        List<ProblemGroup> groups = view.problemGroups();
        assertThat(groups).hasSize(5).allMatch(group -> group.deliveries() == many / 5);
        assertThat(groups).extracting(ProblemGroup::key).doesNotHaveDuplicates();
        Job job = ledger.startJob(Verb.REPLAY, inGroup(groups.getFirst()), LAN);
        assertThat(job.found()).isEqualTo(many / 5);
        finishJobs();
        assertThat(view.problemGroups()).hasSize(4).doesNotContain(groups.getFirst());
        assertThat(view.deliveries(inGroup(groups.getLast()), 1, 1).total()).isEqualTo(many / 5);
        assertThat(view.tallies().getFirst().dead()).isEqualTo(many / 5 * 4);
    }

    /** Two are refusals in words of the portal's own, which quote the dossier's number. */
    private static Problem cause(int i) {
        Problem refused = Problem.of("npsp.refused").with("code", "-1");
        return switch (i % 5) {
            case 0 -> problem("mapping.bad");
            case 1 -> problem("mapping.bad").in("NgayTiepNhan");
            case 2 -> problem("mapping.bad").at("mappings/npsp/dossier/mapping.yaml:9");
            case 3 -> refused.with("answer", "Hồ sơ 000.00.00.G16-240315-" + i + " thiếu ngày tiếp nhận");
            default -> refused.with("answer", "Hồ sơ 000.00.00.G16-240315-" + i + " sai mã thủ tục");
        };
    }

    @Test
    void a_group_says_nothing_of_what_the_counterpart_answered() {
        enter(record("k", badDossier("D-1", Problem.of("npsp.refused").with("answer", "Trần Thị Thử đã nộp"))));
        assertThat(view.problemGroups().getFirst().key()).matches("npsp\\.refused@[0-9a-f]{16}");
    }

    @Test
    void a_dead_letter_without_a_cause_has_a_group_as_well() {
        enter(record("k", dossier("D-1")));
        Claim claim = claimOne();
        Ledger.NewAttempt silent =
                new Ledger.NewAttempt(clock.instant(), Samples.LEASE, "refused", true, null, List.of(), List.of());
        ledger.settle(
                settlement(claim, new Ledger.Tried(claimedOne(claim).delivery(), silent, new Ledger.Next.Dead(false))));
        ledger.startJob(Verb.REPLAY, inGroup(view.problemGroups().getFirst()), LAN);
        finishJobs();
        assertThat(view.problemGroups()).isEmpty();
    }

    @Test
    void many_dead_letters_are_replayed_in_steps_and_in_order() {
        IntStream.range(0, 25).forEach(i -> enter(record("k" + i, badDossier("D-" + i % 5, problem("x.bad")))));
        enter(record("other", badDossier("D-9", problem("x.other"))));
        Job job = ledger.startJob(Verb.REPLAY, new DeliveryFilter(null, null, null, null, "x.bad", null), LAN);
        assertThat(job.found()).isEqualTo(25);
        assertThat(claim()).isEmpty();
        int steps = 0;
        while (ledger.continueJobs(10)) {
            steps++;
        }
        assertThat(steps).isEqualTo(3);
        Job done = view.job(job.id()).orElseThrow();
        assertThat(done.done()).isEqualTo(25);
        assertThat(done.finishedAt()).isEqualTo(clock.instant());
        assertThat(done.filter()).isEqualTo(job.filter());
        List<String> sent = deliverAll();
        assertThat(sent).hasSize(25);
        assertThat(sent.stream()
                        .filter(content -> Set.of("k3/1", "k8/1", "k13/1", "k18/1", "k23/1")
                                .contains(content)))
                .containsExactly("k3/1", "k8/1", "k13/1", "k18/1", "k23/1");
        assertThat(view.tallies().getFirst().dead()).isEqualTo(1);
    }

    @Test
    void a_replay_job_goes_on_after_a_restart_and_replays_each_letter_once() {
        List<Long> ids = IntStream.range(0, 10)
                .mapToObj(i -> enterOne(record("k" + i, badDossier("D-" + i, problem("x.bad")))))
                .toList();
        Job job = ledger.startJob(Verb.REPLAY, DeliveryFilter.any(), LAN);
        ledger.continueJobs(4);
        database.close();
        reopenWith(currentSettings());
        List<Claim> claims = claim();
        assertThat(claims).hasSize(4);
        claims.forEach(claim -> ledger.settle(settlement(claim, dead(claimedOne(claim), "x.bad"))));
        long later = enterOne(record("later", badDossier("D-99", problem("x.bad"))));
        while (ledger.continueJobs(4)) {
            assertThat(view.jobs()).hasSize(1);
        }
        assertThat(view.job(job.id()).orElseThrow().done()).isEqualTo(10);
        assertThat(ids).allSatisfy(id -> assertThat(view.events(id)).hasSize(1));
        assertThat(stateOf(later)).isEqualTo(DEAD);
    }

    @Test
    void a_replay_of_a_dossier_or_of_what_is_not_dead() {
        enter(record("a1", badDossier(A, problem("x.bad"))));
        enter(record("b1", badDossier("D-2", problem("x.bad"))));
        enter(record("r1", dossier("D-3")));
        Claim claim = claimOne();
        ledger.settle(settlement(claim, retry(claimedOne(claim), clock.instant().plusSeconds(3600))));
        assertThat(ledger.startJob(Verb.REPLAY, new DeliveryFilter(RETRYING, null, null, null, null, null), LAN))
                .matches(job -> job.found() == 0 && job.finishedAt() != null);
        assertThat(ledger.startJob(Verb.REPLAY, new DeliveryFilter(null, A, null, null, null, null), LAN)
                        .found())
                .isEqualTo(1);
        while (ledger.continueJobs(100)) {
            assertThat(view.jobs()).hasSize(2);
        }
        assertThat(deliverAll()).containsExactly("a1/1");
    }

    @Test
    void a_paused_job_stands_still_while_others_go_on_and_is_resumed_where_it_stood() {
        enterBad("x.slow", 10);
        enterBad("x.quick", 10);
        Job slow = ledger.startJob(Verb.REPLAY, withProblem("x.slow"), LAN);
        ledger.continueJobs(4);
        ledger.pauseJob(slow.id(), MAI);
        Job quick = ledger.startJob(Verb.REPLAY, withProblem("x.quick"), LAN);
        finishJobs();
        assertThat(view.job(quick.id()).orElseThrow().state()).isEqualTo(Job.State.FINISHED);
        assertThat(view.job(slow.id()).orElseThrow())
                .matches(job -> job.state() == Job.State.PAUSED && job.done() == 4 && job.finishedAt() == null);
        database.close();
        reopenWith(currentSettings());
        assertThat(ledger.continueJobs(4)).isFalse();
        ledger.resumeJob(slow.id(), MAI);
        finishJobs();
        assertThat(view.job(slow.id()).orElseThrow())
                .matches(job -> job.state() == Job.State.FINISHED && job.done() == 10);
    }

    @Test
    void a_cancelled_job_leaves_what_it_did_and_does_no_more() {
        enterBad("x.bad", 10);
        Job job = ledger.startJob(Verb.REPLAY, withProblem("x.bad"), LAN);
        ledger.continueJobs(4);
        ledger.cancelJob(job.id(), MAI);
        assertThat(ledger.continueJobs(4)).isFalse();
        assertThat(view.job(job.id()).orElseThrow())
                .matches(ended -> ended.state() == Job.State.CANCELLED && ended.done() == 4)
                .matches(ended -> clock.instant().equals(ended.finishedAt()));
        assertThat(view.tallies().getFirst().dead()).isEqualTo(6);
    }

    @Test
    void whoever_acts_on_a_job_leaves_name_and_reason() {
        enterBad("x.bad", 1);
        long job = ledger.startJob(Verb.REPLAY, withProblem("x.bad"), LAN).id();
        ledger.pauseJob(job, MAI);
        ledger.pauseJob(job, MAI);
        ledger.resumeJob(job, LAN);
        ledger.cancelJob(job, MAI);
        assertThat(view.jobEvents(job))
                .extracting(Event::verb, Event::by, Event::reason)
                .containsExactly(
                        tuple("pause", "mai", MAI.reason()),
                        tuple("resume", "lan", LAN.reason()),
                        tuple("cancel", "mai", MAI.reason()));
        for (Runnable late : List.<Runnable>of(
                () -> ledger.pauseJob(job, MAI), () -> ledger.resumeJob(job, MAI), () -> ledger.cancelJob(job, MAI))) {
            assertRefused(late, "ledger.job-has-ended");
        }
        assertRefused(() -> ledger.pauseJob(4711, MAI), "ledger.no-such-job");
    }

    private static void assertRefused(Runnable act, String code) {
        assertThatThrownBy(act::run)
                .asInstanceOf(type(VerbRefused.class))
                .satisfies(refused -> assertThat(refused.problem().code()).isEqualTo(code));
    }

    @Test
    void jobs_take_turns_so_that_a_small_one_does_not_wait_for_a_large_one() {
        enterBad("x.large", 40);
        enterBad("x.small", 4);
        long large = ledger.startJob(Verb.REPLAY, withProblem("x.large"), LAN).id();
        ledger.continueJobs(5);
        long small = ledger.startJob(Verb.REPLAY, withProblem("x.small"), LAN).id();
        ledger.continueJobs(5);
        ledger.continueJobs(5);
        assertThat(view.job(small).orElseThrow().state()).isEqualTo(Job.State.FINISHED);
        assertThat(view.job(large).orElseThrow().done()).isEqualTo(10);
    }

    @Test
    void all_that_waits_is_held_and_released_again_in_order() {
        enter(record("a1", dossier(A)));
        enter(record("a2", progress(A)));
        long onTheWire = enterOne(record("b1", dossier("D-2")));
        long retrying = enterOne(record("c1", dossier("D-3")));
        for (Claim claim : claim()) {
            if (claimedOne(claim).delivery() == retrying) {
                ledger.settle(settlement(
                        claim, retry(claimedOne(claim), clock.instant().plusSeconds(3600))));
            } else if (claimedOne(claim).delivery() != onTheWire) {
                ledger.giveBack(claim, clock.instant());
            }
        }
        Job hold = ledger.startJob(Verb.HOLD, inFlow(null), LAN);
        assertThat(hold.found()).isEqualTo(3);
        finishJobs();
        assertThat(view.job(hold.id()).orElseThrow().done()).isEqualTo(3);
        assertThat(stateOf(onTheWire)).isEqualTo(SENDING);
        assertThat(stateOf(retrying)).isEqualTo(HELD);
        assertThat(claim()).isEmpty();
        ledger.startJob(Verb.RELEASE, new DeliveryFilter(null, A, null, null, null, null), LAN);
        finishJobs();
        assertThat(deliverAll()).containsExactly("a1/1", "a2/1");
        assertThat(view.events(retrying)).extracting(Event::verb, Event::by).containsExactly(tuple("hold", "lan"));
    }

    @Test
    void all_that_is_dead_is_given_up_and_lanes_go_on() {
        long bad = enterOne(record("a1", badDossier(A, problem("x.bad"))));
        enter(record("a2", progress(A)));
        ledger.startJob(Verb.CANCEL, inFlow(null), LAN);
        finishJobs();
        assertThat(stateOf(bad)).isEqualTo(CANCELLED);
        assertThat(deliverAll()).containsExactly("a2/1");
        assertThat(view.tallies()).extracting(LedgerView.Tally::lanesParked).containsOnly(0L);
    }

    @Test
    void what_is_owed_is_given_up_by_the_heap_only_where_its_state_is_named() {
        long pending = enterOne(record("a1", dossier(A)));
        assertThat(ledger.startJob(Verb.CANCEL, inFlow(null), LAN).found()).isZero();
        ledger.startJob(Verb.CANCEL, inFlow(PENDING), LAN);
        finishJobs();
        assertThat(stateOf(pending)).isEqualTo(CANCELLED);
    }

    private static DeliveryFilter inFlow(@Nullable DeliveryState state) {
        return new DeliveryFilter(state, null, Samples.NPSP, null, null, null);
    }

    private static DeliveryFilter inGroup(ProblemGroup group) {
        return new DeliveryFilter(null, null, null, null, null, group.key());
    }

    private static DeliveryFilter withProblem(String code) {
        return new DeliveryFilter(null, null, null, null, code, null);
    }

    private void enterBad(String code, int many) {
        IntStream.range(0, many).forEach(i -> enter(record(code + i, badDossier("D-" + code + i, problem(code)))));
    }

    private void finishJobs() {
        boolean more = true;
        while (more) {
            more = ledger.continueJobs(200);
        }
    }
}
