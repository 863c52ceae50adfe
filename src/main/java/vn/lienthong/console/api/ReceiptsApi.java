package vn.lienthong.console.api;

import java.time.OffsetDateTime;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import vn.lienthong.console.ReceiptFile;
import vn.lienthong.dossier.Problem;
import vn.lienthong.dossier.VietnamTime;
import vn.lienthong.paygov.Receipt;
import vn.lienthong.paygov.Receipts;

/** Receipts of paid payments; who may see bodies gets the PDF. */
@RestController
class ReceiptsApi {

    private final Receipts receipts;

    ReceiptsApi(Receipts receipts) {
        this.receipts = receipts;
    }

    @GetMapping("/api/payments/{id}/receipt")
    ResponseEntity<byte[]> pdf(@PathVariable long id, Authentication caller) {
        return ReceiptFile.of(id, receipts, caller);
    }

    /**
     * @param pdf whether the PDF is here
     * @param address where the payment system says it is; only for who may see bodies
     */
    record Stands(
            boolean pdf,
            @Nullable String address,
            @Nullable String hash,
            @Nullable OffsetDateTime receivedAt,
            int tries,
            @Nullable OffsetDateTime askAt,
            Json.@Nullable Said problem) {

        static Stands of(Receipt receipt, boolean bodies, Locale locale) {
            return new Stands(
                    receipt.isPdf(),
                    bodies ? receipt.address() : null,
                    receipt.hash(),
                    VietnamTime.orNull(receipt.receivedAt()),
                    receipt.tries(),
                    VietnamTime.orNull(receipt.askAt()),
                    receipt.problem() == null ? null : Json.Said.of(Problem.of(receipt.problem()), locale));
        }
    }
}
