package vn.lienthong.console.pages;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ResponseBody;
import vn.lienthong.console.TableTypes;
import vn.lienthong.figures.FigureFiles;
import vn.lienthong.figures.Figures;
import vn.lienthong.figures.Report;

/** The ministry's figures. */
@Controller
class FiguresPage {

    private final Figures figures;

    FiguresPage(Figures figures) {
        this.figures = figures;
    }

    /** One table of the page. */
    record Table(String title, List<Report.Line> lines) {}

    @GetMapping("/figures")
    String show(Model model) {
        Report report = figures.report();
        model.addAttribute("report", report);
        model.addAttribute(
                "tables",
                List.of(
                        new Table("figures.total", List.of(new Report.Line("", report.dossiers()))),
                        new Table("figures.by-month", report.months()),
                        new Table("figures.by-field", report.fields()),
                        new Table("figures.by-agency", report.agencies())));
        return "figures";
    }

    @GetMapping(path = "/figures.csv", produces = TableTypes.CSV)
    @ResponseBody
    String csv() {
        return FigureFiles.csv(figures.report());
    }

    @GetMapping("/figures.xlsx")
    void xlsx(HttpServletResponse response) throws IOException {
        Report report = figures.report();
        response.setContentType(TableTypes.XLSX);
        response.setHeader("Content-Disposition", "attachment; filename=\"figures.xlsx\"");
        FigureFiles.xlsx(report, response.getOutputStream());
    }
}
