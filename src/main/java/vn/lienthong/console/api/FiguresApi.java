package vn.lienthong.console.api;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import vn.lienthong.console.Query;
import vn.lienthong.console.Refusal;
import vn.lienthong.console.TableTypes;
import vn.lienthong.dossier.Problem;
import vn.lienthong.figures.FigureFiles;
import vn.lienthong.figures.Figures;
import vn.lienthong.figures.MonthFigures;
import vn.lienthong.figures.Report;

/** The ministry's figures. */
@RestController
class FiguresApi {

    private static final Pattern FORM = Pattern.compile("\\d{4}-\\d{2}");

    private final Figures figures;

    FiguresApi(Figures figures) {
        this.figures = figures;
    }

    @GetMapping(path = "/api/figures", produces = MediaType.APPLICATION_JSON_VALUE)
    Shown show(HttpServletRequest request, Locale locale) {
        new Query(request, Set.of());
        return Shown.of(figures.report(), locale);
    }

    /** The beginning of the record that an LGSP is told, and what is in none of its numbers. */
    @GetMapping(path = "/api/figures/months/{month}", produces = MediaType.APPLICATION_JSON_VALUE)
    Month month(@PathVariable String month, HttpServletRequest request) {
        new Query(request, Set.of());
        return Month.of(figures.month(read(month)));
    }

    /** Four digits and two: a year before ours, or beyond 9999, is a slip that would be answered with noughts. */
    private static YearMonth read(String month) {
        try {
            if (FORM.matcher(month).matches()) {
                return YearMonth.parse(month);
            }
        } catch (DateTimeParseException noMonth) {
            // said below, together with what has another form
        }
        throw Refusal.badRequest(Problem.of("console.bad-parameter").in("month"));
    }

    @GetMapping(path = "/api/figures.csv", produces = TableTypes.CSV)
    String csv(HttpServletRequest request) {
        new Query(request, Set.of());
        return FigureFiles.csv(figures.report());
    }

    @GetMapping("/api/figures.xlsx")
    void xlsx(HttpServletRequest request, HttpServletResponse response) throws IOException {
        new Query(request, Set.of());
        Report report = figures.report();
        response.setContentType(TableTypes.XLSX);
        FigureFiles.xlsx(report, response.getOutputStream());
    }

    record Shown(
            Procedures procedures,
            Count dossiers,
            long open,
            long unknown,
            List<Line> months,
            List<Line> fields,
            List<Line> agencies,
            List<NotRead> notRead,
            List<Json.Said> faults) {

        static Shown of(Report report, Locale locale) {
            return new Shown(
                    Procedures.of(report.procedures()),
                    Count.of(report.dossiers()),
                    report.open(),
                    report.unknown(),
                    lines(report.months()),
                    lines(report.fields()),
                    lines(report.agencies()),
                    report.notRead().stream()
                            .map(flow -> new NotRead(flow.flow(), flow.records()))
                            .toList(),
                    Json.Said.all(report.faults(), locale));
        }

        private static List<Line> lines(List<Report.Line> lines) {
            return lines.stream()
                    .map(line -> new Line(line.name(), Count.of(line.count())))
                    .toList();
        }
    }

    record Month(Known record, NotCounted notCounted) {

        static Month of(MonthFigures of) {
            return new Month(
                    new Known(of.month().toString(), of.settledOnTime(), of.settledLate()),
                    new NotCounted(of.timeUnknown(), of.monthUnknown(), of.stateUnknown(), of.notRead()));
        }
    }

    record Known(String month, long settledOnTime, long settledLate) {}

    record NotCounted(long timeUnknown, long monthUnknown, long stateUnknown, long notRead) {}

    record Line(String name, Count count) {}

    record NotRead(String flow, long records) {}

    record Rate(long numerator, long denominator, @Nullable BigDecimal percent) {

        static Rate of(vn.lienthong.figures.Rate rate) {
            return new Rate(rate.numerator(), rate.denominator(), rate.percent());
        }
    }

    record Procedures(
            long all,
            long online,
            long levelUnknown,
            Rate onlineRate,
            long integrated,
            long integrationUnknown,
            Rate integratedRate) {

        static Procedures of(Report.Procedures of) {
            return new Procedures(
                    of.all(),
                    of.online(),
                    of.levelUnknown(),
                    Rate.of(of.onlineRate()),
                    of.integrated(),
                    of.integrationUnknown(),
                    Rate.of(of.integratedRate()));
        }
    }

    record Count(
            long settled,
            long online,
            long offline,
            long channelUnknown,
            Rate onlineRate,
            long onTime,
            long late,
            long timeUnknown,
            Rate onTimeRate) {

        static Count of(vn.lienthong.figures.Count of) {
            return new Count(
                    of.settled(),
                    of.online(),
                    of.offline(),
                    of.channelUnknown(),
                    Rate.of(of.onlineRate()),
                    of.onTime(),
                    of.late(),
                    of.timeUnknown(),
                    Rate.of(of.onTimeRate()));
        }
    }
}
