package vn.lienthong.sandbox;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.lienthong.sandbox.Counts.Count;

/** The portal itself, without HTTP: what it answers to a message, and what it keeps (npsp 3 to 8). */
final class Portal {

    static final JsonMapper JSON = new JsonMapper();
    static final String LOGIN = "login";

    private static final String EXPIRED = "{\"error_code\":-1,\"message\":\"Session không hợp lệ hoặc đã hết hạn\"}";
    private static final int LATEST = 30;

    private final Account account;
    private final InstantSource clock;
    private final Counts counts = new Counts();
    private final Sessions sessions;
    private final Dossiers dossiers;
    private final Procedures procedures = new Procedures();
    private final Rules rules = new Rules(procedures);
    private final Answers answers = new Answers(procedures);
    private final Opinions opinions;
    private final Deque<Refused> refused = new ArrayDeque<>();

    Portal(Account account, InstantSource clock) {
        this.account = account;
        this.clock = clock;
        this.sessions = new Sessions(account, clock);
        this.dossiers = new Dossiers(clock, counts);
        this.opinions = new Opinions(account);
    }

    /** A refusal, for the page. */
    record Refused(String at, String service, String dossier, String message) {}

    Counts counts() {
        return counts;
    }

    Sessions sessions() {
        return sessions;
    }

    Dossiers dossiers() {
        return dossiers;
    }

    Opinions opinions() {
        return opinions;
    }

    Procedures procedures() {
        return procedures;
    }

    List<Refused> latestRefusals() {
        synchronized (refused) {
            return new ArrayList<>(refused);
        }
    }

    void reset() {
        dossiers.clear();
        opinions.clear();
        sessions.expireAll();
        counts.clear();
        synchronized (refused) {
            refused.clear();
        }
    }

    /** A login's answer. */
    String login(byte[] body) {
        counts.add(Count.LOGINS);
        try {
            JsonNode request = read(body);
            String token = sessions.login(Rules.text(request, "username"), Rules.text(request, "password"));
            return "{\"error_code\":0,\"message\":\"\",\"session\":\"" + token + "\"}";
        } catch (Refusal refusal) {
            return refusal(LOGIN, "", refusal);
        }
    }

    /** A service call's answer. */
    String call(byte[] body, Faults faults) {
        String service = "?";
        String number = "";
        try {
            JsonNode request = read(body);
            service = Rules.text(request, "service");
            number = number(request);
            if (!sessions.isGood(Rules.text(request, "session"))) {
                counts.add(Count.SESSIONS_REFUSED);
                return EXPIRED;
            }
            if (!account.agency().equals(Rules.text(request, "madonvi"))) {
                throw new Refusal("Mã đơn vị không đúng với tài khoản");
            }
            return serve(service, request, faults);
        } catch (Refusal refusal) {
            return refusal(service, number, refusal);
        }
    }

    String sessionRefused() {
        counts.add(Count.SESSIONS_REFUSED);
        return EXPIRED;
    }

    /** A relay's way (npsp 7.6): a bare array, the rest in the address. */
    String relayed(String service, byte[] body, String agency, String updating, Faults faults) {
        String number = "";
        try {
            JsonNode data = read(body);
            var request = JSON.createObjectNode();
            request.put("isUpdating", updating);
            request.set("data", data);
            number = number(request);
            if (!account.agency().equals(agency)) {
                throw new Refusal("Mã đơn vị không đúng với tài khoản");
            }
            return wrapped(serve(service, request, faults));
        } catch (Refusal refusal) {
            return wrapped(refusal(service, number, refusal));
        }
    }

    static byte[] bytes(JsonNode node) {
        return JSON.writeValueAsBytes(node);
    }

    private String serve(String service, JsonNode request, Faults faults) throws Refusal {
        if (Opinions.SERVICES.contains(service)) {
            return opinions.serve(service, request);
        }
        return switch (service) {
            case "DongBoHoSoMC" -> takeDossiers(request, faults);
            case "CapNhatTienDoHoSoMC" -> takeProgress(request, faults);
            case "DongBoTrangThaiHoSo" -> takeStatus(request);
            case "TraCuuHoSo" -> {
                counts.add(Count.LOOKUPS);
                yield answers.lookup(Rules.text(request, "mahoso"), dossiers);
            }
            default -> answers.catalogue(service, request, account);
        };
    }

