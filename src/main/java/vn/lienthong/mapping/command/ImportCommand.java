package vn.lienthong.mapping.command;

import java.io.IOException;
import java.util.Set;
import vn.lienthong.mapping.SourceFormat;
import vn.lienthong.mapping.crosswalk.CrosswalkImport;
import vn.lienthong.mapping.crosswalk.CrosswalkWorkbook;

/** Takes a crosswalk back from a workbook. */
final class ImportCommand implements Command {

    @Override
    public String help() {
        return """
                crosswalk import FILE x.xlsx [--write]
                Compares a workbook with the crosswalk it was exported from and prints every pair that is added (+), taken
                away (-) or changed (~), and every conflict with the code tables, with itself and with the mappings that
                use it, by the workbook's row. Nothing is written without --write, and never while there is a conflict.
                Comments and the order of pairs stay. Afterwards: mapping test.
                """;
    }

    @Override
    public Set<String> options() {
        return Set.of("write");
    }

    @Override
    public int run(Arguments arguments, Output output) throws Misuse, IOException {
        arguments.expect(2, 2);
        ChosenCrosswalk chosen = ChosenCrosswalk.of(arguments.words().getFirst(), output);
        CrosswalkImport plan;
        try {
            plan = CrosswalkImport.plan(chosen.folder(), chosen.crosswalk(), CrosswalkWorkbook.read(arguments.file(1)));
        } catch (SourceFormat.UnreadableFile unreadable) {
            output.problem(arguments.words().get(1), unreadable.problem());
            return 1;
        }
        plan.changes().forEach(change -> output.line(change.toString()));
        plan.unpaired().forEach(code -> output.line("? " + code + " has no pair; records with it stop"));
        plan.conflicts().forEach(conflict -> output.problem("conflict", conflict));
        output.line(plan.changes().size() + " changes, " + plan.conflicts().size() + " conflicts");
        if (!plan.conflicts().isEmpty()) {
            output.line("nothing is written");
            return 1;
        }
        if (arguments.has("write") && !plan.changes().isEmpty()) {
            plan.write(chosen.root());
            output.line("written: " + plan.file());
        } else if (!plan.changes().isEmpty()) {
            output.line("nothing is written; --write writes " + plan.file());
        }
        return 0;
    }
}
