package vn.lienthong.sandbox;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Questions, their answers, and ratings (npsp 8). Two questions are there from the beginning; those the agency puts join them.
 * Whatever comes again replaces what it was.
 */
final class Opinions {

    static final Set<String> SERVICES = Set.of(
            "LayDanhSachHoiDapGuiTuDVCQG",
            "LayDanhSachHoiDapBoCoQuan",
            "DongBoHoiDap",
            "DongBoKetQuaHoiDapGuiTuDVCQG",
            "DongBoDanhGia");

    private static final String ID = "HOIDAPID";
    private static final int ALL = 100;
    private static final Pattern MONTH = Pattern.compile("([1-9]|1[0-2])-\\d{4}");
    private static final Pattern DAY = Pattern.compile("\\d{2}/\\d{2}/\\d{4}");
    private static final Pattern SHARE = Pattern.compile("(\\d{1,3})%");

    private static final List<List<String>> KINDS = List.of(
            List.of("PhanTramDanhGiaRatHaiLong", "PhanTramDanhGiaHaiLong", "PhanTramDanhGiaChuaHaiLong"),
            List.of(
                    "PhanTramDanhGiaDichVuRatHaiLong",
                    "PhanTramDanhGiaDichVuHaiLong",
                    "PhanTramDanhGiaDichVuChuaHaiLong"));

    private final Account account;
    private final Map<String, ObjectNode> asked = new LinkedHashMap<>();
    private final Map<String, ObjectNode> agencies = new LinkedHashMap<>();
    private final Map<String, ObjectNode> ratings = new LinkedHashMap<>();

    Opinions(Account account) {
        this.account = account;
        clear();
    }

    synchronized void clear() {
        asked.clear();
        agencies.clear();
        ratings.clear();
        ask(880001, "Thời hạn giải quyết thủ tục phân loại phim là bao lâu?");
        ask(880002, "Có nộp hồ sơ qua bưu chính được không?");
    }

    private void ask(int id, String question) {
        ObjectNode row = Portal.JSON.createObjectNode();
        row.put(ID, id).put("MALINHVUC", "G16-DA01").put("MADONVI", account.agency());
        row.put("TENDONVI", "Bộ Văn hóa, Thể thao và Du lịch").put("NOIDUNG", question);
        row.put("NOIDUNGTRALOI", "").put("TRALOIID", 0).put("HOVATEN", "Nguyễn Thị Thử Nghiệm");
        row.put("THUDIENTU", "thunghiem@example.com")
                .put("MATTHCDP", "1.011451")
                .put("TRANGTHAI", "1");
        asked.put("" + id, row.put("DIACHI", "").put("SODIENTHOAI", "0900000002"));
    }

    /** As they stand now, for whoever looks. */
    synchronized ObjectNode questions() {
        return rows(asked);
    }

    synchronized ObjectNode ratings() {
        return rows(ratings);
    }

    private static ObjectNode rows(Map<String, ObjectNode> all) {
        ObjectNode rows = Portal.JSON.createObjectNode();
        all.values().forEach(rows.putArray("items")::add);
        return rows;
    }

    synchronized String serve(String service, JsonNode request) throws Refusal {
        return switch (service) {
            case "LayDanhSachHoiDapGuiTuDVCQG" -> list(asked);
            case "LayDanhSachHoiDapBoCoQuan" -> list(agencies);
            case "DongBoHoiDap" -> each(request, this::question);
            case "DongBoKetQuaHoiDapGuiTuDVCQG" -> each(request, this::answer);
            case "DongBoDanhGia" -> each(request, this::rating);
            default -> throw new Refusal("Dịch vụ không hợp lệ");
        };
    }

    private static String list(Map<String, ObjectNode> rows) {
        ObjectNode answer = Portal.JSON.createObjectNode().put("error_code", 0).put("message", "");
        rows.values().forEach(answer.putArray("result")::add);
        return answer.toString();
    }

    private interface Taker {
        void take(JsonNode one) throws Refusal;
    }

    private static String each(JsonNode request, Taker taker) throws Refusal {
        JsonNode data = request.path("data");
        if (!data.isArray() || data.isEmpty()) {
            throw new Refusal("Trường data phải là danh sách không rỗng");
        }
        for (JsonNode one : data) {
            taker.take(one);
        }
        return "{\"error_code\":0,\"message\":\"Đồng bộ thành công\"}";
    }

    private void question(JsonNode question) throws Refusal {
        String id = id(question);
        must(question, "MaLinhVuc", "NOIDUNG", "MADONVI", "TENDONVI");
        ObjectNode row = Portal.JSON.createObjectNode();
        row.set(ID, question.get(ID));
        row.put("MALINHVUC", Rules.text(question, "MaLinhVuc")).put("MADONVI", Rules.text(question, "MADONVI"));
        row.put("TENDONVI", Rules.text(question, "TENDONVI")).put("NOIDUNG", Rules.text(question, "NOIDUNG"));
        agencies.put(id, row);
    }

    private void answer(JsonNode answer) throws Refusal {
        ObjectNode row = asked.get(id(answer));
        if (row == null) {
            throw new Refusal("Câu hỏi không tồn tại");
        }
        must(answer, "MADONVI", "NGUOITRALOI", "NOIDUNGTRALOI");
        if (!DAY.matcher(Rules.text(answer, "NGAYTRALOI")).matches()) {
            throw new Refusal("Trường NGAYTRALOI phải theo dạng dd/MM/yyyy");
        }
        row.put("NOIDUNGTRALOI", Rules.text(answer, "NOIDUNGTRALOI"))
                .put("TRALOIID", row.get(ID).asInt());
        row.put("TRANGTHAI", "2");
    }

    private void rating(JsonNode rating) throws Refusal {
        must(rating, "NoiDung", "Madonvi", "TenDonVi");
        if (!rating.path("TongSoNguoiDanhGia").isIntegralNumber()) {
            throw new Refusal("Trường TongSoNguoiDanhGia phải là số");
        }
        if (!MONTH.matcher(Rules.text(rating, "NgayTongHop")).matches()) {
            throw new Refusal("Trường NgayTongHop phải theo dạng M-yyyy");
        }
        for (List<String> kind : KINDS) {
            int sum = 0;
            for (String name : kind) {
                sum += share(rating, name);
            }
            if (sum != ALL) {
                throw new Refusal("Tổng tỷ lệ đánh giá phải bằng 100%");
            }
        }
        String key = Rules.text(rating, "Madonvi") + " " + Rules.text(rating, "NgayTongHop") + " "
                + Rules.text(rating, "MaThuTuc") + " " + Rules.text(rating, "NoiDung");
        ratings.put(key, (ObjectNode) rating);
    }

    private static int share(JsonNode rating, String name) throws Refusal {
        var share = SHARE.matcher(Rules.text(rating, name));
        if (!share.matches()) {
            throw new Refusal("Trường " + name + " phải là số nguyên kèm dấu %");
        }
        return Integer.parseInt(share.group(1));
    }

    private static String id(JsonNode node) throws Refusal {
        String id = node.path(ID).asString("");
        if (id.isBlank()) {
            throw new Refusal("Thiếu trường bắt buộc " + ID);
        }
        return id;
    }

    private static void must(JsonNode node, String... names) throws Refusal {
        for (String name : names) {
            if (Rules.text(node, name).isBlank()) {
                throw new Refusal("Thiếu trường bắt buộc " + name);
            }
        }
    }
}
