package vn.lienthong.console.pages;

import java.util.List;
import java.util.Set;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import vn.lienthong.console.Reason;
import vn.lienthong.console.Refusal;
import vn.lienthong.console.Touched;
import vn.lienthong.dossier.Problem;
import vn.lienthong.figures.Figures;
import vn.lienthong.procedures.Procedure;
import vn.lienthong.procedures.ProcedureChange;
import vn.lienthong.procedures.ProcedureChange.Kind;
import vn.lienthong.procedures.Procedures;
import vn.lienthong.procedures.Pull;
import vn.lienthong.procedures.Pulls;

/** What changed in the portal's procedures, and what does each say? */
@Controller
class ProceduresPage {

    private static final String NEWEST = "" + Long.MAX_VALUE;
    private static final int CHANGES = 50;
    private static final int VERSIONS = 100;
    private static final int DOSSIERS = 50;
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final Pulls pulls;
    private final Procedures procedures;
    private final Touched touched;
    private final Figures figures;

    ProceduresPage(Pulls pulls, Procedures procedures, Touched touched, Figures figures) {
        this.pulls = pulls;
        this.procedures = procedures;
        this.touched = touched;
        this.figures = figures;
    }

    @GetMapping("/procedures")
    String show(@RequestParam(defaultValue = NEWEST) long before, Model model) {
        List<ProcedureChange> changes = procedures.changesBefore(before, CHANGES);
        live(model);
        changes(changes, model);
        model.addAttribute("next", changes.size() == CHANGES ? changes.getLast().id() : null);
        return "procedures";
    }

    @GetMapping("/procedures/live")
    String live(Model model) {
        Pull pull = pulls.latest().orElse(null);
        model.addAttribute("pull", pull);
        model.addAttribute("kinds", Kind.values());
        model.addAttribute("found", pull == null ? null : procedures.countSince(pull.startedAt()));
        return "procedures :: live";
    }

    @GetMapping("/procedures/{code}")
    String one(@PathVariable String code, @RequestParam(defaultValue = "0") int version, Model model) {
        Procedure procedure = procedures.find(code).orElseThrow(ProceduresPage::unknown);
        int shown = version == 0 ? procedure.version() : version;
        model.addAttribute("procedure", procedure);
        model.addAttribute("versions", procedures.versions(code, VERSIONS));
        changes(procedures.changesOf(code, VERSIONS), model);
        model.addAttribute("open", figures.open(Set.of(code)).getOrDefault(code, 0L));
        model.addAttribute("openDossiers", figures.openDossiers(code, DOSSIERS));
        model.addAttribute("shown", shown);
        model.addAttribute(
                "told",
                shown == 0
                        ? null
                        : procedures
                                .told(code, shown)
                                .map(ProceduresPage::pretty)
                                .orElseThrow(ProceduresPage::unknown));
        return "procedure";
    }

    private void changes(List<ProcedureChange> changes, Model model) {
        model.addAttribute("changes", changes);
        model.addAttribute("touched", touched.by(changes));
    }

    private static String pretty(byte[] told) {
        JsonNode tree = JSON.readTree(told);
        return JSON.writeValueAsString(tree);
    }

    private static Refusal unknown() {
        return Refusal.notFound(Problem.of("console.no-such-procedure").in("code"));
    }

    @PostMapping("/procedures")
    String start(@RequestParam(defaultValue = "") String reason, Authentication person) {
        pulls.start(person.getName(), Reason.read(reason));
        return "redirect:/procedures";
    }

    @PostMapping("/procedures/end")
    String end(@RequestParam(defaultValue = "") String reason, Authentication person) {
        pulls.end(person.getName(), Reason.read(reason));
        return "redirect:/procedures";
    }
}
