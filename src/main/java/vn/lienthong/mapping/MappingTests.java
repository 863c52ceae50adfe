package vn.lienthong.mapping;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import vn.lienthong.dossier.Problem;
import vn.lienthong.mapping.cases.CaseRunner;
import vn.lienthong.mapping.cases.CaseRunner.Result;
import vn.lienthong.mapping.cases.CoverageCount;
import vn.lienthong.mapping.folder.MappingFolder;
import vn.lienthong.mapping.rule.ExpressionCost;
import vn.lienthong.mapping.rule.RecordMapping;

/**
 * Tests a mappings folder: its files have no faults, its cases hold, and some case reaches every rule. The one runner for
 * the build, the command line and the console.
 */
public final class MappingTests {

    private final Locale language;
    private @Nullable CaseRunner last;

    public MappingTests(Locale language) {
        this.language = language;
    }

    /** Every check with its result. Of a folder inside of a mappings folder, only what concerns it. */
    public List<Result> run(Path folder) {
        Examined examined = examine(folder);
        List<Result> results = new ArrayList<>();
        for (Problem fault : examined.faults()) {
            results.add(new Result(
                    String.valueOf(fault.place()),
                    "has a fault",
                    List.of(fault.code() + ": " + fault.says(language) + " " + fault.advice(language))));
        }
        results.addAll(examined.results());
        return results;
    }

    /**
     * What one look at a folder found.
     *
     * @param faults what is wrong with its files
     * @param results the checks of its cases and mappings
     */
    public record Examined(List<Problem> faults, List<Result> results, Coverage coverage) {}

    /** The same, with how much of each contract is covered. */
    public Examined examine(Path folder) {
        Path root = MappingFolder.root(folder);
        String part =
                root.relativize(folder.toAbsolutePath().normalize()).toString().replace('\\', '/');
        MappingFolder found = MappingFolder.read(root);
        List<RecordMapping> mappings = found.mappings().stream()
                .filter(mapping -> MappingFolder.isWithin(part, mapping.file()))
                .toList();
        CaseRunner runner = new CaseRunner(root, found.files(), mappings, language);
        List<Result> results = runner.run().stream()
                .filter(result -> MappingFolder.isWithin(part, result.file()))
                .toList();
        last = runner;
        return new Examined(
                found.faultsAndThoseOfUnusedContracts(), results, CoverageCount.of(found, part, runner.proofs()));
    }

    /** What the expressions of the mappings of the last run cost; measured when it is asked. */
    public List<ExpressionCost> costs() {
        return last == null ? List.of() : last.costs();
    }
}
