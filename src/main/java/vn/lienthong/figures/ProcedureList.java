package vn.lienthong.figures;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienthong.figures.Report.Procedures;
import vn.lienthong.mapping.TableFile;
import vn.lienthong.mapping.TableFile.Row;

/** The ministry's own list of its procedures, {@code procedures.csv}; read at every look. */
final class ProcedureList {

    private static final Logger LOG = LoggerFactory.getLogger(ProcedureList.class);
    private static final List<String> COLUMNS = List.of("code", "level", "integrated");
    private static final Set<String> ONLINE = Set.of("3", "4", "partial", "full");
    private static final Set<String> NOT_ONLINE = Set.of("1", "2", "none");

    private final Path folder;

    ProcedureList(Path folder) {
        this.folder = folder;
    }

    /** Nothing is counted of a list with a fault; what a line does not say, or not in the words of the list, is not known. */
    Procedures count() {
        TableFile file = TableFile.read(folder, "procedures.csv", COLUMNS);
        file.faults().forEach(fault -> LOG.warn("{} {}: no procedure is counted.", fault.code(), fault.place()));
        List<Row> rows = file.faults().isEmpty() ? file.rows() : List.of();
        return new Procedures(
                rows.size(),
                rows.stream().filter(row -> ONLINE.contains(row.text("level"))).count(),
                rows.stream()
                        .filter(row -> !ONLINE.contains(row.text("level")) && !NOT_ONLINE.contains(row.text("level")))
                        .count(),
                rows.stream()
                        .filter(row -> row.text("integrated").equals("yes"))
                        .count(),
                rows.stream()
                        .filter(row -> !Set.of("yes", "no").contains(row.text("integrated")))
                        .count());
    }
}
