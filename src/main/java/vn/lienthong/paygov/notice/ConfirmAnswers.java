package vn.lienthong.paygov.notice;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import vn.lienthong.paygov.gateway.PlatformSettings.Fault;
import vn.lienthong.paygov.message.Fields;

/** Answers to CONFIRM: {@code 00} taken, {@code 99} not; four fields are said back (A.4). */
final class ConfirmAnswers implements Answers {

    private static final List<String> ECHOED = List.of("MaDoiTac", "MaThamChieu", "ThoiGianGD", "MaXacThuc");
    private static final int LONGEST_ECHO = 255;
    private static final JsonMapper JSON = new JsonMapper();

    private final PlatformNotices notices;
    private final Fault fault;

    /** @param fault how a fault of ours is said (P-05) */
    ConfirmAnswers(PlatformNotices notices, Fault fault) {
        this.notices = notices;
        this.fault = fault;
    }

    @Override
    public ObjectNode taken(Received received) {
        return answer(notices.take(received), received.fields());
    }

    @Override
    public ObjectNode notTaken(@Nullable Fields notice) {
        return switch (fault) {
            case NORMAL -> answer(PlatformNotices.NOT_TAKEN, notice);
            case RETURN_CODE ->
                JSON.createObjectNode().put("return_code", -1).put("return_msg", text(PlatformNotices.NOT_TAKEN));
        };
    }

    private static ObjectNode answer(String code, @Nullable Fields notice) {
        ObjectNode answer = JSON.createObjectNode().put("MaLoi", code).put("MoTaLoi", text(code));
        for (String field : ECHOED) {
            String value = notice == null ? "" : notice.text(field);
            answer.put(field, value.length() <= LONGEST_ECHO ? value : "");
        }
        return answer;
    }

    private static String text(String code) {
        return code.equals(PlatformNotices.TAKEN) ? "Thành công" : "Các lỗi khác";
    }
}
