package vn.lienthong.console.api;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Set;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import vn.lienthong.console.Query;
import vn.lienthong.console.Refusal;
import vn.lienthong.npsp2026.DossierCodes;
import vn.lienthong.npsp2026.NextCode;

/** Gives a case system the code of a dossier it is about to number, as the interface of 2026 gives it out. */
@RestController
class NextCodeApi {

    private final DossierCodes codes;

    NextCodeApi(DossierCodes codes) {
        this.codes = codes;
    }

    /** Each call takes one. 502: the other side refused, or its answer is lost; 503: none was given out. */
    @GetMapping(path = "/api/npsp-2026/next-code", produces = MediaType.APPLICATION_JSON_VALUE)
    Code next(HttpServletRequest request) throws HttpRequestMethodNotSupportedException {
        if (!request.getMethod().equals("GET")) {
            // Spring hands HEAD over too, and throws the answer away: a code nobody would have.
            throw new HttpRequestMethodNotSupportedException(request.getMethod(), List.of("GET"));
        }
        String code = new Query(request, Set.of("code")).text("code");
        return switch (codes.next(code == null ? "" : code)) {
            case NextCode.Given(var given) -> new Code(given.value());
            case NextCode.Unfit(var why) -> throw Refusal.badRequest(why.in("code"));
            case NextCode.NotNow(var why) -> throw new Refusal(HttpStatus.SERVICE_UNAVAILABLE, why);
            case NextCode.NotGiven(var why) -> throw new Refusal(HttpStatus.BAD_GATEWAY, why);
        };
    }

    record Code(String dossierNo) {}
}
