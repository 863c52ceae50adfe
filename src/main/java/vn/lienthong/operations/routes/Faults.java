package vn.lienthong.operations.routes;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;
import vn.lienthong.dossier.Problem;
import vn.lienthong.relay.Nearest;

/** The faults of one file, each with its line, in the order found. */
final class Faults {

    private final String file;
    private final List<Problem> found = new ArrayList<>();

    Faults(String file) {
        this.file = file;
    }

    void add(Problem problem, @Nullable Node node) {
        add(problem, node == null ? 0 : node.getStartMark().getLine());
    }

    void add(Problem problem, int lineFromZero) {
        found.add(problem.at(place(lineFromZero)));
    }

    void unknown(String code, String word, Collection<String> known, @Nullable Node node) {
        List<String> sorted = known.stream().sorted().toList();
        add(
                Problem.of(code)
                        .in(word)
                        .with("nearest", Nearest.to(word, sorted))
                        .with("known", String.join(", ", sorted)),
                node);
    }

    boolean hasAt(int lineFromZero) {
        return found.stream().anyMatch(problem -> place(lineFromZero).equals(problem.place()));
    }

    List<Problem> found() {
        return List.copyOf(found);
    }

    private String place(int lineFromZero) {
        return file + ":" + (lineFromZero + 1);
    }
}
