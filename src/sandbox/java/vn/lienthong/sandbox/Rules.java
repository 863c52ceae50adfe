package vn.lienthong.sandbox;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What the portal asks of a dossier and of a progress entry: npsp 7.2, 7.3, 9 and 10. */
final class Rules {

    static final int MOST_ENTRIES = 10;

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMddHHmmss").withResolverStyle(ResolverStyle.STRICT);

    private static final List<String> DOSSIER_MUST = List.of(
            "MaHoSo",
            "MaTTHC",
            "TenTTHC",
            "MaLinhVuc",
            "TenLinhVuc",
            "KenhThucHien",
            "LoaiDoiTuong",
            "TrangThaiHoSo",
            "HinhThuc",
            "DonViXuLy");

    /** Registered only (1), or refused at the desk (3): such a dossier was never received, and has no day of it (7.2). */
    private static final Set<String> NOT_RECEIVED = Set.of("1", "3");

    private static final List<String> PROGRESS_MUST =
            List.of("MaHoSo", "NguoiXuLy", "ThoiDiemXuLy", "NoiDungXuLy", "TrangThai");

    private static final List<String> DOSSIER_TIMES =
            List.of("NgayNopHoSo", "NgayTiepNhan", "NgayHenTra", "NgayTra", "NgayKetThucXuLy", "NgayTuChoi");

    private static final List<String> PROGRESS_TIMES = List.of("ThoiDiemXuLy", "NgayBatDau", "NgayKetThucTheoQuyDinh");

    private static final Set<String> LISTS = Set.of(
            "DinhDanhCHS",
            "DSKetNoiCSDL",
            "TaiLieuNop",
            "DanhSachLePhi",
            "DanhSachTepDinhKemKhac",
            "DanhSachHoSoBoSung",
            "DanhSachGiayToKetQua",
            "DanhSachGiayToBoSung",
            "DanhSachLePhiBoSung",
            "TaiLieuXuLy");

    private static final Map<String, Integer> LONGEST =
            Map.of("TrichYeuHoSo", 1000, "GhiChu", 2000, "NguoiXuLy", 50, "TenTepDinhKem", 4000, "TenGiayTo", 2000);

    private static final Map<String, Set<String>> CODES = Map.of(
            "KenhThucHien", Set.of("1", "2", "3"),
            "LoaiDoiTuong", Set.of("1", "2", "3", "4"),
            "HinhThuc", Set.of("0", "1"),
            "NoiNopHoSo", Set.of("", "1", "2"),
            "HinhThucThu", Set.of("", "1", "2", "4"),
            "IsDeleted", Set.of("", "True", "False"),
            "TrangThaiHoSo", Set.of("1", "2", "3", "4", "5", "6", "7", "8", "9", "10"),
            "TrangThai", Set.of("1", "2", "3", "4", "5", "6", "7", "8", "9", "10"));

    private final Procedures procedures;

    Rules(Procedures procedures) {
        this.procedures = procedures;
    }

    /** @return what is odd and yet accepted; null if nothing is */
    @Nullable
    String dossier(JsonNode dossier) throws Refusal {
        object(dossier);
        shape(dossier);
        must(dossier, DOSSIER_MUST);
        if (!NOT_RECEIVED.contains(text(dossier, "TrangThaiHoSo"))) {
            must(dossier, List.of("NgayTiepNhan"));
        }
        times(dossier, DOSSIER_TIMES);
        Procedures.Procedure procedure = procedures.find(text(dossier, "MaTTHC"));
        if (procedure == null) {
            throw new Refusal("Mã thủ tục hành chính không đúng");
        }
        if (!procedure.name().equals(text(dossier, "TenTTHC"))) {
            return "TenTTHC khác tên trong danh mục (" + procedure.code() + ")";
        }
        return procedures.fields().containsKey(text(dossier, "MaLinhVuc"))
                ? null
                : "MaLinhVuc không có trong danh mục (" + text(dossier, "MaLinhVuc") + ")";
    }

    void progress(JsonNode entry) throws Refusal {
        object(entry);
        shape(entry);
        must(entry, PROGRESS_MUST);
        times(entry, PROGRESS_TIMES);
    }

    void portalStatus(JsonNode status) throws Refusal {
        object(status);
        must(status, List.of("MaHoSo", "MaHoSoDonVi", "NgayXuLy", "TrangThai"));
        times(status, List.of("NgayXuLy"));
        if (!Set.of("1", "2", "5", "11").contains(text(status, "TrangThai"))) {
            throw new Refusal("Giá trị trường TrangThai không hợp lệ");
        }
    }

    static String text(JsonNode node, String name) {
        JsonNode value = node.get(name);
        return value != null && value.isString() ? value.stringValue() : "";
    }

    private static void object(JsonNode node) throws Refusal {
        if (!node.isObject()) {
            throw new Refusal("Phần tử của data phải là đối tượng");
        }
    }

    /** All scalar values are texts, lists are lists, nothing is null but MaDoiTuong; known codes and lengths. */
    private static void shape(JsonNode node) throws Refusal {
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            String name = field.getKey();
            JsonNode value = field.getValue();
            if (LISTS.contains(name)) {
                list(name, value);
            } else if (!value.isString() && !(value.isNull() && name.equals("MaDoiTuong"))) {
                throw new Refusal("Trường " + name + " phải là chuỗi ký tự");
            } else {
                scalar(name, value.isNull() ? "" : value.stringValue());
            }
        }
    }

    private static void list(String name, JsonNode value) throws Refusal {
        if (!value.isArray()) {
            throw new Refusal("Trường " + name + " phải là danh sách");
        }
        for (JsonNode each : value) {
            object(each);
            shape(each);
        }
    }

    private static void scalar(String name, String value) throws Refusal {
        Integer longest = LONGEST.get(name);
        if (longest != null && value.codePointCount(0, value.length()) > longest) {
            throw new Refusal("Trường " + name + " dài quá " + longest + " ký tự");
        }
        Set<String> codes = CODES.get(name);
        if (codes != null && !value.isEmpty() && !codes.contains(value)) {
            throw new Refusal("Giá trị trường " + name + " không hợp lệ");
        }
    }

    private static void must(JsonNode node, List<String> names) throws Refusal {
        for (String name : names) {
            if (text(node, name).isBlank()) {
                throw new Refusal("Thiếu trường bắt buộc " + name);
            }
        }
    }

    private static void times(JsonNode node, List<String> names) throws Refusal {
        for (String name : names) {
            String value = text(node, name);
            if (!value.isEmpty() && !isTime(value)) {
                throw new Refusal("Trường " + name + " phải theo dạng yyyyMMddHHmmss");
            }
        }
    }

    private static boolean isTime(String value) {
        try {
            LocalDateTime.parse(value, TIME);
            return true;
        } catch (DateTimeException notATime) {
            return false;
        }
    }
}
