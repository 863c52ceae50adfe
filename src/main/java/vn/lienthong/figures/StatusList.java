package vn.lienthong.figures;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import vn.lienthong.dossier.Problem;
import vn.lienthong.mapping.TableFile;

/** Which statuses mean settled, {@code statuses.csv}; read at every look. */
final class StatusList {

    private static final List<String> COLUMNS = List.of("code", "settled");

    private final Path folder;

    StatusList(Path folder) {
        this.folder = folder;
    }

    /** What is wrong with the file; empty when all is well. */
    List<Problem> faults() {
        return file().faults();
    }

    /** Empty if the file has a fault. */
    Optional<Set<String>> settling() {
        TableFile file = file();
        return file.faults().isEmpty()
                ? Optional.of(file.rows().stream()
                        .filter(row -> row.text("settled").equals("yes"))
                        .map(row -> row.text("code"))
                        .collect(Collectors.toUnmodifiableSet()))
                : Optional.empty();
    }

    private TableFile file() {
        return TableFile.read(folder, "statuses.csv", COLUMNS);
    }
}
