package vn.lienthong.paygov.notice;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import vn.lienthong.dossier.DossierNo;
import vn.lienthong.paygov.Gateway;
import vn.lienthong.paygov.Payment;
import vn.lienthong.paygov.book.Draft;
import vn.lienthong.paygov.book.PaymentBook;
import vn.lienthong.paygov.book.Ruling;
import vn.lienthong.paygov.book.Told;
import vn.lienthong.paygov.gateway.Amount;
import vn.lienthong.paygov.gateway.Drafts;
import vn.lienthong.paygov.gateway.PaymentPlatform;
import vn.lienthong.paygov.gateway.PlatformSettings.Notice;
import vn.lienthong.paygov.gateway.TransactionNo;
import vn.lienthong.paygov.message.Fields;
import vn.lienthong.paygov.message.HashFormulas;

/** The Payment Platform's CONFIRM (A.4). */
final class PlatformNotices {

    /** What the seal covers, in its order. A bar in any but the last could move words from one field into another. */
    private static final List<String> SEALED = List.of(
            "LoaiBanTin",
            "MaLoi",
            "MaDoiTac",
            "MaThamChieu",
            "SoTien",
            "MaTienTe",
            "MaGiaoDich",
            "MaNganHang",
            "ThoiGianGD",
            "ThongTinGiaoDich");

    static final String TAKEN = "00";
    static final String NOT_TAKEN = "99";

    private final PaymentBook book;
    private final HashFormulas formulas;
    private final String partner;
    private final Notice settings;

    PlatformNotices(PaymentBook book, HashFormulas formulas, String partner, Notice settings) {
        this.book = book;
        this.formulas = formulas;
        this.partner = partner;
        this.settings = settings;
    }

    /** @return what is answered as {@code MaLoi} */
    String take(Received received) {
        Draft draft = Drafts.received(Draft.NOTICE, received.body(), received.fields(), PaymentPlatform.KEPT);
        Fields notice = received.fields();
        if (notice == null) {
            return refuse(null, draft, "paygov.notice-unreadable");
        }
        Optional<Payment> order = book.find(Gateway.PAYMENT_PLATFORM, notice.text("MaThamChieu"));
        Long payment = order.map(Payment::id).orElse(null);
        if (!isSealed(notice)) {
            return refuse(payment, draft, "paygov.seal-wrong");
        }
        boolean paidUnderNoNumber =
                notice.text("MaLoi").equals("00") && !TransactionNo.isTold(notice.text("MaGiaoDich"));
        if (!notice.text("LoaiBanTin").equals("CONFIRM") || paidUnderNoNumber) {
            return refuse(payment, draft, "paygov.notice-incomplete");
        }
        if (!notice.text("MaDoiTac").equals(partner)) {
            return refuse(payment, draft, "paygov.partner-wrong");
        }
        return order.map(known -> taken(known, notice, draft)).orElseGet(() -> unknown(notice, draft));
    }

    private boolean isSealed(Fields notice) {
        boolean whole = SEALED.stream().allMatch(field -> notice.get(field) != null)
                && SEALED.subList(0, SEALED.size() - 1).stream()
                        .noneMatch(field -> notice.text(field).contains("|"));
        return formulas.holds("confirm", notice, notice.text("MaXacThuc")) && whole;
    }

    private String taken(Payment order, Fields notice, Draft draft) {
        OptionalLong amount = Amount.read(notice.get("SoTien"));
        if (amount.isEmpty()) {
            // Its seal is right, so something has become of the order; what, the platform tells when it is asked.
            Ruling ruling = Ruling.quarantined("paygov.notice-incomplete");
            book.noticed(order.id(), order.state().wasPaid() ? ruling : ruling.asking(Ruling.Ask.NOW), draft);
            return NOT_TAKEN;
        }
        String currency = notice.text("MaTienTe");
        boolean paid = notice.text("MaLoi").equals("00");
        boolean other = amount.getAsLong() != order.amount() || !currency.equals("VND");
        Ruling ruling = paid
                ? book.noticed(
                                order.id(),
                                new Told.Paid(amount.getAsLong(), currency, notice.text("MaGiaoDich")),
                                draft)
                        .ruling()
                : failed(order, draft, other);
        if (ruling.reason().equals("paygov.sum-contradicted")) {
            return settings.otherSum();
        }
        return paid ? TAKEN : settings.failure();
    }

    private Ruling failed(Payment order, Draft draft, boolean otherSum) {
        return otherSum
                ? book.noticed(order.id(), Ruling.quarantined("paygov.sum-contradicted"), draft)
                        .ruling()
                : book.noticed(order.id(), new Told.NotPaid(), draft).ruling();
    }

    /**
     * Not our reference: perhaps paid on the portal after a look-up (A.8). The dossier's number is not under the seal, so it
     * moves nothing; but somebody paid, perhaps for the second time or another sum, so a person looks.
     */
    private String unknown(Fields notice, Draft draft) {
        if (!notice.text("MaLoi").equals("00")) {
            return refuse(null, draft, "paygov.order-unknown");
        }
        Optional<Payment> meant = meant(notice);
        if (meant.isEmpty()) {
            return refuse(null, draft, "paygov.order-unknown");
        }
        Ruling ruling = Ruling.quarantined("paygov.paid-elsewhere");
        // A person who has looked is not asked again because the same message comes once more.
        boolean again = book.hasHeard(meant.get().id(), draft);
        book.noticed(meant.get().id(), again ? ruling : ruling.withTask(), draft);
        return TAKEN;
    }

    /** Of the dossier's payments the newest that waits for this sum, else the newest that waits, else the newest. */
    private Optional<Payment> meant(Fields notice) {
        OptionalLong amount = Amount.read(notice.get("SoTien"));
        Comparator<Payment> likeliest = Comparator.<Payment, Boolean>comparing(
                        payment -> !payment.state().wasPaid())
                .thenComparing(payment -> amount.isPresent() && payment.amount() == amount.getAsLong())
                .thenComparing(Payment::id);
        return ofDossier(notice.text("MaHoSo")).stream().max(likeliest);
    }

    private List<Payment> ofDossier(String number) {
        try {
            return book.of(new DossierNo(number));
        } catch (IllegalArgumentException noNumber) {
            return List.of();
        }
    }

    private String refuse(@Nullable Long payment, Draft draft, String problem) {
        book.keep(Gateway.PAYMENT_PLATFORM, payment, draft, Ruling.REFUSED, problem);
        RefusedNotice.tell(Gateway.PAYMENT_PLATFORM, payment, draft, problem);
        return NOT_TAKEN;
    }
}
