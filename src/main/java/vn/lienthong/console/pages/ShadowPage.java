package vn.lienthong.console.pages;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import vn.lienthong.console.ShadowSummary;
import vn.lienthong.console.TableTypes;

/** What would this flow do, if it were not in shadow mode? */
@Controller
class ShadowPage {

    private final ShadowSummary shadows;

    ShadowPage(ShadowSummary shadows) {
        this.shadows = shadows;
    }

    @GetMapping("/shadow/{flow}")
    String show(@PathVariable String flow, Model model) {
        model.addAttribute("summary", shadows.of(flow));
        return "shadow";
    }

    @GetMapping(path = "/shadow/{flow}/deliveries.csv", produces = TableTypes.CSV)
    void lines(@PathVariable String flow, HttpServletResponse response, Locale language) throws IOException {
        shadows.csv(flow, language, response);
    }
}
