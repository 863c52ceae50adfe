package vn.lienthong.console.pages;

import jakarta.servlet.http.HttpServletRequest;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import vn.lienthong.console.Query;
import vn.lienthong.ledger.DeliveryFilter;
import vn.lienthong.ledger.DeliveryState;
import vn.lienthong.ledger.LedgerView;
import vn.lienthong.ledger.Verb;
import vn.lienthong.situation.Situation;
import vn.lienthong.situation.Standing;

/** Which deliveries wait, are stuck, or arrived? */
@Controller
class DeliveriesPage {

    private static final int SIZE = 50;

    private final LedgerView ledger;
    private final Situation situation;

    DeliveriesPage(LedgerView ledger, Situation situation) {
        this.ledger = ledger;
        this.situation = situation;
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
        return "deliveries";
    }

    @GetMapping("/deliveries/live")
    String live(HttpServletRequest request, Model model) {
        fill(request, model);
        return "deliveries :: live";
    }

    private DeliveryFilter fill(HttpServletRequest request, Model model) {
        Query query = new Query(request, request.getParameterMap().keySet());
        DeliveryFilter filter = query.filter();
        int page = query.page(SIZE);
        model.addAttribute("filter", filter);
        model.addAttribute("page", ledger.deliveries(filter, page, SIZE));
        model.addAttribute("here", address("/deliveries/live", filter, page));
        model.addAttribute("before", address("/deliveries", filter, page - 1));
        model.addAttribute("after", address("/deliveries", filter, page + 1));
        model.addAttribute("deepest", (long) page * SIZE >= LedgerView.DEEPEST ? LedgerView.DEEPEST : null);
        return filter;
    }

    /** Verbs for all that is listed, with where each is planned; none for the whole ledger at once. */
    private static Map<Verb, String> together(DeliveryFilter filter) {
        Map<Verb, String> together = new EnumMap<>(Verb.class);
        if (!filter.in(null).equals(DeliveryFilter.any())) {
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

    private static String address(String path, DeliveryFilter filter, int page) {
        Map<String, @Nullable Object> values = values(filter);
        values.put("page", page);
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
