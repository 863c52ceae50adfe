package vn.lienthong.intake;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.lienthong.dossier.Problem;
import vn.lienthong.dossier.SourceRecord;
import vn.lienthong.ledger.Ledger;
import vn.lienthong.mapping.RecordIdentity;
import vn.lienthong.relay.Flow;

/**
 * A record after the check: what it is about, and what stands against it.
 *
 * @param problems why it cannot be mapped; empty if it can
 * @param warnings what was put right on proof or cut by declaration
 * @param notOwed why, by the mapping's own rule, nothing is owed of it; null if something is
 */
public record Examined(
        Flow flow,
        SourceRecord record,
        RecordIdentity identity,
        List<Problem> problems,
        List<Problem> warnings,
        @Nullable Problem notOwed) {

    public Examined {
        problems = List.copyOf(problems);
        warnings = List.copyOf(warnings);
    }

    /** When what the record is about was last changed, by its source's own word; null if it says nothing, or of nothing by name. */
    public Ledger.@Nullable Change change() {
        Instant at = identity.changedAt();
        String of = identity.key() == null && identity.dossier() != null
                ? identity.dossier().value()
                : identity.key();
        return at == null || of == null ? null : new Ledger.Change(flow.name() + "/" + of, at);
    }
}
