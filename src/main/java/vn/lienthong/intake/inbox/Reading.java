package vn.lienthong.intake.inbox;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import vn.lienthong.dossier.Problem;
import vn.lienthong.intake.IntakeException;
import vn.lienthong.intake.LedgerSide;
import vn.lienthong.intake.inbox.PageReader.ReadRow;
import vn.lienthong.mapping.Mapping;
import vn.lienthong.mapping.Mappings;
import vn.lienthong.mapping.SourceFormat;
import vn.lienthong.mapping.SourceFormat.UnreadableFile;
import vn.lienthong.relay.Flow;
import vn.lienthong.relay.Flows;

/** How a flow's files are read: by the source format of the mapping its route uses. */
record Reading(LedgerSide ledger, Flows flows, Mappings mappings, int page) {

    /**
     * Whether the ledger has what the take says it has entered. A backup that was put in place has not; pages were
     * entered one after the other, so it has all if it has the last.
     */
    boolean isInLedger(String flow, Take take) {
        Take.Version newest = take.newest();
        return newest == null
                || take.phase() != Take.Phase.ENTERING
                || !ledger.view()
                        .versions("inbox/" + flow, Map.of(newest.key(), newest.content()))
                        .isEmpty();
    }

    Take check(String flow, Take take, Path file) throws IOException, UnreadableFile {
        return FileCheck.sound(take, file, format(flow));
    }

    PageReader open(String flow, Take take, Path file) throws IOException, UnreadableFile {
        FileCheck.requireUnchanged(take, file);
        return PageReader.open(file, format(flow), flow, ledger.intake(), page, take.rowsDone());
    }

    /**
     * Null after the last row.
     *
     * @param there whether the file is still to be taken where its supply has it
     */
    @Nullable
    FilePage page(String flow, Take take, PageReader reader, Supplier<Supply.There> there)
            throws IOException, UnreadableFile {
        List<ReadRow> rows = reader.next();
        return rows.isEmpty() ? null : new FilePage(flow, take, rows, reader.repeated(), ledger, there);
    }

    private SourceFormat format(String flowName) {
        Flow flow = flows.find(flowName)
                .orElseThrow(() ->
                        new IntakeException(Problem.of("intake.unknown-flow").with("flow", flowName)));
        String name = flow.mapping();
        return (name == null ? Optional.<Mapping>empty() : mappings.find(name))
                .map(Mapping::source)
                .orElseThrow(() -> new IntakeException(Problem.of("intake.no-mapping")
                        .with("flow", flowName)
                        .with("mapping", name == null ? "-" : name)));
    }
}
