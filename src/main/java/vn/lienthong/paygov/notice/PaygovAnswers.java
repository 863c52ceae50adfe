package vn.lienthong.paygov.notice;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import vn.lienthong.paygov.gateway.PaygovSettings.Answer;
import vn.lienthong.paygov.message.Fields;

/** Answers to PayGov's notice (B.2). */
final class PaygovAnswers implements Answers {

    private static final JsonMapper JSON = new JsonMapper();

    private final PaygovNotices notices;

    PaygovAnswers(PaygovNotices notices) {
        this.notices = notices;
    }

    @Override
    public ObjectNode taken(Received received) {
        return answer(notices.take(received));
    }

    @Override
    public ObjectNode notTaken(@Nullable Fields notice) {
        return answer(Answer.FAILED);
    }

    private static ObjectNode answer(Answer word) {
        return JSON.createObjectNode()
                .put("error_code", word.name())
                .put(
                        "error_message",
                        switch (word) {
                            case SUCCESSFUL -> "Confirm transaction";
                            case FAILED -> "Not taken";
                            case SIGNATURE_WRONG -> "checksum";
                        });
    }
}
