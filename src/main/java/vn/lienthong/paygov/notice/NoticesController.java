package vn.lienthong.paygov.notice;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import vn.lienthong.ledger.Ledger;
import vn.lienthong.ledger.Ledger.LedgerUnavailable;
import vn.lienthong.ledger.LedgerView;
import vn.lienthong.paygov.Gateway;
import vn.lienthong.paygov.book.PaymentBook;
import vn.lienthong.paygov.gateway.PaygovSettings;
import vn.lienthong.paygov.gateway.PlatformSettings;
import vn.lienthong.paygov.gateway.Systems;
import vn.lienthong.paygov.message.Fields;

/**
 * The doors, on every path an adapter may use (npsp 7.5). An answer says "taken" only once the notice is on disk; where the
 * books cannot be reached the sender hears 503 and may come again.
 */
@Controller
final class NoticesController {

    private static final Logger LOG = LoggerFactory.getLogger(NoticesController.class);
    private static final int LARGEST = 64 * 1024;
    private static final int LONGEST_ECHO = 255;

    private final PlatformNotices platform;
    private final PaygovNotices paygov;
    private final LookUp lookUp;
    private final JsonMapper json = new JsonMapper();

    NoticesController(
            PaymentBook book,
            Systems systems,
            PlatformSettings platformSettings,
            PaygovSettings paygovSettings,
            LedgerView view,
            Ledger ledger) {
        this.platform =
                new PlatformNotices(book, systems.formulas(Gateway.PAYMENT_PLATFORM), platformSettings.partnerCode());
        this.paygov = new PaygovNotices(
                book,
                systems.formulas(Gateway.PAYGOV),
                Objects.requireNonNull(systems.all().get(Gateway.PAYGOV)),
                paygovSettings.trust());
        this.lookUp = new LookUp(
                book, dossier -> !view.dossier(dossier).isEmpty(), platformSettings.partnerCode(), ledger.time());
    }

    @RequestMapping(
            method = RequestMethod.POST,
            path = {
                NoticePaths.PLATFORM,
                NoticePaths.XRD + NoticePaths.PLATFORM,
                NoticePaths.VXP + NoticePaths.PLATFORM,
                NoticePaths.GUEST + NoticePaths.PLATFORM,
                NoticePaths.GUEST + NoticePaths.XRD + NoticePaths.PLATFORM,
                NoticePaths.GUEST + NoticePaths.VXP + NoticePaths.PLATFORM
            })
    void confirm(HttpServletRequest request, HttpServletResponse response) throws IOException {
        answer(
                request,
                response,
                received -> confirmed(platform.take(received), received.fields()),
                notice -> confirmed(false, notice));
    }

    @RequestMapping(
            method = RequestMethod.POST,
            path = {
                NoticePaths.PAYGOV,
                NoticePaths.XRD + NoticePaths.PAYGOV,
                NoticePaths.VXP + NoticePaths.PAYGOV,
                NoticePaths.GUEST + NoticePaths.PAYGOV,
                NoticePaths.GUEST + NoticePaths.XRD + NoticePaths.PAYGOV,
                NoticePaths.GUEST + NoticePaths.VXP + NoticePaths.PAYGOV
            })
    void notice(HttpServletRequest request, HttpServletResponse response) throws IOException {
        answer(request, response, received -> told(paygov.take(received)), notice -> told(PaygovNotices.Answer.FAILED));
    }

    @RequestMapping(
            method = RequestMethod.POST,
            path = {
                NoticePaths.LOOK_UP,
                NoticePaths.XRD + NoticePaths.LOOK_UP,
                NoticePaths.VXP + NoticePaths.LOOK_UP,
                NoticePaths.GUEST + NoticePaths.LOOK_UP,
                NoticePaths.GUEST + NoticePaths.XRD + NoticePaths.LOOK_UP,
                NoticePaths.GUEST + NoticePaths.VXP + NoticePaths.LOOK_UP
            })
    void lookUp(HttpServletRequest request, HttpServletResponse response) throws IOException {
        answer(
                request,
                response,
                lookUp::answer,
                question ->
                        json.createObjectNode().put("error_code", -1).put("message", "Chưa trả lời được, hãy hỏi lại"));
    }

    /**
     * @param taken what is answered once it is on disk
     * @param not what is answered if it is not
     */
    private void answer(
            HttpServletRequest request,
            HttpServletResponse response,
            Function<Received, ObjectNode> taken,
            Function<@Nullable Fields, ObjectNode> not)
            throws IOException {
        Received received = body(request);
        if (received == null) {
            write(response, 413, not.apply(null));
            return;
        }
        try {
            write(response, 200, taken.apply(received));
        } catch (LedgerUnavailable unavailable) {
            write(response, 503, not.apply(received.fields()));
        } catch (RuntimeException unforeseen) {
            LOG.error(
                    "A message about a payment failed unforeseen and is not taken; payments are asked about on schedule.",
                    unforeseen);
            write(response, 500, not.apply(received.fields()));
        }
    }

    /** Null: it is too large. */
    private static @Nullable Received body(HttpServletRequest request) throws IOException {
        if (request.getContentLengthLong() > LARGEST) {
            return null;
        }
        byte[] body = request.getInputStream().readNBytes(LARGEST + 1);
        return body.length > LARGEST ? null : Received.of(body, request.getContentType());
    }

    /** {@code 00} taken, {@code 99} not; four fields are said back (A.4, P-05). */
    private ObjectNode confirmed(boolean taken, @Nullable Fields notice) {
        ObjectNode answer = json.createObjectNode();
        answer.put("MaLoi", taken ? "00" : "99");
        answer.put("MoTaLoi", taken ? "Thành công" : "Các lỗi khác");
        for (String field : List.of("MaDoiTac", "MaThamChieu", "ThoiGianGD", "MaXacThuc")) {
            String value = notice == null ? "" : notice.text(field);
            answer.put(field, value.length() <= LONGEST_ECHO ? value : "");
        }
        return answer;
    }

    private ObjectNode told(PaygovNotices.Answer word) {
        ObjectNode answer = json.createObjectNode();
        answer.put("error_code", word.name());
        answer.put(
                "error_message",
                switch (word) {
                    case SUCCESSFUL -> "Confirm transaction";
                    case FAILED -> "Not taken";
                    case SIGNATURE_WRONG -> "checksum";
                });
        return answer;
    }

    private void write(HttpServletResponse response, int status, ObjectNode answer) throws IOException {
        byte[] bytes = json.writeValueAsBytes(answer);
        response.setStatus(status);
        response.setContentType("application/json;charset=UTF-8");
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }
}
