package vn.lienthong.console;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import vn.lienthong.dossier.ProcedureCode;
import vn.lienthong.figures.Figures;
import vn.lienthong.mapping.CodeUse;
import vn.lienthong.mapping.Mappings;
import vn.lienthong.procedures.ProcedureChange;
import vn.lienthong.procedures.ProcedureChange.Kind;

/**
 * What a change of a procedure touches: crosswalk rows that name it, the mappings behind them, and the dossiers that are open,
 * as far as the figures have read the ledger.
 */
@Component
public final class Touched {

    /** A procedure that is new or back again breaks nothing that names it. */
    private static final Set<Kind> TOUCHING = Set.of(Kind.CHANGED, Kind.GONE);

    private static final By NOTHING = new By(List.of(), 0);

    private final Mappings mappings;
    private final Figures figures;

    Touched(Mappings mappings, Figures figures) {
        this.mappings = mappings;
        this.figures = figures;
    }

    /** @param openDossiers how many */
    public record By(List<CodeUse> uses, long openDossiers) {}

    /** By the change's id. */
    public Map<Long, By> by(List<ProcedureChange> changes) {
        Map<String, Long> open = figures.open(changes.stream()
                .filter(change -> TOUCHING.contains(change.kind()))
                .map(ProcedureChange::code)
                .collect(Collectors.toSet()));
        Map<Long, By> touched = new LinkedHashMap<>();
        for (ProcedureChange change : changes) {
            touched.put(
                    change.id(),
                    TOUCHING.contains(change.kind())
                            ? new By(
                                    mappings.uses(new ProcedureCode(change.code())),
                                    open.getOrDefault(change.code(), 0L))
                            : NOTHING);
        }
        return touched;
    }
}
