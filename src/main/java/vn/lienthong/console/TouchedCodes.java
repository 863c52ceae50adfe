package vn.lienthong.console;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import vn.lienthong.dossier.ProcedureCode;
import vn.lienthong.mapping.CodeUse;
import vn.lienthong.mapping.Mappings;
import vn.lienthong.procedures.ProcedureChange;
import vn.lienthong.procedures.ProcedureChange.Kind;

/** What of our own definitions a change of a procedure touches: crosswalk rows that name it, and the mappings behind them. */
@Component
public final class TouchedCodes {

    /** A procedure that is new or back again breaks nothing that names it. */
    private static final Set<Kind> TOUCHING = Set.of(Kind.CHANGED, Kind.GONE);

    private final Mappings mappings;

    TouchedCodes(Mappings mappings) {
        this.mappings = mappings;
    }

    public List<CodeUse> by(ProcedureChange change) {
        return TOUCHING.contains(change.kind()) ? mappings.uses(new ProcedureCode(change.code())) : List.of();
    }

    /** By the change's id. */
    public Map<Long, List<CodeUse>> by(List<ProcedureChange> changes) {
        Map<Long, List<CodeUse>> touched = new LinkedHashMap<>();
        changes.forEach(change -> touched.put(change.id(), by(change)));
        return touched;
    }
}
