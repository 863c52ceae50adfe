package vn.lienthong.paygov.reconciliation;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import vn.lienthong.ledger.Store;
import vn.lienthong.paygov.PaymentState;
import vn.lienthong.paygov.Reconciliation.Verdict;

/** A day of payments, a settlement file of it with everything that goes wrong, and what comparing both must come to. */
final class SettlementDay {

    /** 15 March 2024, noon in Vietnam. */
    static final Instant NOON = Instant.parse("2024-03-15T05:00:00Z");

    private static final String NOON_THERE = "20240315120000";

    private final Random random;
    private final List<MapSqlParameterSource> payments = new ArrayList<>();
    private final List<MapSqlParameterSource> events = new ArrayList<>();
    private final List<String> lines = new ArrayList<>();
    final Map<Verdict, Long> expected = new EnumMap<>(Verdict.class);
    long net;
    long booked;

    private SettlementDay(long seed) {
        this.random = new Random(seed);
    }

    static SettlementDay of(int size, long seed) {
        SettlementDay day = new SettlementDay(seed);
        for (int i = 1; i <= size; i++) {
            day.happens(i);
        }
        Collections.shuffle(day.lines, day.random);
        return day;
    }

    private void happens(int i) {
        long sum = 1000L * (1 + random.nextInt(5000));
        switch (random.nextInt(40)) {
            case 0 -> settled(i, sum, sum - 1, Verdict.SHORT);
            case 1 -> settled(i, sum, sum + 500, Verdict.OVER);
            case 2 -> open(i, sum, "Thất bại", Verdict.FAILED);
            case 3 -> open(i, sum, "Chờ thanh toán", Verdict.PENDING);
            case 4 -> unknown(i, sum);
            case 5 -> paidTwice(i, sum);
            case 6 -> repeated(i, sum);
            case 7 -> refunded(i, sum);
            case 8 -> sentBack(i, sum);
            case 9 -> notBooked(i, sum);
            case 10 -> unreadable(i, sum);
            case 11 -> otherDossier(i, sum);
            case 12 -> oursOnly(i, sum);
            case 13 -> paidElsewhere(i, sum);
            case 14 -> failedFirst(i, sum);
            default -> settled(i, sum, sum, Verdict.MATCHED);
        }
    }

    private void settled(int i, long sum, long came, Verdict verdict) {
        payment(i, sum, PaymentState.PAID);
        line(i, "GD" + i, dossier(i), came, "Đã thanh toán");
        expect(verdict, came, sum);
    }

    private void open(int i, long sum, String status, Verdict verdict) {
        payment(i, sum, PaymentState.WAITING);
        line(i, "", dossier(i), sum, status);
        expect(verdict, 0, 0);
    }

    private void unknown(int i, long sum) {
        line(i, "GD" + i, dossier(i), sum, "thanh-cong");
        expect(Verdict.UNKNOWN_DOSSIER, sum, 0);
    }

    private void paidTwice(int i, long sum) {
        settled(i, sum, sum, Verdict.MATCHED);
        line(i, "GD" + i + "X", dossier(i), sum, "Đã thanh toán");
        expect(Verdict.PAID_TWICE, sum, 0);
    }

    private void repeated(int i, long sum) {
        settled(i, sum, sum, Verdict.MATCHED);
        line(i, "GD" + i, dossier(i), sum, "Đã thanh toán");
        expect(Verdict.DUPLICATE, 0, 0);
    }

    /** Paid on this day, and its refund is approved and not yet recorded. */
    private void refunded(int i, long sum) {
        payment(i, sum, PaymentState.REFUND_REQUESTED);
        line(i, "GD" + i, dossier(i), sum, "Đã thanh toán");
        expect(Verdict.MATCHED, sum, sum);
        line(i, "HT" + i, dossier(i), sum, "Đã hoàn phí");
        expect(Verdict.REFUND, -sum, 0);
    }

    private void sentBack(int i, long sum) {
        payment(i, sum, PaymentState.REFUNDED);
        line(i, "GD" + i, dossier(i), sum, "Đã thanh toán");
        expect(Verdict.MATCHED, sum, sum);
        line(i, "HT" + i, dossier(i), sum, "Đã hoàn phí");
        expect(Verdict.REFUND, -sum, -sum);
    }

    private void notBooked(int i, long sum) {
        payment(i, sum, PaymentState.WAITING);
        line(i, "GD" + i, dossier(i), sum, "SUCCESS");
        expect(Verdict.SUSPICIOUS, sum, 0);
    }

