package vn.lienthong.intake.sql;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.lienthong.ledger.Memos.Memo;

/**
 * A row's place in the order in which rows are read.
 *
 * @param time null where rows have none and are read in the order of their key
 */
record Mark(@Nullable Value time, Value key) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** A memo's content. Named in it are the columns it is a place in: in the order of others it would be nowhere. */
    static String note(Polling polling, @Nullable Mark mark) {
        Map<String, Object> note = new LinkedHashMap<>();
        note.put("order", order(polling));
        if (mark != null) {
            note.put("key", mark.key);
            if (mark.time != null) {
                note.put("time", mark.time);
            }
        }
        return JSON.writeValueAsString(note);
    }

    /** Null if nothing was noted, or in another order. */
    static @Nullable Mark noted(Polling polling, Memo memo) {
        if (memo.content() == null) {
            return null;
        }
        JsonNode note = JSON.readTree(memo.content());
        Value key = value(note.get("key"));
        boolean sameOrder = note.path("order").asString("").equals(order(polling));
        return key == null || !sameOrder ? null : new Mark(value(note.get("time")), key);
    }

    private static String order(Polling polling) {
        return polling.time().toLowerCase(Locale.ROOT) + "," + polling.key().toLowerCase(Locale.ROOT);
    }

    private static @Nullable Value value(@Nullable JsonNode node) {
        return node == null ? null : JSON.treeToValue(node, Value.class);
    }
}
