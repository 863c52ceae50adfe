package vn.lienthong.mapping.command;

import java.util.List;
import vn.lienthong.mapping.MappingTests;
import vn.lienthong.mapping.cases.CaseRunner.Result;

/** Runs every check of a mappings folder. */
final class TestCommand implements Command {

    @Override
    public String help() {
        return """
                mapping test [DIR]
                Checks a mappings folder (default: mappings), or a folder within one: its files have no faults, every
                case holds, some case reaches every rule. A failed case prints file, field, expected, got.
                """;
    }

    @Override
    public int run(Arguments arguments, Output output) throws Misuse {
        arguments.expect(0, 1);
        List<Result> results = new MappingTests(output.language()).run(arguments.folder(0, "mappings"));
        List<Result> failed =
                results.stream().filter(result -> !result.passed()).toList();
        for (Result result : failed) {
            output.line(result.file() + ": " + result.check());
            result.failures().forEach(failure -> output.line("  " + failure.replace("\n", "\n  ")));
        }
        output.line(results.size() + " checks, " + failed.size() + " failed");
        return failed.isEmpty() ? 0 : 1;
    }
}
