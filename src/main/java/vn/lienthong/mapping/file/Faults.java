package vn.lienthong.mapping.file;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import vn.lienthong.dossier.Problem;

/** Takes down every fault of the files being read, so that all are told at once. */
public final class Faults {

    private final List<Problem> found = new ArrayList<>();

    public void add(Problem problem) {
        if (!found.contains(problem)) {
            found.add(problem);
        }
    }

    public void add(String code, Spot spot) {
        add(Problem.of(code).at(spot.place()));
    }

    public void add(String code, Spot spot, String field) {
        add(Problem.of(code).at(spot.place()).in(field));
    }

    public void addAll(Collection<Problem> problems) {
        problems.forEach(this::add);
    }

    public boolean isEmpty() {
        return found.isEmpty();
    }

    public int count() {
        return found.size();
    }

    public List<Problem> list() {
        return List.copyOf(found);
    }
}
