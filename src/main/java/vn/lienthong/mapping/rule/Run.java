package vn.lienthong.mapping.rule;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import vn.lienthong.dossier.Problem;
import vn.lienthong.mapping.expression.Input;
import vn.lienthong.mapping.file.Spot;

/** What belongs to the mapping of one record: its problems, its warnings, and who listens to how it is mapped. */
final class Run {

    /** More than this is no help to a person, and a way for a record to fill the memory. */
    private static final int MOST = 100;

    private final JsonNode root;
    private final Spot mapping;
    private final Trail trail;
    private List<Problem> problems = List.of();
    private List<Problem> warnings = List.of();
    private int more;
    private @Nullable Set<JsonNode> reported;
    private @Nullable Input input;

    Run(JsonNode root, Spot mapping, Trail trail) {
        this.root = root;
        this.mapping = mapping;
        this.trail = trail;
    }

    JsonNode root() {
        return root;
    }

    Spot mapping() {
        return mapping;
    }

    /** The record as expressions see it. */
    Input input() {
        if (input == null) {
            input = new Input(root);
        }
        return input;
    }

    void problem(String code, Spot spot, String field, Map<String, String> details) {
        if (problems.isEmpty()) {
            problems = new ArrayList<>();
        }
        if (problems.size() < MOST) {
            problems.add(new Problem(code, spot.toString(), field, details));
        } else {
            more++;
        }
    }

    void warn(Problem warning) {
        if (warnings.isEmpty()) {
            warnings = new ArrayList<>();
        }
        if (warnings.size() < MOST && !warnings.contains(warning)) {
            warnings.add(warning);
        }
    }

    /** A fault of the source: the rules that read this node have nothing to add. */
    void sourceProblem(String code, Spot spot, String field, Map<String, String> details, JsonNode node) {
        if (!isReported(node)) {
            problem(code, spot, Names.shown(field), details);
            if (reported == null) {
                reported = Collections.newSetFromMap(new IdentityHashMap<>());
            }
            reported.add(node);
        }
    }

    void sourceIsNot(String expected, JsonNode node, Path path, Scope scope) {
        sourceProblem(
                "mapping.wrong-type",
                mapping,
                path.fromRoot() ? path.text() : scope.source(path.text()),
                Map.of("expected", expected, "found", Names.type(node)),
                node);
    }

    boolean isReported(JsonNode node) {
        return reported != null && reported.contains(node);
    }

    Trail trail() {
        return trail;
    }

    boolean hasProblems() {
        return !problems.isEmpty();
    }

    List<Problem> problems() {
        if (more > 0) {
            List<Problem> all = new ArrayList<>(problems);
            all.add(Problem.of("mapping.more-problems").at(mapping.toString()).with("count", String.valueOf(more)));
            return all;
        }
        return problems;
    }

    List<Problem> warnings() {
        return warnings;
    }
}
