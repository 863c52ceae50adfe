package vn.lienthong.console.api;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import jakarta.servlet.http.HttpServletRequest;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import vn.lienthong.console.Query;
import vn.lienthong.dossier.VietnamTime;
import vn.lienthong.ledger.LedgerView;
import vn.lienthong.ledger.LedgerView.Tally;
import vn.lienthong.relay.Relay;
import vn.lienthong.situation.Deadlines;
import vn.lienthong.situation.Situation;
import vn.lienthong.situation.Standing;

/** Counterparts as they are now; what waits for a person, grouped by cause; and what is near its deadline. */
@RestController
@RequestMapping(path = "/api", produces = MediaType.APPLICATION_JSON_VALUE)
class SituationApi {

    private static final int MOST_DUE = 500;

    private final Situation situation;
    private final LedgerView ledger;

    SituationApi(Situation situation, LedgerView ledger) {
        this.situation = situation;
        this.ledger = ledger;
    }

    @GetMapping("/counterparts")
    Json.Listed<Counterpart> counterparts(HttpServletRequest request, Locale locale) {
        new Query(request, Set.of());
        return new Json.Listed<>(situation.standings().stream()
                .map(standing -> Counterpart.of(standing, locale))
                .toList());
    }

    @GetMapping("/problems")
    Problems problems(HttpServletRequest request, Locale locale) {
        new Query(request, Set.of());
        return new Problems(
                ledger.problemGroups().stream()
                        .map(group -> Group.of(group, locale))
                        .toList(),
                Json.Said.all(situation.faults(), locale));
    }

    @GetMapping("/deadlines")
    Due deadlines(HttpServletRequest request, Locale locale) {
        new Query(request, Set.of());
        Deadlines deadlines = situation.deadlines();
        return new Due(
                deadlines.passed(),
                deadlines.near(),
                VietnamTime.of(deadlines.until()),
                situation.pressing(deadlines, MOST_DUE).stream()
                        .map(one -> DueDossier.of(one, locale))
                        .toList());
    }

    /** @param until a deadline up to then is near */
    record Due(long passed, long near, OffsetDateTime until, List<DueDossier> items) {}

    record DueDossier(OffsetDateTime earliest, Json.Owed first) {

        static DueDossier of(LedgerView.Pressing one, Locale locale) {
            return new DueDossier(VietnamTime.of(one.deadline()), Json.Owed.of(one.head(), locale));
        }
    }

    /** @param faults of files that are broken now */
    record Problems(List<Group> items, List<Json.Said> faults) {}

    record Group(
            String group, String counterpart, String flow, Json.Said problem, long deliveries, OffsetDateTime since) {

        static Group of(LedgerView.ProblemGroup group, Locale locale) {
            return new Group(
                    group.key(),
                    group.counterpart(),
                    group.flow(),
                    Json.Said.of(group.sample(), locale),
                    group.deliveries(),
                    VietnamTime.of(group.since()));
        }
    }

    record Counterpart(
            String name,
            String breaker,
            @Nullable OffsetDateTime openUntil,
            @Nullable Pace pace,
            @JsonUnwrapped Counts counts,
            Json.@Nullable Said lastFailure,
            @Nullable OffsetDateTime lastFailureAt,
            @Nullable OffsetDateTime lastDeliveredAt,
            List<FlowCounts> flows) {

        static Counterpart of(Standing standing, Locale locale) {
            Relay.Counterpart relay = standing.relay();
            return new Counterpart(
                    standing.name(),
                    standing.breaker(),
                    relay == null ? null : VietnamTime.orNull(relay.openUntil()),
                    relay == null ? null : new Pace(relay.perSecond(), relay.parallel(), relay.inFlight()),
                    Counts.of(standing),
                    relay == null ? null : Json.Said.orNull(relay.lastFailure(), locale),
                    relay == null ? null : VietnamTime.orNull(relay.lastFailureAt()),
                    relay == null ? null : VietnamTime.orNull(relay.lastDeliveredAt()),
                    standing.flows().stream().map(FlowCounts::of).toList());
        }
    }

    record Pace(double perSecond, int parallel, int inFlight) {}

    /** @param backlog everything still owed, whether it waits for its turn, a time or a person's release */
    record Counts(
            long backlog,
            @Nullable OffsetDateTime oldestOwed,
            long retrying,
            long held,
            long dead,
            long lanesParked,
            long deliveredToday,
            long delivered,
            long cancelled,
            @Nullable OffsetDateTime lastEnteredAt) {

        static Counts of(Standing all) {
            return new Counts(
                    all.owed(),
                    VietnamTime.orNull(all.oldestOwed()),
                    all.retrying(),
                    all.held(),
                    all.dead(),
                    all.lanesParked(),
                    all.deliveredToday(),
                    all.delivered(),
                    all.cancelled(),
                    VietnamTime.orNull(all.lastEntered()));
        }
    }

    record FlowCounts(String flow, @JsonUnwrapped Counts counts) {

        static FlowCounts of(Tally tally) {
            return new FlowCounts(tally.flow(), Counts.of(new Standing(tally.counterpart(), null, List.of(tally))));
        }
    }
}
