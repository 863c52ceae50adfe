package vn.lienthong.console.api;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import vn.lienthong.console.Query;
import vn.lienthong.console.ShadowSummary;
import vn.lienthong.console.TableTypes;

/** What a flow in shadow mode would do: counted, and one line for each delivery. Names of fields, never their values. */
@RestController
@RequestMapping("/api/shadow")
class ShadowApi {

    private final ShadowSummary shadows;

    ShadowApi(ShadowSummary shadows) {
        this.shadows = shadows;
    }

    @GetMapping(path = "/{flow}", produces = MediaType.APPLICATION_JSON_VALUE)
    Report show(@PathVariable String flow, HttpServletRequest request, Locale locale) {
        new Query(request, Set.of());
        return Report.of(shadows.of(flow), locale);
    }

    @GetMapping(path = "/{flow}/deliveries.csv", produces = TableTypes.CSV)
    void lines(@PathVariable String flow, HttpServletRequest request, HttpServletResponse response, Locale locale)
            throws IOException {
        new Query(request, Set.of());
        shadows.csv(flow, locale, response);
    }

    record Report(
            String flow, boolean shadow, long waiting, List<Result> results, List<Changing> fields, boolean more) {

        static Report of(ShadowSummary.Of summary, Locale locale) {
            return new Report(
                    summary.flow(),
                    summary.shadow(),
                    summary.waiting(),
                    summary.results().stream()
                            .map(result -> new Result(
                                    result.state().name(), Json.Said.of(result.sample(), locale), result.deliveries()))
                            .toList(),
                    summary.fields().stream()
                            .map(field -> new Changing(field.name(), field.deliveries()))
                            .toList(),
                    summary.more());
        }
    }

    /** @param sample the report of one of them */
    record Result(String state, Json.Said sample, long deliveries) {}

    record Changing(String field, long deliveries) {}
}
