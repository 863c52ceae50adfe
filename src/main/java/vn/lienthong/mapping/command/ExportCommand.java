package vn.lienthong.mapping.command;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import vn.lienthong.mapping.crosswalk.CrosswalkWorkbook;
import vn.lienthong.mapping.crosswalk.RowNotes;

/** Writes a crosswalk as a workbook. */
final class ExportCommand implements Command {

    @Override
    public String help() {
        return """
                crosswalk export FILE --out=x.xlsx
                Writes a crosswalk as a workbook for the officer who owns the codes: one row a pair, with the names of both
                sides, days and notes; codes that have no pair yet at the end, to be filled in; on a second sheet what the
                right side may be. What comes back is read by crosswalk import. FILE is a crosswalk's file or name.
                """;
    }

    @Override
    public Set<String> options() {
        return Set.of("out");
    }

    @Override
    public int run(Arguments arguments, Output output) throws Misuse, IOException {
        arguments.expect(1, 1);
        String out = arguments.option("out");
        if (out == null || out.isEmpty()) {
            throw new Misuse("--out=x.xlsx says where to write");
        }
        ChosenCrosswalk chosen = ChosenCrosswalk.of(arguments.words().getFirst(), output);
        try (OutputStream stream = new BufferedOutputStream(Files.newOutputStream(Path.of(out)))) {
            CrosswalkWorkbook.write(
                    chosen.crosswalk(), new RowNotes(chosen.folder().files()), stream);
        }
        output.line(out + ": " + chosen.crosswalk().rows().size() + " pairs, "
                + CrosswalkWorkbook.unpaired(chosen.crosswalk()).size() + " codes without one");
        return 0;
    }
}
