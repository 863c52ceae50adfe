package vn.lienthong.mapping;

import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What a programmer writes who has one dossier to map: over Jackson's tree, and refused with one word. For comparison only. */
final class HandWritten {

    private static final ZoneId VIETNAM = ZoneId.of("Asia/Ho_Chi_Minh");
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("yyyyMMddHHmmss");
    private static final Pattern PROCEDURE = Pattern.compile("\\d\\.\\d{6}");
    private static final Pattern IDENTITY_NO = Pattern.compile("\\d{12}|\\d{9}");
    private static final Pattern REUSED = Pattern.compile("[012]");
    private static final JsonMapper JSON = new JsonMapper();
    private static final Map<String, String> CHANNEL = Map.of("in-person", "1", "online", "2", "post", "3");
    private static final Map<String, String> APPLICANT =
            Map.of("citizen", "1", "enterprise", "2", "state", "3", "organisation", "4");
    private static final Map<String, String> IDENTITY = Map.of("cccd", "1", "cmnd", "2");
    private static final Map<String, String> STATUS = Map.of(
            "new",
            "1",
            "received",
            "2",
            "rejected",
            "3",
            "processing",
            "4",
            "supplement",
            "5",
            "payment",
            "6",
            "withdrawn",
            "7",
            "stopped",
            "8",
            "done",
            "9",
            "returned",
            "10");
    private static final Map<String, String> DELIVERY = Map.of("desk", "0", "post", "1");
    private static final Map<String, String> PAYMENT = Map.of("none", "0", "online", "1", "other", "3");
    private static final Map<String, String> FEE_KIND = Map.of("fee", "1", "charge", "2");
    private static final Map<String, String> COLLECTION = Map.of("reception", "1", "supplement", "2", "result", "4");
    private static final Map<String, String> PAPER = Map.of("original", "0", "copy", "1", "electronic", "2");

    private HandWritten() {}

    static byte[] map(byte[] record) {
        JsonNode in = JSON.readTree(record);
        JsonNode applicant = in.path("applicant");
        ObjectNode out = JsonNodeFactory.instance.objectNode();
        out.put("MaHoSo", atMost(100, must(in, "dossierNo")));
        out.put("MaTTHC", like(PROCEDURE, must(in, "procedureCode")));
        out.put("TenTTHC", text(in, "procedureName"));
        out.put("MaLinhVuc", text(in, "fieldCode"));
        out.put("TenLinhVuc", text(in, "fieldName"));
        out.put("SoBienNhan", text(in, "receiptNo"));
        out.put("KenhThucHien", mustCode(CHANNEL, in, "channel"));
        out.put("ChuHoSo", text(applicant, "name"));
        out.put("LoaiDoiTuong", mustCode(APPLICANT, applicant, "kind"));
        out.put("MaDoiTuong", text(applicant, "accountId"));
        out.put("SoGiayToChuHoSo", text(applicant, "identityNo"));
        out.set("DinhDanhCHS", identities(applicant));
        out.put("ThongTinKhac", text(in, "otherInformation"));
        out.put("Email", text(applicant, "email"));
        out.put("Fax", text(applicant, "fax"));
        out.put("SoDienThoai", text(applicant, "phone"));
        out.put("TrichYeuHoSo", cut(1000, text(in, "summary")));
        out.put("NgayNopHoSo", time(in, "submittedAt"));
        must(in, "receivedAt");
        out.put("NgayTiepNhan", time(in, "receivedAt"));
        out.put("NgayHenTra", time(in, "dueAt"));
        out.put("TrangThaiHoSo", mustCode(STATUS, in, "status"));
        out.put("NgayTra", time(in, "returnedAt"));
        out.put("ThongTinTra", text(in, "handOverNote"));
        out.put("HinhThuc", mustCode(DELIVERY, in, "resultDelivery"));
        out.put("NgayKetThucXuLy", time(in, "finishedAt"));
        out.put("NgayTuChoi", time(in, "rejectedAt"));
        out.put("DonViXuLy", must(in, "unit"));
        out.put("GhiChu", cut(2000, text(in, "note")));
        out.put("NoiNopHoSo", "2");
        out.put("HoSoCoThanhPhanSoHoa", yesNo(in, "digitised"));
        out.put("TaiKhoanDuocXacThucVoiVNeID", yesNo(in, "vneidVerified"));
        out.put("DuocThanhToanTrucTuyen", code(PAYMENT, in, "onlinePayment"));
        out.set("DSKetNoiCSDL", list(in, "databases", each -> object().put("MaCSDL", must(each, "code"))));
        out.set("TaiLieuNop", list(in, "attachments", HandWritten::attachment));
        out.set("DanhSachLePhi", list(in, "fees", HandWritten::fee));
        out.set("DanhSachTepDinhKemKhac", list(in, "otherPapers", HandWritten::paper));
        out.set("DanhSachHoSoBoSung", list(in, "supplements", HandWritten::supplement));
        out.set("DanhSachGiayToKetQua", list(in, "results", HandWritten::result));
        return JSON.writeValueAsBytes(out);
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    private static ArrayNode list(JsonNode object, String field, Function<JsonNode, ObjectNode> each) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        JsonNode given = object.path(field);
        if (given.isArray()) {
            given.forEach(element -> list.add(each.apply(element)));
        } else if (!given.isMissingNode() && !given.isNull()) {
            throw refused(field);
        }
        return list;
    }

