package vn.lienthong.mapping.command;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;
import vn.lienthong.mapping.Explanation;
import vn.lienthong.mapping.MappingResult;
import vn.lienthong.mapping.SourceFormat;
import vn.lienthong.mapping.rule.RecordMapping;

/** Maps the records of a file and prints what becomes of them. */
final class RunCommand implements Command {

    @Override
    public String help() {
        return """
                mapping run FILE INPUT [--record=N] [--explain]
                Maps the records of INPUT, a file of the mapping's source format, and prints each result or every
                problem of it. FILE is a mapping file, its folder, or a mapping's name (npsp/dossier).
                  --record=N   only the Nth record
                  --explain    for each target field the source field, the rule with file and line, and every step:
                               the crosswalk's row, a default, a conversion
                """;
    }

    @Override
    public Set<String> options() {
        return Set.of("record", "explain");
    }

    @Override
    public int run(Arguments arguments, Output output) throws Misuse, IOException {
        arguments.expect(2, 2);
        int wanted = arguments.number("record", 1, 0);
        RecordMapping mapping = ChosenMapping.of(arguments.words().getFirst(), output);
        Path input = arguments.file(1);
        boolean good = true;
        boolean found = false;
        try (SourceFormat.Rows rows = mapping.source().open(input)) {
            for (SourceFormat.Row row = rows.next(); row != null; row = rows.next()) {
                if (wanted == 0 || row.number() == wanted) {
                    found = true;
                    good &= show(row, mapping, arguments.has("explain"), output);
                }
            }
            rows.passedOver().forEach(left -> output.problem(input.toString(), left));
        } catch (SourceFormat.UnreadableFile unreadable) {
            output.problem(input.toString(), unreadable.problem());
            return 1;
        }
        if (!found && wanted > 0) {
            throw new Misuse(input + " has no record " + wanted);
        }
        if (!found) {
            output.line(input + " holds no record");
        }
        return good ? 0 : 1;
    }

    private static boolean show(SourceFormat.Row row, RecordMapping mapping, boolean explain, Output output) {
        MappingResult result;
        if (explain) {
            Explanation explanation = mapping.explain(row.record());
            new ExplanationText(output).show(row.place(), explanation);
            result = explanation.result();
        } else {
            result = mapping.map(row.record());
        }
        switch (result) {
            case MappingResult.Mapped done -> {
                output.line(new String(done.record().body(), StandardCharsets.UTF_8));
                done.record().warnings().forEach(warning -> output.problem(row.place(), warning));
            }
            case MappingResult.Unmapped not -> not.problems().forEach(problem -> output.problem(row.place(), problem));
            case MappingResult.NotOwed not -> output.problem(row.place(), not.reason());
        }
        return !(result instanceof MappingResult.Unmapped);
    }
}
