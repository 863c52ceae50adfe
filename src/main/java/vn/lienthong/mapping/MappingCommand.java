package vn.lienthong.mapping;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import vn.lienthong.dossier.Problem;
import vn.lienthong.mapping.cases.CaseRunner.Result;

/**
 * {@code mapping test [DIR]} and {@code mapping run FILE INPUT}, without Spring. Ends with 0 if all is well, 1 if a check
 * failed or a record could not be mapped, 2 if the command itself was wrong.
 */
public final class MappingCommand {

    private static final String USAGE = """
            mapping test [DIR]        tests the mappings of a folder (default: mappings)
            mapping run FILE INPUT    maps every record of a file and prints what becomes of it
            """;

    private final PrintStream out;
    private final Locale language;

    private MappingCommand(PrintStream out, Locale language) {
        this.out = out;
        this.language = language;
    }

    public static void main(String[] args) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        System.exit(run(args, out));
    }

    /** @param args as after {@code lienthong}; the word {@code mapping} before them may be left out */
    public static int run(String[] args, PrintStream out) {
        List<String> words = Arrays.asList(args);
        List<String> rest =
                !words.isEmpty() && words.getFirst().equals("mapping") ? words.subList(1, words.size()) : words;
        MappingCommand command = new MappingCommand(out, Locale.getDefault());
        if (!rest.isEmpty() && rest.size() <= 2 && rest.getFirst().equals("test")) {
            return command.test(Path.of(rest.size() == 2 ? rest.get(1) : "mappings"));
        }
        if (rest.size() == 3 && rest.getFirst().equals("run")) {
            return command.run(Path.of(rest.get(1)), Path.of(rest.get(2)));
        }
        out.print(USAGE);
        return 2;
    }

    private int test(Path folder) {
        if (!Files.isDirectory(folder)) {
            out.println("there is no folder " + folder);
            return 2;
        }
        List<Result> results = new MappingTests(language).run(folder);
        List<Result> failed =
                results.stream().filter(result -> !result.passed()).toList();
        for (Result result : failed) {
            out.println(result.file() + ": " + result.check());
            result.failures().forEach(failure -> out.println("  " + failure.replace("\n", "\n  ")));
        }
        out.println(results.size() + " checks, " + failed.size() + " failed");
        return failed.isEmpty() ? 0 : 1;
    }

    private int run(Path file, Path input) {
        Path root = MappingTests.root(file);
        String name =
                root.relativize(file.toAbsolutePath().normalize()).toString().replace('\\', '/');
        FileMappings mappings = new FileMappings(root);
        List<Mapping> found = mappings.names().stream()
                .flatMap(each -> mappings.compiled(each).stream())
                .filter(mapping -> mapping.file().equals(name))
                .map(Mapping.class::cast)
                .toList();
        if (found.size() != 1) {
            mappings.faults().forEach(fault -> print("", fault));
            out.println("there is no usable mapping in " + file);
            return 2;
        }
        return map(found.getFirst(), input);
    }

    private int map(Mapping mapping, Path input) {
        boolean good = true;
        try (SourceFormat.Rows rows = mapping.source().open(input)) {
            for (SourceFormat.Row row = rows.next(); row != null; row = rows.next()) {
                good &= print(row, mapping.map(row.record()));
            }
        } catch (IOException unreadable) {
            out.println("cannot read " + input);
            return 2;
        } catch (SourceFormat.UnreadableFile unreadable) {
            print(input.toString(), unreadable.problem());
            return 1;
        }
        return good ? 0 : 1;
    }

    private boolean print(SourceFormat.Row row, MappingResult result) {
        switch (result) {
            case MappingResult.Mapped done -> {
                out.println(new String(done.record().body(), StandardCharsets.UTF_8));
                done.record().warnings().forEach(warning -> print(row.place(), warning));
            }
            case MappingResult.Unmapped not -> not.problems().forEach(problem -> print(row.place(), problem));
            case MappingResult.NotOwed not -> print(row.place(), not.reason());
        }
        return !(result instanceof MappingResult.Unmapped);
    }

    private void print(String where, Problem problem) {
        out.println(where + "  " + problem.code() + at(problem.place()) + at(problem.field()));
        out.println("  " + problem.says(language));
        out.println("  " + problem.advice(language));
    }

    private static String at(@Nullable String place) {
        return place == null ? "" : "  " + place;
    }
}
