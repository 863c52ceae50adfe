package vn.lienthong.console.pages;

import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import vn.lienthong.console.Query;
import vn.lienthong.console.Situation;
import vn.lienthong.console.Standing;
import vn.lienthong.ledger.DeliveryFilter;
import vn.lienthong.ledger.DeliveryState;
import vn.lienthong.ledger.LedgerView;

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
        int page = query.page();
        model.addAttribute("filter", filter);
        model.addAttribute("page", ledger.deliveries(filter, page, SIZE));
        model.addAttribute("here", address("/deliveries/live", filter, page));
        model.addAttribute("before", address("/deliveries", filter, page - 1));
        model.addAttribute("after", address("/deliveries", filter, page + 1));
        return filter;
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
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("state", filter.state());
        values.put("dossier", filter.dossier());
        values.put("counterpart", filter.counterpart());
        values.put("flow", filter.flow());
        values.put("problem", filter.problem());
        values.put("page", page);
        return Addresses.of(path, values);
    }
}
