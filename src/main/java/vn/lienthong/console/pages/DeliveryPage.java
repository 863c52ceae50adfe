package vn.lienthong.console.pages;

import jakarta.servlet.http.HttpServletResponse;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import vn.lienthong.console.BodyReader;
import vn.lienthong.console.BodyText;
import vn.lienthong.console.PersonalReads;
import vn.lienthong.console.Reason;
import vn.lienthong.console.Refusal;
import vn.lienthong.console.Role;
import vn.lienthong.dossier.Problem;
import vn.lienthong.dossier.SourceRecord;
import vn.lienthong.ledger.Attempt;
import vn.lienthong.ledger.Delivery;
import vn.lienthong.ledger.Ledger;
import vn.lienthong.ledger.Ledger.Decision;
import vn.lienthong.ledger.Ledger.VerbRefused;
import vn.lienthong.ledger.LedgerView;
import vn.lienthong.ledger.LedgerView.Event;
import vn.lienthong.ledger.Verb;
import vn.lienthong.mapping.Mapping;
import vn.lienthong.mapping.Mappings;
import vn.lienthong.relay.Flow;
import vn.lienthong.relay.Flows;

/** Where does this delivery stand, why, and what can I do? */
@Controller
class DeliveryPage {

    private final Ledger ledger;
    private final LedgerView view;
    private final Flows flows;
    private final Mappings mappings;
    private final InstantSource clock;

    DeliveryPage(Ledger ledger, LedgerView view, Flows flows, Mappings mappings, ObjectProvider<InstantSource> clock) {
        this.ledger = ledger;
        this.view = view;
        this.flows = flows;
        this.mappings = mappings;
        this.clock = clock.getIfUnique(InstantSource::system);
    }

    @GetMapping("/deliveries/{id}")
    String show(@PathVariable long id, Authentication person, Model model) {
        Delivery delivery = find(id);
        List<Event> events = view.events(id);
        fill(delivery, events, person, model);
        model.addAttribute("live", false);
        return "delivery";
    }

    /** Nothing (204) as long as nothing changed, so that attempts are read only when there is a new one. */
    @GetMapping("/deliveries/{id}/live")
    @Nullable
    String live(
            @PathVariable long id,
            @RequestParam(defaultValue = "") String seen,
            Authentication person,
            Model model,
            HttpServletResponse response) {
        Delivery delivery = find(id);
        List<Event> events = view.events(id);
        if (seen.equals(fingerprint(delivery, events))) {
            response.setStatus(HttpStatus.NO_CONTENT.value());
            return null;
        }
        fill(delivery, events, person, model);
        model.addAttribute("live", true);
        return "delivery :: live";
    }

    /** Word for word, and then it is logged who looked; to others with what tells of persons masked. */
    @GetMapping("/deliveries/{id}/bodies")
    String bodies(@PathVariable long id, Authentication person, Model model) {
        BodyReader reader = reader(person);
        Delivery delivery = find(id);
        Mapping mapping = mapping(delivery);
        model.addAttribute("delivery", delivery);
        Optional<SourceRecord> record = view.record(id);
        model.addAttribute("mediaType", record.map(SourceRecord::mediaType).orElse(""));
        model.addAttribute(
                "recordText", record.map(found -> reader.record(found, mapping)).orElse(null));
        model.addAttribute(
                "exact",
                record.map(found -> BodyText.of(found.body()).base64() == null).orElse(true));
        model.addAttribute("attempts", view.attempts(id));
        model.addAttribute("reader", reader);
        if (!reader.isMasked()) {
            PersonalReads.note(person, "bodies of delivery", id);
        }
        return "bodies";
    }

    private @Nullable Mapping mapping(Delivery delivery) {
        return flows.find(delivery.flow())
                .map(Flow::mapping)
                .flatMap(mappings::find)
                .orElse(null);
    }

    private BodyReader reader(Authentication person) {
        return new BodyReader(Role.SEE_BODIES.isOf(person) ? null : mappings.masking());
    }

    @PostMapping("/deliveries/{id}")
    String act(
            @PathVariable long id,
            @RequestParam String verb,
            @RequestParam(defaultValue = "") String reason,
            Authentication person,
            RedirectAttributes after) {
        find(id);
        Verb chosen = Verb.named(verb)
                .orElseThrow(() ->
                        Refusal.badRequest(Problem.of("console.bad-parameter").in("verb")));
        try {
            chosen.apply(ledger, id, new Decision(person.getName(), Reason.read(reason)));
            after.addFlashAttribute("done", chosen.code());
        } catch (VerbRefused refused) {
            after.addFlashAttribute("refused", refused.problem());
        }
        return "redirect:/deliveries/" + id;
    }

    private void fill(Delivery delivery, List<Event> events, Authentication person, Model model) {
        model.addAttribute("reader", reader(person));
        model.addAttribute("delivery", delivery);
        model.addAttribute("events", events);
        List<Attempt> attempts = view.attemptsWithoutBodies(delivery.id());
        model.addAttribute("attempts", attempts);
        model.addAttribute("verbs", Verb.values());
        Optional<Flow> flow = flows.find(delivery.flow());
        model.addAttribute("mapping", flow.map(Flow::mapping).orElse(null));
        model.addAttribute(
                "shadow",
                attempts.stream().flatMap(attempt -> attempt.calls().stream()).anyMatch(Attempt.Call::wasKeptBack));
        model.addAttribute("seen", fingerprint(delivery, events));
    }

    private Delivery find(long id) {
        return view.delivery(id)
                .orElseThrow(() ->
                        Refusal.notFound(Problem.of("console.no-such-delivery").with("delivery", "" + id)));
    }

    /** Changes with the delivery and its events, and each minute, because ages are shown. */
    private String fingerprint(Delivery delivery, List<Event> events) {
        return Integer.toHexString(Objects.hash(delivery, events, clock.millis() / 60_000));
    }
}
