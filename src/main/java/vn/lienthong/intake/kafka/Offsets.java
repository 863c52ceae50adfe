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
 * @param id the topic's own, which another one made later with its name does not have; empty if it is not known
 * @param next by partition, the offset of the first message that was not
 */
record Offsets(String id, Map<Integer, Long> next) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    Offsets {
        next = Map.copyOf(next);
    }

    /** None if nothing was noted, or of another topic. */
    static Offsets noted(Subscription subscription, Memo memo) {
        String id = "";
        Map<Integer, Long> next = new TreeMap<>();
        if (memo.content() != null) {
            JsonNode note = JSON.readTree(memo.content());
            if (note.path("topic").asString("").equals(place(subscription))) {
                id = note.path("id").asString("");
                note.path("next")
                        .properties()
                        .forEach(one -> next.put(
                                Integer.valueOf(one.getKey()), one.getValue().asLong()));
            }
        }
        return new Offsets(id, next);
    }

    /** Whether they are places in that topic, as far as is known. */
    boolean areOf(String topic) {
        return id.isEmpty() || topic.isEmpty() || id.equals(topic);
    }

    /** As places in that topic: none of them, if they are another's. */
    Offsets in(String topic) {
        return new Offsets(topic, areOf(topic) ? next : Map.of());
    }

    /** A memo's content. Named in it is the topic: offsets of another one would mean nothing. */
    String note(Subscription subscription) {
        Map<String, Object> note = new LinkedHashMap<>();
        note.put("topic", place(subscription));
        if (!id.isEmpty()) {
            note.put("id", id);
        }
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
        return new Offsets(id, all);
    }

    private static String place(Subscription subscription) {
        return subscription.broker() + "/" + subscription.topic();
    }
}
