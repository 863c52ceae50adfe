package vn.lienthong.situation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import vn.lienthong.ledger.LedgerView;
import vn.lienthong.ledger.LedgerView.Tally;
import vn.lienthong.relay.Relay;

class AssessmentTest {

    @Test
    void all_is_well_when_nothing_is_owed() {
        assertThat(assessment(standing("closed", 0, 0, 0, 0), 0)).isEqualTo("WELL assessment.well");
        assertThat(Assessment.on(List.of(), 0, deadlines(0, 0)).level()).isEqualTo(Assessment.Level.WELL);
    }

    @Test
    void what_is_owed_is_on_its_way() {
        assertThat(assessment(standing("closed", 7, 0, 0, 0), 0)).isEqualTo("MOVING assessment.moving 7");
    }

    @Test
    void a_counterpart_that_does_not_answer_is_waited_for() {
        assertThat(assessment(standing("open", 7, 0, 0, 0), 0)).isEqualTo("WAITING assessment.down npsp 7");
        assertThat(assessment(standing("half-open", 7, 0, 0, 0), 0)).isEqualTo("WAITING assessment.down npsp 7");
    }

    @Test
    void a_parked_dossier_needs_a_person_whatever_else_there_is() {
        assertThat(assessment(standing("open", 7, 1, 2, 3), 0)).isEqualTo("ATTENTION assessment.parked 3");
    }

    @Test
    void a_broken_file_needs_a_person() {
        assertThat(assessment(standing("closed", 0, 0, 0, 0), 2)).isEqualTo("ATTENTION assessment.faults 2");
    }

    @Test
    void a_passed_deadline_needs_a_person_and_one_that_is_near_is_told() {
        List<Standing> moving = List.of(standing("closed", 7, 0, 0, 0));
        assertThat(Assessment.on(moving, 0, deadlines(2, 3)).headline().key()).isEqualTo("assessment.deadlines-passed");
        assertThat(Assessment.on(moving, 0, deadlines(2, 3)).level()).isEqualTo(Assessment.Level.ATTENTION);
        assertThat(Assessment.on(moving, 0, deadlines(0, 3)).level()).isEqualTo(Assessment.Level.MOVING);
        assertThat(Assessment.on(moving, 0, deadlines(0, 3)).headline().arguments())
                .containsExactly(3L, "npsp");
    }

    @Test
    void a_dossier_that_is_late_at_two_counterparts_is_not_told_of_as_two_dossiers() {
        Deadlines late = new Deadlines(
                Instant.EPOCH, List.of(new LedgerView.Deadlines("lgsp", 1, 0), new LedgerView.Deadlines("npsp", 1, 0)));
        Assessment assessment = Assessment.on(List.of(standing("closed", 1, 0, 0, 0)), 0, late);
        assertThat(Stream.concat(Stream.of(assessment.headline()), assessment.details().stream())
                        .filter(sentence -> sentence.key().equals("assessment.deadlines-passed"))
                        .map(Assessment.Sentence::arguments))
                .containsExactly(List.of(1L, "lgsp"), List.of(1L, "npsp"));
    }

    @Test
    void what_is_held_is_not_called_on_its_way() {
        Assessment assessment = Assessment.on(List.of(standing("closed", 5, 5, 0, 5)), 0, deadlines(0, 0));
        assertThat(assessment.details()).noneMatch(sentence -> sentence.key().equals("assessment.moving"));
    }

    private static String assessment(Standing standing, int faults) {
        Assessment assessment = Assessment.on(List.of(standing), faults, deadlines(0, 0));
        String arguments = String.join(
                " ",
                assessment.headline().arguments().stream().map(Object::toString).toList());
        return (assessment.level() + " " + assessment.headline().key() + " " + arguments).strip();
    }

    private static Deadlines deadlines(long passed, long near) {
        return new Deadlines(Instant.EPOCH, List.of(new LedgerView.Deadlines("npsp", passed, near)));
    }

    private static Standing standing(String breaker, long owed, long held, long dead, long parked) {
        Relay.@Nullable Counterpart relay = new Relay.Counterpart("npsp", breaker, null, 5, 4, 0, null, null, null);
        return new Standing(
                "npsp",
                relay,
                List.of(new Tally("npsp", "npsp-dossier", owed, 0, held, dead, 0, 0, 0, parked, null, null, null)));
    }
}
