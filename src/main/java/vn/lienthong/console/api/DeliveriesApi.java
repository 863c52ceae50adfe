package vn.lienthong.console.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import vn.lienthong.console.DeliveryLines;
import vn.lienthong.console.PersonalReads;
import vn.lienthong.console.Query;
import vn.lienthong.console.Refusal;
import vn.lienthong.console.Role;
import vn.lienthong.dossier.Problem;
import vn.lienthong.ledger.Delivery;
import vn.lienthong.ledger.Ledger;
import vn.lienthong.ledger.Ledger.Decision;
import vn.lienthong.ledger.LedgerView;
import vn.lienthong.ledger.Verb;

/** Deliveries: listed, one by one with all that was tried, and the four verbs. */
@RestController
@RequestMapping(path = "/api/deliveries", produces = MediaType.APPLICATION_JSON_VALUE)
class DeliveriesApi {

    private static final Set<String> LISTED = Stream.concat(
                    DeliveryLines.FILTER.stream(), Stream.of("page", "size", "before"))
            .collect(Collectors.toUnmodifiableSet());
    private static final int USUAL_SIZE = 50;
    private static final int LARGEST_SIZE = 500;

    private final Ledger ledger;
    private final LedgerView view;
    private final Request requests;

    DeliveriesApi(Ledger ledger, LedgerView view, Request requests) {
        this.ledger = ledger;
        this.view = view;
        this.requests = requests;
    }

    @GetMapping
    Json.Paged<Json.Owed> list(HttpServletRequest request, Locale locale) {
        Query query = new Query(request, LISTED);
        int size = query.count("size", USUAL_SIZE, LARGEST_SIZE);
        if (query.text("before") == null) {
            LedgerView.Page<Delivery> page = view.deliveries(query.filter(), query.page(size), size);
            return paged(page.items(), page.page(), size, page.total(), page.more(), page.next(), locale);
        }
        if (query.text("page") != null) {
            throw Refusal.badRequest(Problem.of("console.page-or-before").in("before"));
        }
        long before = query.number("before", 1, Long.MAX_VALUE);
        LedgerView.Part<Delivery> part = view.deliveriesBefore(query.filter(), before, size);
        return paged(part.items(), null, size, null, false, part.next(), locale);
    }

    private static Json.Paged<Json.Owed> paged(
            List<Delivery> items,
            @Nullable Integer page,
            int size,
            @Nullable Long total,
            boolean more,
            @Nullable Long next,
            Locale locale) {
        return new Json.Paged<>(
                items.stream().map(delivery -> Json.Owed.of(delivery, locale)).toList(), page, size, total, more, next);
    }

    @GetMapping("/{id}")
    Whole show(@PathVariable long id, Authentication caller, Locale locale) {
        Delivery delivery = find(id);
        boolean bodies = Role.SEE_BODIES.isOf(caller);
        if (bodies) {
            PersonalReads.note(caller, "bodies of delivery", id);
        }
        return new Whole(
                Json.Owed.of(delivery, locale),
                (bodies ? view.attempts(id) : view.attemptsWithoutBodies(id))
                        .stream()
                                .map(attempt -> Json.Try.of(attempt, locale, bodies))
                                .toList(),
                view.events(id).stream().map(Json.Decided::of).toList(),
                bodies ? view.record(id).map(Json.Body::of).orElse(null) : null);
    }

    @PostMapping(path = "/{id}/{verb:hold|release|replay|cancel}", consumes = MediaType.APPLICATION_JSON_VALUE)
    Json.Owed act(
            @PathVariable long id,
            @PathVariable String verb,
            HttpServletRequest request,
            Authentication caller,
            Locale locale)
            throws IOException {
        String reason = requests.read(request, Set.of("reason")).reason();
        find(id);
        Verb.named(verb).orElseThrow().apply(ledger, id, new Decision(caller.getName(), reason));
        return Json.Owed.of(find(id), locale);
    }

    private Delivery find(long id) {
        return view.delivery(id)
                .orElseThrow(() ->
                        Refusal.notFound(Problem.of("console.no-such-delivery").with("delivery", "" + id)));
    }

    /** @param recordBody the record as received; absent for who may not see bodies, or once retention took it */
    record Whole(
            @JsonUnwrapped Json.Owed delivery,
            List<Json.Try> attempts,
            List<Json.Decided> events,
            @JsonInclude(JsonInclude.Include.NON_NULL) Json.@Nullable Body recordBody) {}
}
