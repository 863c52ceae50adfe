package vn.lienthong.paygov.book;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import vn.lienthong.dossier.DossierNo;
import vn.lienthong.ledger.RealLedger;
import vn.lienthong.paygov.Gateway;
import vn.lienthong.paygov.Payment;
import vn.lienthong.paygov.PaymentMessage;

/** The books of payments in a ledger that closes bodies. */
class ClosedBodiesTest {

    private static final String KEY = Base64.getEncoder().encodeToString(new byte[32]);
    private static final byte[] REQUEST = "{\"payer\":\"Trần Thị Thử\"}".getBytes(StandardCharsets.UTF_8);
    private static final String RECEIVED = "{\"name\":\"Trần Thị Thử\"}";
    private static final byte[] PDF = "%PDF-1.4 Trần Thị Thử".getBytes(StandardCharsets.UTF_8);

    @Test
    void requests_messages_and_receipts_are_closed_and_read_as_they_were(@TempDir Path data) {
        StandingClock clock = new StandingClock();
        try (RealLedger ledger = RealLedger.onSqliteWithKeys(data, KEY)) {
            PaymentBook book = new PaymentBook(ledger.store, clock);
            ReceiptBook receipts = new ReceiptBook(ledger.store, clock);
            Payment made = ((Opened.New) book.open(order(), Duration.ofSeconds(90))).payment();
            book.noticed(made.id(), new Told.Paid(3_600_000, "VND", "GD1"), message("notice"));
            receipts.got(made, PDF, null, message("bill"));

            assertThat(written(ledger))
                    .hasSize(6)
                    .allSatisfy(body -> assertThat(new String(body, StandardCharsets.UTF_8))
                            .doesNotContain("Trần", "payer", "PDF", "name"));
            assertThat(book.request(made.id())).contains(REQUEST);
            assertThat(receipts.pdf(made.id())).contains(PDF);
            assertThat(book.messages(made.id()))
                    .extracting(sent -> Objects.requireNonNull(sent.sent()))
                    .containsExactly(REQUEST, REQUEST);
            assertThat(book.messages(made.id()))
                    .extracting(PaymentMessage::received)
                    .containsOnly(RECEIVED);
        }
    }

    @Test
    void what_was_damaged_in_the_database_is_as_if_it_had_been_deleted(@TempDir Path data) {
        StandingClock clock = new StandingClock();
        try (RealLedger ledger = RealLedger.onSqliteWithKeys(data, KEY)) {
            PaymentBook book = new PaymentBook(ledger.store, clock);
            ReceiptBook receipts = new ReceiptBook(ledger.store, clock);
            Payment made = ((Opened.New) book.open(order(), Duration.ofSeconds(90))).payment();
            book.noticed(made.id(), new Told.Paid(3_600_000, "VND", "GD1"), message("notice"));
            receipts.got(made, PDF, null, message("bill"));
            ledger.store.write(sql -> {
                MapSqlParameterSource none = new MapSqlParameterSource();
                sql.update("UPDATE payment SET request = CAST(substr(request, 1, 40) AS BLOB)", none);
                sql.update("UPDATE payment_receipt SET pdf = CAST(substr(pdf, 1, 40) AS BLOB)", none);
                return sql.update("UPDATE payment_message SET received = substr(received, 1, 40)", none);
            });

            assertThat(book.request(made.id())).isEmpty();
            assertThat(receipts.pdf(made.id())).isEmpty();
            assertThat(book.messages(made.id()))
                    .extracting(PaymentMessage::received)
                    .containsOnlyNulls();
        }
    }

    private static List<byte[]> written(RealLedger ledger) {
        return ledger.store.read(sql -> Stream.of(
                        "SELECT request FROM payment",
                        "SELECT sent FROM payment_message",
                        "SELECT pdf FROM payment_receipt",
                        "SELECT CAST(received AS BLOB) FROM payment_message")
                .flatMap(query ->
                        sql.list(query, new MapSqlParameterSource(), (row, number) -> row.getBytes(1)).stream())
                .toList());
    }

    private static NewOrder order() {
        return new NewOrder(
                Gateway.PAYMENT_PLATFORM,
                new DossierNo("000.00.00.G16-240315-0012"),
                List.of("PHI-01"),
                3_600_000,
                REQUEST,
                attempt -> new NewOrder.Names("PHI-01_" + attempt, "code"));
    }

    private static Draft message(String hash) {
        return new Draft(Draft.NOTICE, null, REQUEST, RECEIVED, hash);
    }
}
