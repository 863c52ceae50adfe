package vn.lienthong.console.pages;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import vn.lienthong.dossier.ProblemTexts;

/** What does a code mean, and what is to be done? Says nothing of any record, so it is open to everybody. */
@Controller
class ProblemsPage {

    @GetMapping("/problems")
    String show(Model model) {
        Map<String, List<ProblemTexts.Entry>> rooms = new LinkedHashMap<>();
        ProblemTexts.ROOMS.forEach(room -> rooms.put(room, ProblemTexts.of(room)));
        model.addAttribute("rooms", rooms);
        return "problems";
    }
}
