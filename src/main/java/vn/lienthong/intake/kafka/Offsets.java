package vn.lienthong.intake.kafka;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.lienthong.ledger.Memos.Memo;

/**
 * How far a topic was taken.
 *
 * @param next by partition, the offset of the first message that was not
 */
record Offsets(Map<Integer, Long> next) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    Offsets {
        next = Map.copyOf(next);
    }

    /** None if nothing was noted, or of another topic. */
    static Offsets noted(Subscription subscription, Memo memo) {
        Map<Integer, Long> next = new TreeMap<>();
        if (memo.content() != null) {
            JsonNode note = JSON.readTree(memo.content());
            if (note.path("topic").asString("").equals(place(subscription))) {
                note.path("next")
                        .properties()
                        .forEach(one -> next.put(
                                Integer.valueOf(one.getKey()), one.getValue().asLong()));
            }
        }
        return new Offsets(next);
    }

    /** A memo's content. Named in it is the topic: offsets of another one would mean nothing. */
    String note(Subscription subscription) {
        Map<String, Object> note = new LinkedHashMap<>();
        note.put("topic", place(subscription));
        note.put("next", new TreeMap<>(next));
        return JSON.writeValueAsString(note);
    }

    OptionalLong of(int partition) {
        Long known = next.get(partition);
        return known == null ? OptionalLong.empty() : OptionalLong.of(known);
    }

    Offsets with(Map<Integer, Long> further) {
        Map<Integer, Long> all = new TreeMap<>(next);
        all.putAll(further);
        return new Offsets(all);
    }

    private static String place(Subscription subscription) {
        return subscription.broker() + "/" + subscription.topic();
    }
}
