package vn.lienthong.mapping.cases;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;
import vn.lienthong.dossier.Problem;
import vn.lienthong.mapping.Explanation;
import vn.lienthong.mapping.file.DefinitionFiles;
import vn.lienthong.mapping.file.Faults;
import vn.lienthong.mapping.rule.ExpressionCost;
import vn.lienthong.mapping.rule.RecordMapping;
import vn.lienthong.mapping.source.SourceObject;

/** Runs every case of a mappings folder and keeps account of the rules they reach. */
public final class CaseRunner {

    /** For all expressions together: who runs the cases waits for it. */
    private static final Duration MEASURING = Duration.ofMillis(30);

    private final Map<String, CaseFile> cases = new TreeMap<>();
    private final List<Result> results = new ArrayList<>();
    private final Map<String, Set<Object>> reached = new HashMap<>();
    private final Collection<RecordMapping> mappings;
    private final Map<String, RecordMapping> byName = new HashMap<>();
    private final Map<String, RecordMapping> byFolder = new HashMap<>();
    private final CaseRun run;
    private final List<Proof> proofs = new ArrayList<>();
    private final Locale language;

    /**
     * The result of one check.
     *
     * @param file the file checked, within the mappings folder
     * @param check the sentence it proves
     * @param failures empty if it holds
     */
    public record Result(String file, String check, List<String> failures) {

        public boolean passed() {
            return failures.isEmpty();
        }
    }

    /**
     * A case that holds.
     *
     * @param explanation how the record came about
     * @param looked the target fields the case compares, as it names them; null: all of them
     */
    public record Proof(
            RecordMapping mapping,
            Explanation explanation,
            @Nullable Set<String> looked) {}

    public CaseRunner(Path folder, DefinitionFiles files, Collection<RecordMapping> mappings, Locale language) {
        this.mappings = mappings;
        for (RecordMapping mapping : mappings) {
            byName.put(mapping.name(), mapping);
            byFolder.putIfAbsent(mapping.file().substring(0, mapping.file().lastIndexOf('/') + 1), mapping);
        }
        this.run = new CaseRun(folder, cases);
        this.language = language;
        for (String name : files.names()) {
            if (isCase(name) && name.endsWith(".yaml")) {
                read(files, name);
            }
        }
    }

    /** Whether a file of the mappings folder belongs to cases and is no definition. */
    public static boolean isCase(String name) {
        return name.startsWith("tests/") || name.contains("/tests/");
    }

    private void read(DefinitionFiles files, String name) {
        Faults faults = new Faults();
        CaseFile test = CaseFile.read(files, name, faults);
        if (test != null && faults.isEmpty()) {
            cases.put(name, test);
        } else {
            results.add(new Result(
                    name, "is a case", faults.list().stream().map(this::line).toList()));
        }
    }

    /** The cases of the last run that hold. */
    public List<Proof> proofs() {
        return List.copyOf(proofs);
    }

    /** What the expressions of the mappings cost with the records of their cases; empty if none uses any. */
    public List<ExpressionCost> costs() {
        List<RecordMapping> computing =
                mappings.stream().filter(ExpressionCost::isOwed).toList();
        List<ExpressionCost> costs = new ArrayList<>();
        for (RecordMapping mapping : computing) {
            ExpressionCost cost = ExpressionCost.of(mapping, records(mapping), MEASURING.dividedBy(computing.size()));
            if (cost != null) {
                costs.add(cost);
            }
        }
        return costs;
    }

    private List<SourceObject> records(RecordMapping mapping) {
        List<SourceObject> records = new ArrayList<>();
        for (CaseFile test : cases.values()) {
            try {
                if (mapping(test) == mapping && run.given(test, mapping) instanceof ObjectNode record) {
                    records.add(mapping.numbered(record));
                }
            } catch (CaseRun.Unrunnable cannot) {
                // told where the case is run
            }
        }
        return records;
    }

    public List<Result> run() {
        cases.values().forEach(this::run);
        mappings.forEach(this::coverage);
        return List.copyOf(results);
    }

    private void run(CaseFile test) {
        RecordMapping mapping = mapping(test);
        List<String> failures;
        if (mapping == null) {
            failures = List.of("there is no usable mapping in " + test.folder());
        } else {
            failures = failures(test, mapping);
        }
        results.add(new Result(test.file(), test.sentence(), failures));
    }

    private List<String> failures(CaseFile test, RecordMapping mapping) {
        try {
            RecordMapping.Traced traced = run.run(test, mapping);
            List<String> failures = new Expectation(run, test)
                    .failures(traced.identity(), traced.explanation().result());
            if (failures.isEmpty()) {
                reached.computeIfAbsent(mapping.name(), name -> Collections.newSetFromMap(new IdentityHashMap<>()))
                        .addAll(traced.reached());
                proofs.add(new Proof(mapping, traced.explanation(), test.looked()));
            }
            return failures;
        } catch (CaseRun.Unrunnable cannot) {
            return List.of(String.valueOf(cannot.getMessage()));
        }
    }

    private @Nullable RecordMapping mapping(CaseFile test) {
        return test.mapping() == null ? byFolder.get(test.folder()) : byName.get(test.mapping());
    }

    /** A rule no case reaches is a rule nobody has seen work. */
    private void coverage(RecordMapping mapping) {
        Set<Object> seen = reached.getOrDefault(mapping.name(), Set.of());
        List<String> missed = mapping.reachable().stream()
                .filter(reachable -> !seen.contains(reachable.rule()))
                .map(reachable -> "no case reaches " + reachable.name() + " (" + reachable.place() + ")")
                .toList();
        results.add(new Result(mapping.file(), "every rule is reached by a case", missed));
        results.add(new Result(
                mapping.file(), "every field of the source schema is read or declared unused", mapping.unread()));
    }

    private String line(Problem problem) {
        String field = problem.field() == null ? "" : ", " + problem.field();
        return problem.code() + " " + problem.place() + field + "\n" + problem.says(language) + " "
                + problem.advice(language);
    }
}
