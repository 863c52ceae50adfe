package vn.lienthong.paygov.gateway;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;
import vn.lienthong.paygov.book.Draft;
import vn.lienthong.paygov.gateway.ReceiptAnswer.Given;
import vn.lienthong.paygov.message.Fields;
import vn.lienthong.relay.Heard;

/** The Payment Platform's GET_BILL (A.6): the PDF itself, or an address in one of two spellings, which is fetched. */
final class PlatformReceipts {

    private static final byte[] PDF = "%PDF-".getBytes(StandardCharsets.US_ASCII);
    private static final Map<String, String> ASK = Map.of(
            "Accept", "application/pdf, application/json", "Content-Type", "application/json", "Charset", "utf-8");
    private static final Map<String, String> FETCH = Map.of("Accept", "application/pdf");

    private final String url;
    private final Messages messages;
    private final Line line;
    private final AdapterAddress adapter;

    PlatformReceipts(String url, Messages messages, Line line, AdapterAddress adapter) {
        this.url = url;
        this.messages = messages;
        this.line = line;
        this.adapter = adapter;
    }

    ReceiptAnswer ask(ObjectNode source) {
        byte[] question = messages.make("payment-platform/get-bill", "bill", source);
        Heard heard = line.document(url, ASK, question);
        Fields fields = PaymentPlatform.fields(heard);
        return new ReceiptAnswer(
                given(heard, fields), Drafts.answered(Draft.RECEIPT, question, heard, fields, PaymentPlatform.KEPT));
    }

    private Given given(Heard heard, @Nullable Fields answer) {
        Optional<byte[]> pdf = pdf(heard);
        if (pdf.isPresent()) {
            return new Given.Pdf(pdf.get(), null);
        }
        if (answer == null || answer.get("MaLoi") == null) {
            return new Given.None("paygov.receipt-no-answer", null);
        }
        if (!answer.text("MaLoi").equals("00")) {
            return new Given.None("paygov.receipt-refused", null);
        }
        return Stream.of("UrlBienLai", "URLBienLai")
                .map(answer::text)
                .filter(address -> !address.isBlank())
                .findFirst()
                .map(named -> NamedAddress.read(named)
                        .map(this::fetched)
                        .orElseGet(() -> new Given.None("paygov.receipt-address-wrong", null)))
                .orElseGet(() -> new Given.None("paygov.receipt-no-answer", null));
    }

    private Given fetched(String address) {
        if (!adapter.isThere()) {
            return new Given.Address(address);
        }
        return adapter.of(address)
                .flatMap(here -> pdf(line.fetch(here, FETCH)))
                .<Given>map(pdf -> new Given.Pdf(pdf, address))
                .orElseGet(() -> new Given.None("paygov.receipt-not-fetched", address));
    }

    /** The first bytes decide; what a relay calls it does not. */
    private static Optional<byte[]> pdf(Heard heard) {
        return heard instanceof Heard.Answered answered
                        && answered.status() == 200
                        && Arrays.mismatch(answered.body(), PDF) == PDF.length
                ? Optional.of(answered.body())
                : Optional.empty();
    }
}
