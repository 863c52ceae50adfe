package vn.lienthong.console.pages;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import vn.lienthong.console.BodyText;
import vn.lienthong.console.PersonalReads;
import vn.lienthong.console.Refusal;
import vn.lienthong.console.Role;
import vn.lienthong.dossier.Problem;
import vn.lienthong.dossier.SourceRecord;
import vn.lienthong.ledger.LedgerView;
import vn.lienthong.mapping.Coverage;
import vn.lienthong.mapping.Mapping;
import vn.lienthong.mapping.Mappings;
import vn.lienthong.relay.Flow;
import vn.lienthong.relay.Flows;

/** What would become of this record, field by field, and by which rule? Nothing is stored and nothing is sent. */
@Controller
class MappingsPage {

    private final Mappings mappings;
    private final Flows flows;
    private final LedgerView view;

    MappingsPage(Mappings mappings, Flows flows, LedgerView view) {
        this.mappings = mappings;
        this.flows = flows;
        this.view = view;
    }

    @GetMapping("/mappings")
    String list(Model model) {
        model.addAttribute(
                "mappings",
                mappings.names().stream()
                        .flatMap(name -> mappings.find(name).stream())
                        .toList());
        model.addAttribute("flows", flowsByMapping());
        model.addAttribute("faults", mappings.faults());
        return "mappings";
    }

    private Map<String, List<String>> flowsByMapping() {
        Map<String, List<String>> using = new HashMap<>();
        for (Flow flow : flows.all()) {
            String mapping = flow.mapping();
            if (mapping != null) {
                using.computeIfAbsent(mapping, any -> new ArrayList<>()).add(flow.name());
            }
        }
        return using;
    }

    /** A page, or for a page that asks for it the table alone: counting runs every case. */
    @GetMapping("/mappings/coverage")
    String coverage(@RequestHeader(name = "HX-Request", required = false) @Nullable String part, Model model) {
        model.addAttribute("coverage", mappings.coverage());
        model.addAttribute("kinds", Coverage.Kind.values());
        return part == null ? "mapping-coverage" : "mapping-coverage :: table";
    }

    /** @param delivery its record stands in the field already; null: the field is empty */
    @GetMapping("/mappings/try")
    String form(
            @RequestParam String mapping, @RequestParam @Nullable Long delivery, Authentication person, Model model) {
        Mapping chosen = find(mapping);
        if (delivery != null) {
            SourceRecord record = record(delivery, person);
            fill(chosen, BodyText.of(record.body()).text(), model);
            model.addAttribute("trial", Trial.of(chosen, record));
            model.addAttribute("delivery", delivery);
        } else {
            fill(chosen, "", model);
        }
        return "mapping-try";
    }

    @PostMapping("/mappings/try")
    String attempt(@RequestParam String mapping, @RequestParam String record, Model model) {
        Mapping chosen = find(mapping);
        fill(chosen, record, model);
        byte[] body = record.strip().getBytes(StandardCharsets.UTF_8);
        model.addAttribute("trial", Trial.of(chosen, new SourceRecord(body, mediaType(chosen))));
        return "mapping-try";
    }

    private void fill(Mapping chosen, String record, Model model) {
        model.addAttribute("mapping", chosen);
        model.addAttribute("names", mappings.names());
        model.addAttribute("record", record);
    }

    /** Of a record of the mapping's source, standing by itself. */
    private static String mediaType(Mapping mapping) {
        return switch (mapping.source().name()) {
            case "csv" -> "text/csv";
            case "xml" -> "application/xml";
            case "xlsx" -> "application/vnd.lienthong.sheet-row+json";
            default -> "application/json";
        };
    }

    private SourceRecord record(long delivery, Authentication person) {
        if (!Role.SEE_BODIES.isOf(person)) {
            throw new Refusal(HttpStatus.FORBIDDEN, Problem.of("console.role-missing"));
        }
        PersonalReads.note(person, "record of delivery", delivery);
        return view.record(delivery)
                .orElseThrow(() ->
                        Refusal.notFound(Problem.of("console.no-such-delivery").with("delivery", "" + delivery)));
    }

    private Mapping find(String name) {
        return mappings.find(name)
                .orElseThrow(() ->
                        Refusal.notFound(Problem.of("console.no-such-mapping").with("mapping", name)));
    }
}
