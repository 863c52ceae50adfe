package vn.lienthong.mapping;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import vn.lienthong.dossier.Problem;
import vn.lienthong.mapping.cases.CaseRunner;
import vn.lienthong.mapping.cases.CaseRunner.Result;
import vn.lienthong.mapping.file.DefinitionFiles;
import vn.lienthong.mapping.file.Faults;
import vn.lienthong.mapping.rule.RecordMapping;

/**
 * Tests a mappings folder: its files have no faults, its cases hold, and some case reaches every rule. The one runner for
 * the build, the command line and the console.
 */
public final class MappingTests {

    private final Locale language;

    public MappingTests(Locale language) {
        this.language = language;
    }

    /** Every check with its result. Of a folder inside of a mappings folder, only what concerns it. */
    public List<Result> run(Path folder) {
        return run(folder, (mapping, result) -> {});
    }

    List<Result> run(Path folder, BiConsumer<RecordMapping, MappingResult> watcher) {
        Path root = root(folder);
        String part =
                root.relativize(folder.toAbsolutePath().normalize()).toString().replace('\\', '/');
        Faults faults = new Faults();
        DefinitionFiles files = new DefinitionFiles(root, faults);
        MappingFolder found = new MappingFolder(files, faults);
        List<RecordMapping> mappings = found.declared().values().stream()
                .flatMap(mapping -> mapping.stream())
                .filter(mapping -> mapping.file().startsWith(part))
                .toList();
        List<Result> results = new ArrayList<>();
        for (Problem fault : faults.list()) {
            results.add(new Result(
                    String.valueOf(fault.place()),
                    "has a fault",
                    List.of(fault.code() + ": " + fault.says(language) + " " + fault.advice(language))));
        }
        results.addAll(new CaseRunner(root, files, mappings, watcher)
                .run().stream().filter(result -> result.file().startsWith(part)).toList());
        return results;
    }

    /** The mappings folder a file or folder belongs to: the nearest one above that has code tables or crosswalks. */
    static Path root(Path inside) {
        Path start = inside.toAbsolutePath().normalize();
        for (Path folder = start; folder != null; folder = folder.getParent()) {
            if (Files.isDirectory(folder.resolve("crosswalks")) || Files.isDirectory(folder.resolve("code-tables"))) {
                return folder;
            }
        }
        return Files.isDirectory(start) ? start : start.resolveSibling("");
    }
}
