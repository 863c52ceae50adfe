package vn.lienthong.mapping;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What a programmer writes who has one dossier to map: over Jackson's tree, without checks. For comparison only. */
final class HandWritten {

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

    private HandWritten() {}

    static byte[] map(byte[] record) {
        JsonNode in = JSON.readTree(record);
        JsonNode applicant = in.path("applicant");
        ObjectNode out = JsonNodeFactory.instance.objectNode();
        out.put("MaHoSo", text(in, "dossierNo"));
        out.put("MaTTHC", text(in, "procedureCode"));
        out.put("TenTTHC", text(in, "procedureName"));
        out.put("MaLinhVuc", text(in, "fieldCode"));
        out.put("TenLinhVuc", text(in, "fieldName"));
        out.put("SoBienNhan", text(in, "receiptNo"));
        out.put("KenhThucHien", code(CHANNEL, in, "channel"));
        out.put("ChuHoSo", text(applicant, "name"));
        out.put("LoaiDoiTuong", code(APPLICANT, applicant, "kind"));
        out.put("MaDoiTuong", text(applicant, "accountId"));
        out.put("SoGiayToChuHoSo", text(applicant, "identityNo"));
        out.set("DinhDanhCHS", identities(applicant));
        out.put("ThongTinKhac", text(in, "otherInformation"));
        out.put("Email", text(applicant, "email"));
        out.put("Fax", text(applicant, "fax"));
        out.put("SoDienThoai", text(applicant, "phone"));
        out.put("TrichYeuHoSo", text(in, "summary"));
        out.put("NgayNopHoSo", time(in, "submittedAt"));
        out.put("NgayTiepNhan", time(in, "receivedAt"));
        out.put("NgayHenTra", time(in, "dueAt"));
        out.put("TrangThaiHoSo", code(STATUS, in, "status"));
        out.put("NgayTra", time(in, "returnedAt"));
        out.put("ThongTinTra", text(in, "handOverNote"));
        out.put("HinhThuc", code(DELIVERY, in, "resultDelivery"));
        out.put("NgayKetThucXuLy", time(in, "finishedAt"));
        out.put("NgayTuChoi", time(in, "rejectedAt"));
        out.put("DonViXuLy", text(in, "unit"));
        out.put("GhiChu", text(in, "note"));
        out.put("NoiNopHoSo", "2");
        out.put("HoSoCoThanhPhanSoHoa", yesNo(in, "digitised"));
        out.put("TaiKhoanDuocXacThucVoiVNeID", yesNo(in, "vneidVerified"));
        out.put("DuocThanhToanTrucTuyen", code(PAYMENT, in, "onlinePayment"));
        out.putArray("DSKetNoiCSDL");
        out.set("TaiLieuNop", attachments(in.path("attachments")));
        out.set("DanhSachLePhi", fees(in.path("fees")));
        out.putArray("DanhSachTepDinhKemKhac");
        out.putArray("DanhSachHoSoBoSung");
        out.putArray("DanhSachGiayToKetQua");
        return JSON.writeValueAsBytes(out);
    }

    private static ArrayNode identities(JsonNode applicant) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        String kind = IDENTITY.get(text(applicant, "identityKind"));
        if (kind != null) {
            list.addObject().put("LoaiDinhDanh", kind).put("SoDinhDanh", text(applicant, "identityNo"));
        }
        return list;
    }

    private static ArrayNode attachments(JsonNode given) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        for (JsonNode each : given) {
            list.addObject()
                    .put("TepDinhKemId", text(each, "id"))
                    .put("TenTepDinhKem", text(each, "fileName"))
                    .put("IsDeleted", each.path("removed").asBoolean(false) ? "True" : "False")
                    .put("MaThanhPhanHoSo", text(each, "partCode"))
                    .put("DuongDanTaiTepTin", text(each, "url"))
                    .put("DuocSoHoa", yesNo(each, "digitised"))
                    .put("DuocTaiSuDung", text(each, "reused"))
                    .put("DuocLayTuKhoDMQG", yesNo(each, "fromNationalStore"))
                    .put("MaKetQuaThayThe", text(each, "replacesResult"));
        }
        return list;
    }

    private static ArrayNode fees(JsonNode given) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        for (JsonNode each : given) {
            list.addObject()
                    .put("TenPhiLePhi", text(each, "name"))
                    .put("MaPhiLePhi", text(each, "code"))
                    .put("HinhThucThu", code(COLLECTION, each, "collectedAt"))
                    .put("Gia", each.path("amount").asString(""))
                    .put("LoaiPhiLePhi", code(FEE_KIND, each, "kind"));
        }
        return list;
    }

    private static String text(JsonNode object, String field) {
        return object.path(field).asString("");
    }

    private static String yesNo(JsonNode object, String field) {
        JsonNode value = object.path(field);
        return value.isBoolean() ? value.booleanValue() ? "1" : "0" : "";
    }

    private static String code(Map<String, String> table, JsonNode object, String field) {
        String code = text(object, field);
        @Nullable String found = table.get(code);
        if (!code.isEmpty() && found == null) {
            throw new IllegalArgumentException("no pair for " + field);
        }
        return found == null ? "" : found;
    }

    private static String time(JsonNode object, String field) {
        String at = text(object, field);
        return at.isEmpty()
                ? ""
                : at.substring(0, 4)
                        + at.substring(5, 7)
                        + at.substring(8, 10)
                        + at.substring(11, 13)
                        + at.substring(14, 16)
                        + at.substring(17, 19);
    }
}
