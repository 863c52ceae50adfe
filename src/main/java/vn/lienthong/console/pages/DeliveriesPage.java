package vn.lienthong.console.pages;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import vn.lienthong.console.DeliveryLines;
import vn.lienthong.console.Query;
import vn.lienthong.dossier.VietnamTime;
import vn.lienthong.ledger.Delivery;
import vn.lienthong.ledger.DeliveryFilter;
import vn.lienthong.ledger.DeliveryState;
import vn.lienthong.ledger.LedgerView;
import vn.lienthong.ledger.Reception;
import vn.lienthong.ledger.Verb;
import vn.lienthong.situation.Situation;
import vn.lienthong.situation.Standing;

/** Which deliveries wait, are stuck, or arrived? */
@Controller
class DeliveriesPage {

    private static final int SIZE = 50;
    private final LedgerView ledger;
    private final Situation situation;
    private final DeliveryLines lines;
    private final InstantSource clock;

    DeliveriesPage(LedgerView ledger, Situation situation, DeliveryLines lines, ObjectProvider<InstantSource> clock) {
        this.ledger = ledger;
        this.situation = situation;
        this.lines = lines;
        this.clock = clock.getIfUnique(InstantSource::system);
    }

    @GetMapping("/deliveries")
    String show(HttpServletRequest request, Model model) {
        DeliveryFilter filter = fill(request, model);
        List<Standing> standings = situation.standings();
        model.addAttribute("states", DeliveryState.values());
        model.addAttribute(
                "counterparts",
                with(
                        filter.counterpart(),
                        standings.stream().map(Standing::name).toList()));
        model.addAttribute("flows", with(filter.flow(), List.copyOf(situation.flowNames(standings))));
        model.addAttribute("problems", with(filter.problem(), causes()));
        model.addAttribute("together", together(filter));
        model.addAttribute("days", days(request));
        model.addAttribute(
                "file",
                Addresses.of(
                        "/deliveries.csv",
                        asked(new Query(request, request.getParameterMap().keySet()))));
        return "deliveries";
    }

    @GetMapping("/deliveries/live")
    String live(HttpServletRequest request, Model model) {
        fill(request, model);
        return "deliveries :: live";
    }

    @GetMapping("/deliveries.csv")
    void csv(HttpServletRequest request, HttpServletResponse response, Locale language) throws IOException {
        DeliveryFilter filter = new Query(request, request.getParameterMap().keySet()).filter();
        lines.csv(filter, language, response);
    }

    private DeliveryFilter fill(HttpServletRequest request, Model model) {
        Query query = new Query(request, request.getParameterMap().keySet());
        DeliveryFilter filter = query.filter();
        Map<String, @Nullable Object> asked = asked(query);
        model.addAttribute("filter", filter);
        model.addAttribute("asked", asked);
        if (query.text("before") == null) {
            counted(filter, query.page(SIZE), asked, model);
        } else {
            behind(filter, query.number("before", 1, Long.MAX_VALUE), asked, model);
        }
        return filter;
    }

    private void counted(DeliveryFilter filter, int number, Map<String, @Nullable Object> asked, Model model) {
        LedgerView.Page<Delivery> page = ledger.deliveries(filter, number, SIZE);
        boolean looked = filter.reception().namesSource();
        long shown = (long) number * SIZE;
        model.addAttribute("page", page);
        model.addAttribute("items", page.items());
        model.addAttribute("looked", looked && page.more());
        // To look at thousands of records every two seconds would be too much.
        model.addAttribute("here", looked ? null : address("/deliveries/live", asked, "page", number));
        model.addAttribute("newer", number == 1 ? null : address("/deliveries", asked, "page", number - 1));
        if (shown < LedgerView.DEEPEST && (shown < page.total() || page.more() && !looked)) {
            model.addAttribute("older", address("/deliveries", asked, "page", number + 1));
        } else {
            model.addAttribute("older", further(asked, page.next()));
        }
    }

    /** Further down than pages are numbered, or further back than was looked. */
    private void behind(DeliveryFilter filter, long before, Map<String, @Nullable Object> asked, Model model) {
        LedgerView.Part<Delivery> part = ledger.deliveriesBefore(filter, before, SIZE);
        model.addAttribute("behind", before);
        model.addAttribute("items", part.items());
        model.addAttribute("looked", filter.reception().namesSource() && part.next() != null);
        model.addAttribute("newest", Addresses.of("/deliveries", asked));
        model.addAttribute("older", further(asked, part.next()));
    }

    private static @Nullable String further(Map<String, @Nullable Object> asked, @Nullable Long next) {
        return next == null ? null : address("/deliveries", asked, "before", next);
    }

    /** Verbs for all that is listed, with where each is planned; none for the whole ledger at once. */
    private static Map<Verb, String> together(DeliveryFilter filter) {
        Map<Verb, String> together = new EnumMap<>(Verb.class);
        if (!filter.in(null).equals(DeliveryFilter.any()) && filter.reception().equals(Reception.ANY)) {
            Stream.of(Verb.values())
                    .filter(verb -> !verb.inJobs(filter.state()).isEmpty())
                    .forEach(verb -> together.put(verb, planned(verb, filter)));
        }
        return together;
    }

    private static String planned(Verb verb, DeliveryFilter filter) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("verb", verb.code());
        values.putAll(values(filter));
        return Addresses.of("/replays/new", values);
    }

    private List<String> causes() {
        return ledger.problemGroups().stream()
                .map(group -> group.sample().code())
                .toList();
    }

    /** What was asked for stays choosable, also where nothing of it is left. */
    private static TreeSet<String> with(@Nullable String asked, List<String> known) {
        TreeSet<String> all = known.stream().collect(Collectors.toCollection(TreeSet::new));
        if (asked != null) {
            all.add(asked);
        }
        return all;
    }

    /** What was asked for, as it was written. */
    private static Map<String, @Nullable Object> asked(Query query) {
        Map<String, @Nullable Object> asked = new TreeMap<>();
        DeliveryLines.FILTER.forEach(name -> asked.put(name, query.text(name)));
        return asked;
    }

    /** The same of one day alone. */
    private Map<String, String> days(HttpServletRequest request) {
        Map<String, @Nullable Object> asked =
                asked(new Query(request, request.getParameterMap().keySet()));
        LocalDate today = VietnamTime.of(clock.instant()).toLocalDate();
        Map<String, String> days = new LinkedHashMap<>();
        days.put("deliveries.today", day(asked, today));
        days.put("deliveries.yesterday", day(asked, today.minusDays(1)));
        return days;
    }

    private static String day(Map<String, @Nullable Object> asked, LocalDate day) {
        Map<String, @Nullable Object> ofDay = new LinkedHashMap<>(asked);
        ofDay.put("from", day);
        ofDay.put("until", day);
        return Addresses.of("/deliveries", ofDay);
    }

    private static String address(String path, Map<String, @Nullable Object> asked, String name, Object value) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>(asked);
        values.put(name, value);
        return Addresses.of(path, values);
    }

    private static Map<String, @Nullable Object> values(DeliveryFilter filter) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("state", filter.state());
        values.put("dossier", filter.dossier());
        values.put("counterpart", filter.counterpart());
        values.put("flow", filter.flow());
        values.put("problem", filter.problem());
        values.put("group", filter.group());
        return values;
    }
}
