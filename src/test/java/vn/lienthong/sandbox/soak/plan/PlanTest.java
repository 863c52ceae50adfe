package vn.lienthong.sandbox.soak.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** One seed is one plan, and a plan holds what it is there to prove. */
class PlanTest {

    private final History history = History.of(17, 600, 100);

    @Test
    void one_seed_is_one_history_and_one_order_of_faults() {
        Set<FaultKind> kinds = EnumSet.allOf(FaultKind.class);

        assertThat(History.of(17, 600, 100)).isEqualTo(history);
        assertThat(History.of(18, 600, 100)).isNotEqualTo(history);
        assertThat(Faults.of(17, 50, kinds, 3)).isEqualTo(Faults.of(17, 50, kinds, 3));
        assertThat(Faults.of(18, 50, kinds, 3)).isNotEqualTo(Faults.of(17, 50, kinds, 3));
    }

    @Test
    void every_story_and_every_fate_occurs() {
        Set<String> stories = history.lives().stream().map(Life::story).collect(Collectors.toSet());
        Set<Fate> fates = history.lives().stream()
                .flatMap(life -> life.events().stream())
                .map(Event::fate)
                .collect(Collectors.toSet());

        assertThat(stories).hasSize(Story.values().length);
        assertThat(fates).containsExactlyInAnyOrder(Fate.values());
    }

    @Test
    void every_kind_of_fault_occurs_even_in_a_short_run() {
        Set<FaultKind> kinds = EnumSet.allOf(FaultKind.class);

        assertThat(Faults.of(5, kinds.size(), kinds, 1).all())
                .extracting(Fault::kind)
                .containsExactlyInAnyOrderElementsOf(kinds);
    }

    @Test
    void turns_never_fall_within_a_dossier_and_never_pass_the_last_fault() {
        for (Life life : history.lives()) {
            List<Integer> turns = life.events().stream().map(Event::turn).toList();
            assertThat(turns).isSorted().allMatch(turn -> turn < 100);
        }
    }

    @Test
    void bodies_are_told_apart_by_their_marks() {
        Set<String> bodies = new HashSet<>();
        for (Life life : history.lives()) {
            for (Event event : life.events()) {
                String body = Wording.body(event);
                assertThat(EventId.in(body)).containsExactly(event.id());
                assertThat(bodies.add(body)).isTrue();
            }
        }
    }

    @Test
    void a_step_pushed_before_the_dossier_comes_after_it() {
        Life life = life("step-first");

        assertThat(life.events().getFirst().kind()).isEqualTo(Event.Kind.STEP);
        assertThat(life.event(life.order().getFirst().getFirst()).kind()).isEqualTo(Event.Kind.VERSION);
        assertThat(life.order().get(1)).containsExactly(life.events().getFirst().id());
    }

    @Test
    void a_correction_takes_the_place_of_what_it_corrects() {
        for (Life life : lives("unmappable-corrected")) {
            Event bad = life.events().stream()
                    .filter(event -> event.fate() == Fate.REPLACED)
                    .findFirst()
                    .orElseThrow();
            EventId correction = life.events().stream()
                    .filter(event ->
                            event.kind() == Event.Kind.VERSION && event.id().compareTo(bad.id()) > 0)
                    .findFirst()
                    .orElseThrow()
                    .id();
            List<EventId> order = life.order().stream().flatMap(List::stream).toList();
            life.events().stream()
                    .map(Event::id)
                    .filter(between -> between.compareTo(bad.id()) > 0 && between.compareTo(correction) < 0)
                    .forEach(between -> assertThat(order.indexOf(correction)).isLessThan(order.indexOf(between)));
            assertThat(order).doesNotContain(bad.id());
        }
    }

    @Test
    void versions_pushed_at_the_same_time_may_come_in_either_order() {
        Life life = life("conflict");

        assertThat(life.order()).anyMatch(together -> together.size() == 2);
    }

    private Life life(String story) {
        return lives(story).getFirst();
    }

    private List<Life> lives(String story) {
        return history.lives().stream()
                .filter(life -> life.story().equals(story))
                .toList();
    }
}
