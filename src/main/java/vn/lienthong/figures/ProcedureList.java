package vn.lienthong.figures;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import vn.lienthong.dossier.Problem;
import vn.lienthong.figures.Report.Procedures;
import vn.lienthong.mapping.TableFile;
import vn.lienthong.mapping.TableFile.Row;

/** The ministry's own list of its procedures, {@code procedures.csv}; read at every look. */
final class ProcedureList {

    private static final List<String> COLUMNS = List.of("code", "level", "integrated");
    private static final Set<String> ONLINE = Set.of("3", "4", "partial", "full");
    private static final Set<String> NOT_ONLINE = Set.of("1", "2", "none");

    private final Path folder;

    ProcedureList(Path folder) {
        this.folder = folder;
    }

    /** What is wrong with the file; empty when all is well. */
    List<Problem> faults() {
        return file().faults();
    }

    /** Nothing is counted of a list with a fault; what a line does not say, or not in the words of the list, is not known. */
    Procedures count() {
        TableFile file = file();
        List<Row> rows = file.faults().isEmpty() ? file.rows() : List.of();
        return new Procedures(
                rows.size(),
                having(rows, "level", ONLINE),
                rows.size() - having(rows, "level", ONLINE) - having(rows, "level", NOT_ONLINE),
                having(rows, "integrated", Set.of("yes")),
                rows.size() - having(rows, "integrated", Set.of("yes", "no")));
    }

    private TableFile file() {
        return TableFile.read(folder, "procedures.csv", COLUMNS);
    }

    private static long having(List<Row> rows, String column, Set<String> words) {
        return rows.stream().filter(row -> words.contains(row.text(column))).count();
    }
}
