package vn.lienthong.agreement;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.lienthong.dossier.Problem;

/**
 * One comparison of the portal with the ledger, as far as it has come.
 *
 * @param by who asked for it
 * @param ended a person ended it before it had looked at everything
 * @param endedBy who did; null: nobody, or it was not kept then
 * @param endReason why
 * @param reached the last dossier looked at, in the order of numbers; empty before the first
 * @param takenUntil a process is at work on a step, and has until then; null: nobody is
 * @param source the list of the ministry's own system that is compared too; null: none was given
 * @param dossiers how many were looked at: those that agree, that are on their way, that could not be compared and that differ
 * @param onTheWay something of them is still owed, or they moved while they were looked at
 * @param notCompared ledger and portal agree, and neither the list nor the records say enough to hold them against each other
 * @param differences the first {@value #MOST_KEPT} of those that differ
 * @param waits why it cannot go on just now; null if it can
 */
public record Agreement(
        String by,
        String reason,
        Instant startedAt,
        @Nullable Instant finishedAt,
        boolean ended,
        @Nullable String endedBy,
        @Nullable String endReason,
        String reached,
        @Nullable Instant takenUntil,
        @Nullable SourceList source,
        long dossiers,
        long agree,
        long onTheWay,
        long notCompared,
        long differ,
        List<Difference> differences,
        @Nullable Problem waits) {

    static final int MOST_KEPT = 2000;

    public Agreement {
        differences = List.copyOf(differences);
    }

    /**
     * A dossier of which the portal or the ministry's own system has something else than the ledger says.
     *
     * @param problem what differs, and who does what about it
     * @param delivery the delivery to look at; null if there is none
     */
    public record Difference(
            String dossier, Problem problem, @Nullable Long delivery) {}

    static Agreement begun(String by, String reason, Instant at, @Nullable SourceList source) {
        return new Agreement(by, reason, at, null, false, null, null, "", null, source, 0, 0, 0, 0, 0, List.of(), null);
    }

    public boolean isRunning() {
        return finishedAt == null;
    }

    Agreement taken(Instant until) {
        return copy(finishedAt, null, null, until, waits);
    }

    Agreement finished(Instant at) {
        return copy(at, null, null, null, null);
    }

    Agreement endedEarly(String who, String why, Instant at) {
        return copy(at, who, why, null, null);
    }

    Agreement waiting(Problem why) {
        return copy(finishedAt, null, null, null, why);
    }

    /** One dossier more. */
    Agreement with(String dossier, Finding finding) {
        List<Difference> all = new ArrayList<>(differences);
        if (finding instanceof Finding.Differs(Problem problem, Long delivery) && all.size() < MOST_KEPT) {
            all.add(new Difference(dossier, problem, delivery));
        }
        return new Agreement(
                by,
                reason,
                startedAt,
                finishedAt,
                ended,
                endedBy,
                endReason,
                dossier,
                null,
                source,
                dossiers + 1,
                agree + (finding instanceof Finding.Agrees ? 1 : 0),
                onTheWay + (finding instanceof Finding.OnTheWay ? 1 : 0),
                notCompared + (finding instanceof Finding.NotCompared ? 1 : 0),
                differ + (finding instanceof Finding.Differs ? 1 : 0),
                all,
                null);
    }

    /** @param ender who ended it early; null: nobody */
    private Agreement copy(
            @Nullable Instant end,
            @Nullable String ender,
            @Nullable String because,
            @Nullable Instant until,
            @Nullable Problem why) {
        return new Agreement(
                by,
                reason,
                startedAt,
                end,
                ender != null,
                ender,
                because,
                reached,
                until,
                source,
                dossiers,
                agree,
                onTheWay,
                notCompared,
                differ,
                differences,
                why);
    }
}
