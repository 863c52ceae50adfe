package vn.lienthong.console.api;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import vn.lienthong.console.DeliveryLines;
import vn.lienthong.console.Query;
import vn.lienthong.console.TableTypes;
import vn.lienthong.ledger.DeliveryFilter;

/** The list of deliveries as one file. */
@RestController
class DeliveryLinesApi {

    private final DeliveryLines lines;

    DeliveryLinesApi(DeliveryLines lines) {
        this.lines = lines;
    }

    @GetMapping(path = "/api/deliveries.csv", produces = TableTypes.CSV)
    void csv(HttpServletRequest request, HttpServletResponse response, Locale locale) throws IOException {
        DeliveryFilter filter = new Query(request, DeliveryLines.FILTER).filter();
        lines.csv(filter, locale, response);
    }
}