    private void unreadable(int i, long sum) {
        line(i, "GD" + i, dossier(i), sum, "Chờ đối soát");
        expect(Verdict.SUSPICIOUS, 0, 0);
    }

    private void otherDossier(int i, long sum) {
        payment(i, sum, PaymentState.PAID);
        line(i, "GD" + i, "000.00.00.G16-240101-9999", sum, "Đã thanh toán");
        expect(Verdict.SUSPICIOUS, sum, sum);
    }

    private void oursOnly(int i, long sum) {
        payment(i, sum, PaymentState.PAID);
        expect(Verdict.OURS_ONLY, 0, sum);
    }

    private void paidElsewhere(int i, long sum) {
        settled(i, sum, sum, Verdict.MATCHED);
        lines.add(String.join(";", "PORTAL-" + i, "GD" + i + "P", dossier(i), money(sum), NOON_THERE, "Đã thanh toán"));
        expect(Verdict.PAID_TWICE, sum, 0);
    }

    private void failedFirst(int i, long sum) {
        settled(i, sum, sum, Verdict.MATCHED);
        line(i, "GD" + i + "F", dossier(i), sum, "that-bai");
        expect(Verdict.FAILED, 0, 0);
    }

    private void expect(Verdict verdict, long came, long ours) {
        expected.merge(verdict, 1L, Long::sum);
        net += came;
        booked += ours;
    }

    private void line(int i, String transaction, String dossier, long sum, String status) {
        lines.add(String.join(";", reference(i), transaction, dossier, money(sum), NOON_THERE, status));
    }

    private static String reference(int i) {
        return "000.00.00.G16-15032024-" + i;
    }

    private static String dossier(int i) {
        return "000.00.00.G16-240315-" + i;
    }

    /** One of the forms in which sums are written. */
    private String money(long sum) {
        String dots = String.format(Locale.ROOT, "%,d", sum).replace(',', '.');
        return switch (random.nextInt(7)) {
            case 0 -> Long.toString(sum);
            case 1 -> dots;
            case 2 -> dots.replace('.', ',');
            case 3 -> dots.replace('.', ' ');
            case 4 -> dots + " đ";
            case 5 -> dots + " VNĐ";
            default -> sum + "đồng";
        };
    }

    private void payment(long id, long amount, PaymentState state) {
        String transaction = state == PaymentState.WAITING ? null : "GD" + id;
        payments.add(values(id)
                .addValue("reference", reference((int) id))
                .addValue("dossier", dossier((int) id))
                .addValue("amount", amount)
                .addValue("state", state.name())
                .addValue("transaction", transaction));
        event(id, null, "CREATED");
        if (state != PaymentState.WAITING) {
            event(id, "WAITING", "PAID");
        }
    }

    private void event(long payment, @Nullable String from, String to) {
        events.add(values(-10 * payment - (from == null ? 0 : 1))
                .addValue("payment", payment)
                .addValue("from", from)
                .addValue("to", to));
    }

    private static MapSqlParameterSource values(long id) {
        return new MapSqlParameterSource("id", id).addValue("at", NOON.toEpochMilli());
    }

    /** The payments as they would be there by notices and people. */
    void enter(Store store) {
        store.write(sql -> {
            sql.each("""
                    INSERT INTO payment (id, gateway, reference, request_code, dossier, attempt, amount, state, since,
                        created_at, transaction_no)
                    VALUES (:id, 'payment-platform', :reference, :reference, :dossier, 1, :amount, :state, :at, :at,
                        :transaction)
                    """, payments);
            sql.each("""
                    INSERT INTO payment_event (id, payment, happened_at, decided_by, from_state, to_state, reason)
                    VALUES (:id, :payment, :at, 'lienthong', :from, :to, 'paygov.paid')
                    """, events);
            return payments.size();
        });
    }

    Path write(Path file) throws IOException {
        String text = lines.stream()
                .collect(Collectors.joining(
                        "\r\n",
                        "MaThamChieu;MaGiaoDich;MaHoSo;SoTien;ThoiGianGD;TrangThai\r\n",
                        "\r\nTổng cộng;;;" + net + ";;\r\n"));
        return Files.write(file, text.getBytes(StandardCharsets.UTF_8));
    }

    long lines() {
        return lines.size();
    }
}
