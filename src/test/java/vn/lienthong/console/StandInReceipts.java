package vn.lienthong.console;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import vn.lienthong.paygov.Receipt;
import vn.lienthong.paygov.Receipts;

/** Payment 2 has its receipt, of payment 3 only the address is known, payment 1 has none yet. */
final class StandInReceipts implements Receipts {

    @Override
    public Optional<Receipt> of(long payment) {
        return switch ((int) payment) {
            case 1 -> Optional.of(new Receipt(1, 2, Instant.now(), "paygov.receipt-refused", null, false, null, null));
            case 2 -> Optional.of(new Receipt(2, 1, null, null, null, true, "2".repeat(64), Instant.now()));
            case 3 ->
                Optional.of(new Receipt(
                        3,
                        1,
                        null,
                        null,
                        "http://ss-term.example:8080/bienlai/3.pdf",
                        false,
                        "1".repeat(64),
                        Instant.now()));
            default -> Optional.empty();
        };
    }

    @Override
    public Optional<byte[]> pdf(long payment) {
        return payment == 2 ? Optional.of("%PDF-1.4".getBytes(StandardCharsets.US_ASCII)) : Optional.empty();
    }
}
