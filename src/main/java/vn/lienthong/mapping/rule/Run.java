package vn.lienthong.mapping.rule;

import java.util.ArrayList;
import java.util.HashSet;
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
    private Set<String> reported = Set.of();
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

    /** A fault of the source: the rules that read what is at this place have nothing to add. */
    void sourceProblem(String code, Spot spot, String place, Map<String, String> details) {
        if (reported.isEmpty()) {
            reported = new HashSet<>();
        }
        if (reported.add(place)) {
            problem(code, spot, Names.shown(place), details);
        }
    }

    void sourceIsNot(String expected, JsonNode node, Path path, Spot rule, Scope scope) {
        sourceProblem(
                "mapping.wrong-type", rule, scope.place(path), Map.of("expected", expected, "found", Names.type(node)));
    }

    /** Whether something at this place is wrong with the source. Equal values may be one node, so it is not asked by that. */
    boolean isReported(Scope scope, Path path) {
        return !reported.isEmpty() && reported.contains(scope.place(path));
    }

    /** The same of what the names of a scope are relative to. */
    boolean isReported(Scope scope) {
        return !reported.isEmpty() && reported.contains(scope.place());
    }

    Trail trail() {
        return trail;
    }

    int countProblems() {
        return problems.size() + more;
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
