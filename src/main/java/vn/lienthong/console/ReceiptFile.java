package vn.lienthong.console;

import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import vn.lienthong.dossier.Problem;
import vn.lienthong.paygov.Receipt;
import vn.lienthong.paygov.Receipts;

/** A receipt's PDF as an answer, and a note of who has it: a file to keep, never a page of ours, since somebody else made it. */
public final class ReceiptFile {

    private ReceiptFile() {}

    /** @throws Refusal if there is no PDF of it */
    public static ResponseEntity<byte[]> of(long payment, Receipts receipts, Authentication reader) {
        byte[] pdf = receipts.pdf(payment).orElseThrow(() -> Refusal.notFound(missing(payment, receipts)));
        PersonalReads.note(reader, "receipt of payment", payment);
        String name = "bien-lai-" + payment + ".pdf";
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_PDF)
                .cacheControl(CacheControl.noStore())
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment().filename(name).build().toString())
                .header("X-Content-Type-Options", "nosniff")
                .body(pdf);
    }

    private static Problem missing(long payment, Receipts receipts) {
        boolean elsewhere = receipts.of(payment).map(Receipt::receivedAt).isPresent();
        return Problem.of(elsewhere ? "paygov.receipt-elsewhere" : "paygov.no-receipt")
                .with("payment", "" + payment);
    }
}
