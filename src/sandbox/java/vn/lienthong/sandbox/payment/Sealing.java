package vn.lienthong.sandbox.payment;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import tools.jackson.databind.node.ObjectNode;
import vn.lienthong.sandbox.payment.Ordered.Standing;

/** Notices as the payment systems send them (A.4, B.2), rightly sealed. */
public final class Sealing {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMddHHmmss");

    private Sealing() {}

    static ObjectNode confirm(Ordered order, PaymentAccount account) {
        ObjectNode notice = SimulatedPayments.JSON.createObjectNode();
        notice.put("LoaiBanTin", "CONFIRM");
        notice.put("MaLoi", order.standing() == Standing.PAID ? "00" : "99");
        notice.put("MaDoiTac", account.partner());
        notice.put("MaThamChieu", order.reference());
        notice.put("SoTien", order.amount());
        notice.put("MaTienTe", "VND");
        notice.put("MaGiaoDich", order.transaction());
        notice.put("MaNganHang", "SIMBANK");
        notice.put("ThoiGianGD", order.endedAt().isEmpty() ? now() : order.endedAt());
        notice.put("ThongTinGiaoDich", order.text());
        return confirm(notice, account);
    }

    /** Seals what is there, as whoever knows the secret could. */
    public static ObjectNode confirm(ObjectNode notice, PaymentAccount account) {
        notice.remove("MaXacThuc");
        StringBuilder text = new StringBuilder();
        for (String field : new String[] {
            "LoaiBanTin",
            "MaLoi",
            "MaDoiTac",
            "MaThamChieu",
            "SoTien",
            "MaTienTe",
            "MaGiaoDich",
            "MaNganHang",
            "ThoiGianGD",
            "ThongTinGiaoDich"
        }) {
            text.append(notice.path(field).asString("")).append('|');
        }
        return notice.put("MaXacThuc", Sha.of(text + account.secret()));
    }

    static ObjectNode paygov(Ordered order, PaymentAccount account) {
        String code = order.standing() == Standing.PAID ? "00" : "99";
        ObjectNode notice = SimulatedPayments.JSON.createObjectNode();
        notice.put("amount", order.amount());
        notice.put("orderId", order.reference());
        notice.put("orderInfo", order.text());
        notice.put("requestCode", order.requestCode());
        notice.put("transactionNo", order.transaction());
        notice.put("transactionCode", order.transaction());
        notice.put("payDate", now());
        notice.put("errorCode", code);
        notice.put("paygate", "SIM");
        notice.put("type", "1");
        notice.put("activeCheckSum", "1");
        return paygov(notice, account);
    }

    /** Seals what is there, as whoever knows the secret could, by the formula that is assumed (P-13). */
    public static ObjectNode paygov(ObjectNode notice, PaymentAccount account) {
        StringBuilder text = new StringBuilder(account.paygovSecret() + account.accessKey() + account.paygovPartner());
        for (String field : new String[] {"orderId", "requestCode", "amount", "transactionNo", "errorCode"}) {
            text.append(notice.path(field).asString(""));
        }
        return notice.put("checksum", Sha.of(text.toString()));
    }

    static String now() {
        return LocalDateTime.now(ZoneId.of("Asia/Ho_Chi_Minh")).format(TIME);
    }
}
