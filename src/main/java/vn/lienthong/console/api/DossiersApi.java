package vn.lienthong.console.api;

import jakarta.servlet.http.HttpServletRequest;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import vn.lienthong.console.DossierHistory;
import vn.lienthong.console.DossierHistory.Moment;
import vn.lienthong.console.DossierSearch;
import vn.lienthong.console.Query;
import vn.lienthong.console.Refusal;
import vn.lienthong.dossier.DossierNo;
import vn.lienthong.dossier.Problem;
import vn.lienthong.dossier.VietnamTime;
import vn.lienthong.ledger.Delivery;

/** A dossier's time line over all counterparts. */
@RestController
@RequestMapping(path = "/api/dossiers", produces = MediaType.APPLICATION_JSON_VALUE)
class DossiersApi {

    private final DossierHistory history;

    DossiersApi(DossierHistory history) {
        this.history = history;
    }

    /** Old numbers contain a slash, and an encoded slash in a path is refused by many proxies. */
    @GetMapping
    TimeLine byParameter(HttpServletRequest request, Locale locale) {
        return timeLine(new Query(request, Set.of("no")).text("no"), locale);
    }

    @GetMapping("/{*no}")
    TimeLine byPath(@PathVariable String no, HttpServletRequest request, Locale locale) {
        new Query(request, Set.of());
        return timeLine(no.substring(1), locale);
    }

    private TimeLine timeLine(@Nullable String no, Locale locale) {
        DossierNo dossier = DossierSearch.read(no);
        List<Delivery> deliveries = history.deliveries(dossier);
        if (deliveries.isEmpty()) {
            throw Refusal.notFound(Problem.of("console.no-such-dossier").in("no"));
        }
        return new TimeLine(
                dossier.value(),
                deliveries.stream()
                        .map(delivery -> Json.Owed.of(delivery, locale))
                        .toList(),
                history.moments(deliveries).stream()
                        .map(moment -> Happened.of(moment, locale))
                        .toList());
    }

    record TimeLine(String dossier, List<Json.Owed> deliveries, List<Happened> timeline) {}

    /**
     * @param what {@code entered}, {@code attempt} or {@code decision}
     * @param outcome of an attempt
     * @param verb of a decision
     */
    record Happened(
            OffsetDateTime at,
            String what,
            long delivery,
            String counterpart,
            String flow,
            @Nullable Integer attempt,
            @Nullable String outcome,
            @Nullable Long tookMillis,
            @Nullable String verb,
            @Nullable String by,
            @Nullable String reason,
            List<Json.Said> problems) {

        static Happened of(Moment moment, Locale locale) {
            return switch (moment) {
                case Moment.Entered entered -> of(entered, "entered", null, null, List.of());
                case Moment.Tried tried ->
                    of(
                            tried,
                            "attempt",
                            Json.Try.of(tried.attempt(), locale, false),
                            null,
                            Json.Said.all(tried.attempt().problems(), locale));
                case Moment.Decided decided ->
                    of(decided, "decision", null, Json.Decided.of(decided.event()), List.of());
            };
        }

        private static Happened of(
                Moment moment,
                String what,
                Json.@Nullable Try tried,
                Json.@Nullable Decided decided,
                List<Json.Said> problems) {
            return new Happened(
                    VietnamTime.of(moment.at()),
                    what,
                    moment.delivery().id(),
                    moment.delivery().counterpart(),
                    moment.delivery().flow(),
                    tried == null ? null : tried.number(),
                    tried == null ? null : tried.outcome(),
                    tried == null ? null : tried.tookMillis(),
                    decided == null ? null : decided.verb(),
                    decided == null ? null : decided.by(),
                    decided == null ? null : decided.reason(),
                    problems);
        }
    }
}
