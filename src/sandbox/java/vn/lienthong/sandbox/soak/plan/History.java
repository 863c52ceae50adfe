package vn.lienthong.sandbox.soak.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

/** All lives of a run. They begin one after the other, as the faults do, and overlap. */
public record History(List<Life> lives) {

    public History {
        lives = List.copyOf(lives);
    }

    /** @param turns how many faults there will be */
    public static History of(long seed, int dossiers, int turns) {
        List<Life> lives = new ArrayList<>();
        for (int dossier = 0; dossier < dossiers; dossier++) {
            Random random = new Random(seed * 1_000_003 + dossier);
            int begins = (int) ((long) dossier * turns / dossiers);
            Story story = Story.of(random.nextInt(Story.weights()));
            lives.add(new LifeWriter(dossier, begins, Math.max(0, turns - 1), random).write(story));
        }
        return new History(lives);
    }

    public int records() {
        return lives.stream().mapToInt(life -> life.events().size()).sum();
    }

    /** How many records will still be owed when all is done: those behind a dead letter. */
    public long waiting() {
        return lives.stream()
                .flatMap(life -> life.events().stream())
                .filter(event -> event.fate() == Fate.WAITS_BEHIND)
                .count();
    }

    /** The numbers of the dossiers the portal refuses from the beginning. */
    public Set<String> refused() {
        return lives.stream().filter(Life::refused).map(Life::number).collect(Collectors.toSet());
    }
}