    private static ArrayNode identities(JsonNode applicant) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        String kind = text(applicant, "identityKind");
        if (!kind.isEmpty() && !kind.equals("tax")) {
            list.addObject()
                    .put("LoaiDinhDanh", code(IDENTITY, applicant, "identityKind"))
                    .put("SoDinhDanh", like(IDENTITY_NO, must(applicant, "identityNo")));
        }
        return list;
    }

    private static ObjectNode attachment(JsonNode each) {
        String reused = text(each, "reused");
        return object().put("TepDinhKemId", must(each, "id"))
                .put("TenTepDinhKem", cut(4000, must(each, "fileName")))
                .put("IsDeleted", yesNo(each, "removed").equals("1") ? "True" : "False")
                .put("MaThanhPhanHoSo", text(each, "partCode"))
                .put("DuongDanTaiTepTin", must(each, "url"))
                .put("DuocSoHoa", yesNo(each, "digitised"))
                .put("DuocTaiSuDung", reused.isEmpty() ? "" : like(REUSED, reused))
                .put("DuocLayTuKhoDMQG", yesNo(each, "fromNationalStore"))
                .put("MaKetQuaThayThe", text(each, "replacesResult"));
    }

    private static ObjectNode fee(JsonNode each) {
        return object().put("TenPhiLePhi", must(each, "name"))
                .put("MaPhiLePhi", text(each, "code"))
                .put("HinhThucThu", code(COLLECTION, each, "collectedAt"))
                .put("Gia", money(each, "amount"))
                .put("LoaiPhiLePhi", code(FEE_KIND, each, "kind"));
    }

    private static ObjectNode paper(JsonNode each) {
        return object().put("TenGiayTo", cut(2000, must(each, "name")))
                .put("SoLuong", each.hasNonNull("quantity") ? money(each, "quantity") : "")
                .put("LoaiGiayTo", code(PAPER, each, "kind"));
    }

    private static ObjectNode supplement(JsonNode each) {
        ObjectNode out = object().put("HoSoBoSungId", must(each, "id"))
                .put("NguoiYeuCauBoSung", text(each, "requestedBy"))
                .put("NoiDungBoSung", text(each, "content"))
                .put("NgayBoSung", time(each, "requestedAt"))
                .put("NguoiTiepNhanBoSung", text(each, "receivedBy"))
                .put("ThongTinTiepNhan", text(each, "receivedNote"))
                .put("NgayTiepNhanBoSung", time(each, "receivedAt"))
                .put("TrangThaiBoSung", yesNo(each, "complete"));
        out.set("DanhSachGiayToBoSung", list(each, "papers", HandWritten::paper));
        out.set("DanhSachLePhiBoSung", list(each, "fees", HandWritten::fee));
        return out.put("NgayHenTraTruoc", time(each, "dueBefore")).put("NgayHenTraMoi", time(each, "dueAfter"));
    }

    private static ObjectNode result(JsonNode each) {
        return object().put("TenGiayTo", cut(2000, must(each, "name")))
                .put("MaThanhPhanHoSo", text(each, "partCode"))
                .put("GiayToId", must(each, "id"))
                .put("DuongDanTepTinKetQua", text(each, "url"))
                .put("MaGiayToKetQua", text(each, "code"));
    }

    private static String text(JsonNode object, String field) {
        JsonNode value = object.path(field);
        if (value.isString()) {
            return value.stringValue();
        }
        if (value.isMissingNode() || value.isNull()) {
            return "";
        }
        throw refused(field);
    }

    private static String must(JsonNode object, String field) {
        String text = text(object, field);
        if (text.isEmpty()) {
            throw refused(field);
        }
        return text;
    }

    private static String atMost(int longest, String text) {
        if (text.length() > longest) {
            throw refused("length");
        }
        return text;
    }

    private static String cut(int longest, String text) {
        return text.length() > longest ? text.substring(0, longest) : text;
    }

    private static String like(Pattern form, String text) {
        if (!form.matcher(text).matches()) {
            throw refused(form.pattern());
        }
        return text;
    }

    private static String yesNo(JsonNode object, String field) {
        JsonNode value = object.path(field);
        if (value.isBoolean()) {
            return value.booleanValue() ? "1" : "0";
        }
        if (value.isMissingNode() || value.isNull()) {
            return "";
        }
        throw refused(field);
    }

    private static String code(Map<String, String> table, JsonNode object, String field) {
        String code = text(object, field);
        return code.isEmpty() ? "" : pair(table, code);
    }

    private static String mustCode(Map<String, String> table, JsonNode object, String field) {
        return pair(table, must(object, field));
    }

    private static String pair(Map<String, String> table, String code) {
        String found = table.get(code);
        if (found == null) {
            throw refused("code");
        }
        return found;
    }

    private static String money(JsonNode object, String field) {
        JsonNode amount = object.path(field);
        if (!amount.isIntegralNumber() || amount.longValue() < 0) {
            throw refused(field);
        }
        return amount.asString();
    }

    private static String time(JsonNode object, String field) {
        String at = text(object, field);
        if (at.isEmpty()) {
            return "";
        }
        return at.length() == 19
                ? LocalDateTime.parse(at).format(SECONDS)
                : OffsetDateTime.parse(at).atZoneSameInstant(VIETNAM).format(SECONDS);
    }

    private static IllegalArgumentException refused(String what) {
        return new IllegalArgumentException(what);
    }
}
