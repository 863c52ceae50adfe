package vn.lienthong.operations.routes;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.Node;
import vn.lienthong.dossier.Problem;
import vn.lienthong.relay.Nearest;

/** The faults of one file, each with its line and column, in the order found. */
final class Faults {

    private final String file;
    private final List<Problem> found = new ArrayList<>();
    private final Set<Integer> lines = new HashSet<>();

    Faults(String file) {
        this.file = file;
    }

    /** @param at null for a fault of the file as a whole */
    void add(Problem problem, @Nullable Node at) {
        add(problem, at == null ? null : at.getStartMark());
    }

    void add(Problem problem, @Nullable Mark at) {
        lines.add(at == null ? 1 : at.getLine() + 1);
        found.add(problem.at(at == null ? file + ":1" : file + ":" + (at.getLine() + 1) + ":" + (at.getColumn() + 1)));
    }

    void addOfFile(Problem problem) {
        add(problem, (Mark) null);
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

    /** Whether there is a fault on the line where this begins. */
    boolean hasOnLineOf(@Nullable Node node) {
        return lines.contains(node == null ? 1 : node.getStartMark().getLine() + 1);
    }

    List<Problem> found() {
        return List.copyOf(found);
    }
}
