package vn.lienthong.mapping.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import vn.lienthong.mapping.MappingTests;
import vn.lienthong.mapping.cases.CaseRunner.Result;

/** Runs every check of a mappings folder. */
final class TestCommand implements Command {

    @Override
    public String help() {
        return """
                mapping test [DIR]
                Checks a mappings folder (default: mappings), or a folder or mapping file within one: its files have no faults, every
                case holds, some case reaches every rule. A failed case prints file, field, expected, got. Where fields use
                expr, prints what that costs.
                """;
    }

    @Override
    public int run(Arguments arguments, Output output) throws Misuse {
        arguments.expect(0, 1);
        MappingTests tests = new MappingTests(output.language());
        Path folder = folder(arguments);
        List<Result> results = tests.run(folder);
        if (results.isEmpty()) {
            output.line("there is no mapping in " + folder + ", so nothing was checked");
            return 1;
        }
        List<Result> failed =
                results.stream().filter(result -> !result.passed()).toList();
        for (Result result : failed) {
            output.line(result.file() + ": " + result.check());
            result.failures().forEach(failure -> output.line("  " + failure.replace("\n", "\n  ")));
        }
        tests.costs().forEach(cost -> output.line(cost.toString()));
        output.line(results.size() + " checks, " + failed.size() + " failed");
        return failed.isEmpty() ? 0 : 1;
    }

    private static Path folder(Arguments arguments) throws Misuse {
        Path given = Path.of(
                arguments.words().isEmpty() ? "mappings" : arguments.words().getFirst());
        return Files.isRegularFile(given) ? given.resolveSibling("") : arguments.folder(0, "mappings");
    }
}