    /** One code for the call, so all or nothing. */
    private String takeDossiers(JsonNode request, Faults faults) throws Refusal {
        String updating = Rules.text(request, "isUpdating");
        if (!updating.equals("True") && !updating.equals("False")) {
            throw new Refusal("isUpdating phải là \"True\" hoặc \"False\"");
        }
        List<JsonNode> data = data(request, faults);
        for (JsonNode dossier : data) {
            String warning = rules.dossier(dossier);
            if (warning != null) {
                counts.add(Count.WARNINGS);
            }
            if (dossiers.isFiled(Rules.text(dossier, "MaHoSo"))) {
                throw new Refusal("Hồ sơ nộp trên Cổng: trạng thái gửi bằng DongBoTrangThaiHoSo");
            }
        }
        requireAll(data, updating.equals("True"));
        for (JsonNode dossier : data) {
            if (updating.equals("True")) {
                dossiers.update(dossier);
            } else {
                dossiers.create(dossier);
            }
        }
        return "{\"error_code\":\"0\",\"message\":\"Đồng bộ hồ sơ thành công\"}";
    }

    /** That all are there, or that none is: nothing of a call is taken before. */
    private void requireAll(List<JsonNode> data, boolean there) throws Refusal {
        Set<String> numbers = new HashSet<>();
        for (JsonNode dossier : data) {
            String number = Rules.text(dossier, "MaHoSo");
            boolean known = dossiers.has(number);
            if (there && !known) {
                throw dossiers.notThere(number);
            }
            if (!there && (known || !numbers.add(number))) {
                throw dossiers.alreadyThere(number);
            }
        }
    }

    private String takeProgress(JsonNode request, Faults faults) throws Refusal {
        List<JsonNode> data = data(request, faults);
        if (data.size() > Rules.MOST_ENTRIES) {
            throw new Refusal("Quá " + Rules.MOST_ENTRIES + " bước tiến độ trong một lần gửi");
        }
        String number = Rules.text(data.getFirst(), "MaHoSo");
        for (JsonNode entry : data) {
            rules.progress(entry);
            if (!Rules.text(entry, "MaHoSo").equals(number)) {
                throw new Refusal("Các bước tiến độ phải cùng một hồ sơ");
            }
        }
        for (JsonNode entry : data) {
            dossiers.progress(entry);
        }
        return "{\"error_code\":0,\"message\":\"Cập nhật tiến độ thành công\"}";
    }

    private String takeStatus(JsonNode request) throws Refusal {
        JsonNode data = request.path("data");
        if (!"2".equals(Rules.text(request, "type"))) {
            throw new Refusal("Trường type phải là \"2\"");
        }
        rules.portalStatus(data);
        dossiers.status(data);
        return "{\"error_code\":\"00\",\"message\":\"\"}";
    }

    private static List<JsonNode> data(JsonNode request, Faults faults) throws Refusal {
        JsonNode data = request.path("data");
        if (!data.isArray() || data.isEmpty()) {
            throw new Refusal("Trường data phải là danh sách không rỗng");
        }
        for (JsonNode each : data) {
            if (faults.refuses(Rules.text(each, "MaHoSo"))) {
                throw new Refusal("Hồ sơ bị từ chối theo lệnh thử nghiệm");
            }
        }
        return data.valueStream().toList();
    }

    private static JsonNode read(byte[] body) throws Refusal {
        String text = new String(body, StandardCharsets.UTF_8);
        if (!Normalizer.isNormalized(text, Normalizer.Form.NFC)) {
            throw new Refusal("Văn bản phải ở dạng Unicode dựng sẵn (NFC)");
        }
        try {
            return JSON.readTree(text);
        } catch (JacksonException unreadable) {
            throw new Refusal("Dữ liệu không đúng định dạng JSON");
        }
    }

    private String refusal(String service, String number, Refusal refusal) {
        counts.add(Count.REFUSED);
        synchronized (refused) {
            refused.addFirst(new Refused(clock.instant().toString(), service, number, refusal.says()));
            if (refused.size() > LATEST) {
                refused.removeLast();
            }
        }
        var answer = JSON.createObjectNode();
        if (refusal.code().equals("-1")) {
            answer.put("error_code", -1);
        } else {
            answer.put("error_code", refusal.code());
        }
        return answer.put("message", refusal.says()).toString();
    }

    private static String wrapped(String answer) {
        return JSON.createObjectNode()
                .put("error_code", "0")
                .put("message", answer)
                .toString();
    }

    private static String number(JsonNode request) {
        JsonNode first = request.path("data").path(0);
        return Rules.text(first, "MaHoSo");
    }
}
