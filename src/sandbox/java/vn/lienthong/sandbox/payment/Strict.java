package vn.lienthong.sandbox.payment;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What the Payment Platform demands of an INIT (A.1, A.2), as a judge who reads the fact sheet would. */
final class Strict {

    private static final List<String> SEALED = List.of(
            "LoaiBanTin",
            "PhienBan",
            "MaDoiTac",
            "MaThamChieu",
            "SoTien",
            "LoaiHinhThanhToan",
            "MaKenhThanhToan",
            "MaThietBi",
            "NgonNgu",
            "MaTienTe",
            "MaNganHang",
            "ThongTinGiaoDich",
            "ThoiGianGD",
            "Ip");
    private static final List<String> RECEIPT = List.of(
            "MaDichVu",
            "MaDVC",
            "TenDVC",
            "MaTTHC",
            "TenTTHC",
            "MaDonVi",
            "TenDonVi",
            "MaHoSo",
            "TKThuHuong",
            "MaNHThuHuong",
            "TenTKThuHuong",
            "MaCoQuanQD",
            "TenCoQuanQD",
            "NoiDungThanhToan",
            "HoTenNguoiNop",
            "SoCMNDNguoiNop",
            "DiaChiNguoiNop");

    private Strict() {}

    /** Empty: it is right; else what is wrong. */
    static String init(JsonNode init, PaymentAccount account) {
        StringBuilder sealed = new StringBuilder();
        for (String field : SEALED) {
            if (!init.path(field).isString() || init.path(field).stringValue().isEmpty()) {
                return field + " thiếu";
            }
            sealed.append(init.path(field).stringValue()).append('|');
        }
        if (!Sha.of(sealed + account.secret()).equals(init.path("MaXacThuc").asString(""))) {
            return "MaXacThuc sai";
        }
        if (!init.path("MaDoiTac").stringValue().equals(account.partner())) {
            return "MaDoiTac sai";
        }
        return shapes(init);
    }

    /** Of GET_BILL (A.6): empty if it is right. */
    static String bill(JsonNode question, @Nullable Ordered order, PaymentAccount account) {
        String text = String.join(
                "|",
                question.path("LoaiBanTin").asString(""),
                question.path("PhienBan").asString(""),
                question.path("MaDoiTac").asString(""),
                question.path("MaThamChieu").asString(""),
                question.path("ThoiGianGD").asString(""),
                account.secret());
        if (!Sha.of(text).equals(question.path("MaXacThuc").asString(""))
                || !question.path("LoaiBanTin").asString("").equals("GET_BILL")
                || !question.path("MaDoiTac").asString("").equals(account.partner())) {
            return "MaXacThuc sai";
        }
        if (order == null || order.standing() != Ordered.Standing.PAID) {
            return "Giao dịch chưa thanh toán";
        }
        return question.path("ThoiGianGD").asString("").equals(order.endedAt()) ? "" : "ThoiGianGD khác CONFIRM";
    }

    /** Of PayGov's question for a receipt (B.3): partnerCode before accessKey, everything of the payer's in ASCII. */
    static boolean receipt(JsonNode question, PaymentAccount account) {
        StringBuilder text = new StringBuilder(account.paygovSecret());
        for (String field : List.of(
                "partnerCode",
                "accessKey",
                "payerId",
                "payerName",
                "payerAddress",
                "payerDistrict",
                "payerProvince",
                "docCode",
                "procedureName",
                "paids",
                "otherInfo",
                "decisionDate")) {
            if (!question.path(field).asString("-").matches("[\\x20-\\x7e]*")) {
                return false;
            }
            text.append(question.path(field).asString(""));
        }
        return Sha.of(text.toString()).equals(question.path("checksum").asString(""))
                && question.path("partnerCode").asString("").equals(account.paygovPartner())
                && question.path("decisionDate").asString("").matches("\\d{2}-\\d{2}-\\d{4}");
    }

    private static String shapes(JsonNode init) {
        if (!init.path("SoTien").stringValue().matches("[1-9]\\d{0,14}")) {
            return "SoTien sai";
        }
        if (!init.path("MaThamChieu").stringValue().matches("\\w{1,20}")) {
            return "MaThamChieu sai";
        }
        if (!init.path("ThongTinGiaoDich").stringValue().matches("[\\x20-\\x7e&&[^|]]+")) {
            return "ThongTinGiaoDich sai";
        }
        if (!init.path("ThoiGianGD").stringValue().matches("20\\d\\d[01]\\d[0-3]\\d[0-2]\\d[0-5]\\d[0-5]\\d")) {
            return "ThoiGianGD sai";
        }
        return receipt(init.path("ThongTinBienLai"), init.path("SoTien").stringValue());
    }

    private static String receipt(JsonNode receipt, String amount) {
        for (String field : RECEIPT) {
            if (!receipt.path(field).isString()
                    || receipt.path(field).stringValue().isEmpty()) {
                return field + " thiếu";
            }
        }
        if (!receipt.path("MaNHThuHuong").stringValue().matches("\\d{6}")) {
            return "MaNHThuHuong sai";
        }
        boolean sums = sum(receipt.path("PhiLePhi")) == Long.parseLong(amount)
                && sum(receipt.path("DSKhoanNop")) == Long.parseLong(amount);
        return sums ? "" : "Tổng các khoản khác SoTien";
    }

    private static long sum(JsonNode list) {
        return list.valueStream()
                .mapToLong(each -> Long.parseLong(each.path("SoTien").asString("-1")))
                .sum();
    }
}
