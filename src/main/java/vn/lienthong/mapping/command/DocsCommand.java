package vn.lienthong.mapping.command;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import vn.lienthong.mapping.crosswalk.SignOff;
import vn.lienthong.mapping.folder.MappingFolder;

/** Writes the crosswalks as a document to sign. */
final class DocsCommand implements Command {

    @Override
    public String help() {
        return """
                mapping docs [DIR] [--out=DIR]
                Writes every crosswalk of a mappings folder (default: mappings) as the tables a ministry signs: each pair
                with the names of both sides, days and notes, where it is used, and a hash of each file. Into DIR (default:
                mapping-docs): crosswalks.html, one page that needs no other file, and crosswalks.xlsx.
                """;
    }

    @Override
    public Set<String> options() {
        return Set.of("out");
    }

    @Override
    public int run(Arguments arguments, Output output) throws Misuse, IOException {
        arguments.expect(0, 1);
        String wanted = arguments.option("out");
        Path out = Path.of(wanted == null || wanted.isEmpty() ? "mapping-docs" : wanted);
        MappingFolder folder = MappingFolder.read(MappingFolder.root(arguments.folder(0, "mappings")));
        folder.faults().forEach(fault -> output.problem("", fault));
        SignOff document = new SignOff(folder);
        Files.createDirectories(out);
        Files.writeString(out.resolve("crosswalks.html"), document.html());
        try (OutputStream stream = new BufferedOutputStream(Files.newOutputStream(out.resolve("crosswalks.xlsx")))) {
            document.workbook(stream);
        }
        output.line(document.size() + " crosswalks: " + out.resolve("crosswalks.html") + ", "
                + out.resolve("crosswalks.xlsx"));
        return folder.faults().isEmpty() ? 0 : 1;
    }
}
