package vn.lienthong.npsp.inbound;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import vn.lienthong.dossier.Problem;
import vn.lienthong.intake.door.Refused;

/**
 * An answer as the portal expects it (npsp 7.5): {@code {"error_code": n, "message": "<MaHoSo>| text"}}.
 *
 * @param code 0 taken, 1 taken before, -1 not to be passed on as it is
 * @param dossier its number; empty if the message does not say
 */
record InboundAnswer(int status, int code, String dossier, String text) {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Locale PORTAL = Locale.of("vi");

    static InboundAnswer taken(String dossier) {
        return new InboundAnswer(200, 0, dossier, "Tiếp nhận thành công");
    }

    static InboundAnswer takenBefore(String dossier) {
        return new InboundAnswer(200, 1, dossier, "Hồ sơ đã được tiếp nhận trước đó");
    }

    /** Kept, but it needs a person: the first of its problems, and how many more there are. */
    static InboundAnswer faulty(String dossier, List<Problem> problems) {
        String more = problems.size() == 1 ? "" : " (và " + (problems.size() - 1) + " lỗi khác)";
        return new InboundAnswer(200, -1, dossier, problems.getFirst().says(PORTAL) + more);
    }

    /** @param status the HTTP status to say it with */
    static InboundAnswer refused(Refused refused, int status) {
        return new InboundAnswer(status, -1, "", refused.problem().says(PORTAL));
    }

    byte[] body() {
        return JSON.writeValueAsBytes(Map.of("error_code", code, "message", dossier.replace('|', ' ') + "| " + text));
    }
}
