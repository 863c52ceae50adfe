package vn.lienthong.sandbox;

import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What the portal tells: its catalogue and its dictionaries (npsp 5, 6 and 7.1). */
final class Answers {

    private static final String MINISTRY = "Bộ Văn hóa, Thể thao và Du lịch";

    /** What a row of a look-up holds is not public; these, in the capitals of the portal's other tables, are invented. */
    private static final List<String> TOLD =
            List.of("MaHoSo", "MaTTHC", "TenTTHC", "ChuHoSo", "NgayTiepNhan", "NgayHenTra", "TrangThaiHoSo");

    private static final JsonMapper JSON = new JsonMapper();

    private final Procedures procedures;
    private final String fieldList;

    Answers(Procedures procedures) {
        this.procedures = procedures;
        this.fieldList = fieldList(procedures);
    }

    String lookup(String number, Dossiers dossiers) throws Refusal {
        if (number.isBlank()) {
            throw new Refusal("Thiếu tham số mahoso");
        }
        ObjectNode answer = answer();
        Dossiers.View found = dossiers.find(number);
        if (found != null) {
            ObjectNode row = answer.withArray("result").addObject();
            JsonNode content = JSON.readTree(found.content());
            TOLD.forEach(name -> row.put(name.toUpperCase(Locale.ROOT), Rules.text(content, name)));
        }
        return answer.toString();
    }

    String catalogue(String service, JsonNode request, Account account) throws Refusal {
        return switch (service) {
            case "LayDanhSachTTHC" -> procedureList(procedures);
            case "LayDanhMucLinhVuc" -> fieldList;
            case "LayThuTuc" -> procedure(Rules.text(request, "maTTHC"), account);
            case "LayDVC" -> services();
            case "LayDanhMucCoQuan" -> agencies(account);
            case "TraCuuTechID" -> techId(request);
            default -> throw new Refusal("Dịch vụ không hợp lệ");
        };
    }

    private String procedure(String code, Account account) throws Refusal {
        if (code.isBlank()) {
            throw new Refusal("Thiếu tham số maTTHC");
        }
        ObjectNode answer = answer();
        Procedures.Procedure found = procedures.find(code);
        if (found != null) {
            ObjectNode row = answer.withArray("result").addObject();
            row.put("ID", 900001).put("MATTHC", code).put("TENTTHC", found.name());
            row.put("LOAITTHC", "1").put("TRANGTHAI", "1").put("MACOQUANCONGBO", account.agency());
            row.putArray("LINHVUCTHUCHIEN")
                    .addObject()
                    .put("MALINHVUC", found.fieldCode())
                    .put("TENLINHVUC", found.field());
            row.putArray("COQUANTHUCHIEN")
                    .addObject()
                    .put("MADONVI", account.agency())
                    .put("TENDONVI", found.agency());
            row.putNull("CANCUPHAPLY");
            row.setAll(procedures.said(code));
        }
        return answer.toString();
    }

    private String services() {
        ObjectNode answer = answer();
        ArrayNode data = answer.putObject("result").putArray("data");
        for (Procedures.Procedure each : procedures.all()) {
            data.addObject()
                    .put("MADVC", each.code() + ".01")
                    .put("TENDVC", each.name())
                    .put("MATTHC", each.code())
                    .put("TENTTHC", each.name())
                    .put("TENCOQUANBANHANH", MINISTRY)
                    .put("TENLINHVUC", each.field());
        }
        return answer.toString();
    }

    private static String agencies(Account account) {
        ObjectNode answer = answer();
        answer.withArray("result")
                .addObject()
                .put("MADONVI", account.agency())
                .put("TENDONVI", MINISTRY)
                .put("CAPDONVI", "0");
        return answer.toString();
    }

    private static String techId(JsonNode request) throws Refusal {
        if (!"wso2is".equals(Rules.text(request, "provider"))) {
            throw new Refusal("Tham số provider không đúng");
        }
        ObjectNode answer = answer();
        if (Rules.text(request, "mstorcmnd").equals("001199999999")) {
            answer.withArray("result").addObject().put("TECHNICALID", "TEST-TECHID-0001");
        }
        return answer.toString();
    }

    private static String procedureList(Procedures procedures) {
        ObjectNode answer = answer();
        for (Procedures.Procedure each : procedures.all()) {
            answer.withArray("result").addObject().put("MATTHC", each.code()).put("TENTTHC", each.name());
        }
        return answer.toString();
    }

    private static String fieldList(Procedures procedures) {
        ObjectNode answer = answer();
        procedures
                .fields()
                .forEach((code, name) -> answer.withArray("result")
                        .addObject()
                        .put("MALINHVUC", code)
                        .put("TENLINHVUC", name)
                        .put("MANGANH", "G16"));
        return answer.toString();
    }

    private static ObjectNode answer() {
        ObjectNode answer = Portal.JSON.createObjectNode().put("error_code", 0).put("message", "");
        answer.putArray("result");
        return answer;
    }
}
