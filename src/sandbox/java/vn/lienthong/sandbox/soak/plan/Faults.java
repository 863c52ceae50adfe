package vn.lienthong.sandbox.soak.plan;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/** All faults of a run, in the order in which they begin. */
public record Faults(List<Fault> all) {

    private static final int SHORTEST_GAP = 100;
    private static final int LONGEST_GAP = 800;
    private static final List<Integer> MINUTES = List.of(2, -1, 5, -3, 10, -7);

    public Faults {
        all = List.copyOf(all);
    }

    /** Every kind gets its turn: kinds are drawn from a bag that holds each by its weight, and is filled again when empty. */
    public static Faults of(long seed, int many, Set<FaultKind> kinds, int processes) {
        Random random = new Random(seed ^ 0x5eed);
        List<FaultKind> bag = new ArrayList<>();
        List<Fault> faults = new ArrayList<>();
        while (faults.size() < many && !kinds.isEmpty()) {
            if (bag.isEmpty()) {
                bag.addAll(filled(kinds, random));
            }
            faults.add(fault(faults.size(), bag.removeLast(), processes, random));
        }
        return new Faults(faults);
    }

    private static List<FaultKind> filled(Set<FaultKind> kinds, Random random) {
        List<FaultKind> bag = new ArrayList<>();
        for (FaultKind kind : new TreeSet<>(kinds)) {
            bag.addAll(Collections.nCopies(kind.weight(), kind));
        }
        Collections.shuffle(bag, random);
        List<FaultKind> once = new ArrayList<>(new TreeSet<>(kinds));
        Collections.shuffle(once, random);
        once.forEach(bag::remove);
        bag.addAll(once);
        return bag;
    }

    private static Fault fault(int number, FaultKind kind, int processes, Random random) {
        return new Fault(
                number,
                kind,
                random.nextInt(processes),
                Duration.ofMillis(random.nextInt(SHORTEST_GAP, LONGEST_GAP)),
                Duration.ofMillis(random.nextInt(kind.shortest(), kind.longest() + 1)),
                kind == FaultKind.CLOCK
                        ? Duration.ofMinutes(MINUTES.get(random.nextInt(MINUTES.size())))
                        : Duration.ZERO);
    }
}
