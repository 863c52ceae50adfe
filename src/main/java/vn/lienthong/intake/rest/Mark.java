package vn.lienthong.intake.rest;

import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.lienthong.ledger.Memos.Memo;

/**
 * How far an API was taken, as a memo's content: the newest time. Named in it is the list it is of; in another it would
 * mean nothing.
 */
final class Mark {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Mark() {}

    static String note(Pull pull, @Nullable Moment time) {
        Map<String, Object> note = new LinkedHashMap<>();
        note.put("list", list(pull));
        if (time != null) {
            note.put("time", time.text());
        }
        return JSON.writeValueAsString(note);
    }

    /** Null if nothing was noted, or of another list. */
    static @Nullable Moment noted(Pull pull, Memo memo, ZoneId zone) {
        if (memo.content() == null) {
            return null;
        }
        JsonNode note = JSON.readTree(memo.content());
        boolean same = note.path("list").asString("").equals(list(pull));
        return same ? Moment.of(note.path("time"), zone) : null;
    }

    private static String list(Pull pull) {
        String time = pull.changed() == null ? "" : pull.changed().time().toString();
        return pull.api() + pull.path() + "," + time;
    }
}
