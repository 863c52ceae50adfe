package vn.lienthong.console.pages;

import jakarta.servlet.http.HttpServletResponse;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import vn.lienthong.console.DossierHistory;
import vn.lienthong.console.DossierSearch;
import vn.lienthong.console.Refusal;
import vn.lienthong.dossier.DossierNo;
import vn.lienthong.dossier.Problem;
import vn.lienthong.ledger.Delivery;

/** What happened to this dossier? */
@Controller
class DossierPage {

    private final DossierHistory history;
    private final InstantSource clock;

    DossierPage(DossierHistory history, ObjectProvider<InstantSource> clock) {
        this.history = history;
        this.clock = clock.getIfUnique(InstantSource::system);
    }

    @GetMapping("/dossiers")
    String show(@RequestParam(defaultValue = "") String no, Model model) {
        DossierNo dossier = DossierSearch.read(no);
        fill(dossier, find(dossier), model);
        return "dossier";
    }

    /** Nothing (204) as long as nothing changed: the time line is read only when there is more of it. */
    @GetMapping("/dossiers/live")
    @Nullable
    String live(
            @RequestParam String no,
            @RequestParam(defaultValue = "") String seen,
            Model model,
            HttpServletResponse response) {
        DossierNo dossier = DossierSearch.read(no);
        List<Delivery> deliveries = find(dossier);
        if (seen.equals(fingerprint(deliveries))) {
            response.setStatus(HttpStatus.NO_CONTENT.value());
            return null;
        }
        fill(dossier, deliveries, model);
        return "dossier :: live";
    }

    private void fill(DossierNo dossier, List<Delivery> deliveries, Model model) {
        model.addAttribute("dossier", dossier.value());
        model.addAttribute("deliveries", deliveries);
        model.addAttribute("moments", history.moments(deliveries).reversed());
        model.addAttribute("seen", fingerprint(deliveries));
    }

    private List<Delivery> find(DossierNo dossier) {
        List<Delivery> deliveries = history.deliveries(dossier);
        if (deliveries.isEmpty()) {
            throw Refusal.notFound(Problem.of("console.no-such-dossier").in("no"));
        }
        return deliveries;
    }

    /** Changes with any delivery, and each minute, because ages are shown. */
    private String fingerprint(List<Delivery> deliveries) {
        return Integer.toHexString(Objects.hash(deliveries, clock.millis() / 60_000));
    }
}
