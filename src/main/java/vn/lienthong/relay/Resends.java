package vn.lienthong.relay;

import java.util.List;
import java.util.Map;

/**
 * The ways in which messages to one counterpart can be changed and sent again at once: what its policy may say after
 * {@code then: resend}. Of counterparts that are not named there are none, and to say it of them is a fault of the file.
 *
 * @param counterpart whose policy may say so
 * @param changes each a whole change, {@code isUpdating: "True"}; letters of values in either case
 */
public record Resends(String counterpart, List<Map<String, String>> changes) {

    public Resends {
        changes = List.copyOf(changes);
    }

    boolean has(Map<String, String> written) {
        return changes.stream()
                .anyMatch(known -> known.keySet().equals(written.keySet())
                        && known.entrySet().stream()
                                .allMatch(part -> part.getValue().equalsIgnoreCase(written.get(part.getKey()))));
    }

    /** As the first of them is written in a policy. */
    String example() {
        StringBuilder parts = new StringBuilder();
        changes.getFirst()
                .forEach((key, value) -> parts.append(parts.isEmpty() ? "" : ", ")
                        .append(key)
                        .append(": \"")
                        .append(value)
                        .append('"'));
        return "resend: { " + parts + " }";
    }
}
