package vn.lienthong.npsp;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import vn.lienthong.dossier.Batch;
import vn.lienthong.dossier.MappedRecord;
import vn.lienthong.relay.Outcome;

/** Asks whether the portal has a dossier ({@code TraCuuHoSo}, npsp 7.1), and never takes "could not ask" for "no". */
final class Lookup {

    static final String SERVICE = "TraCuuHoSo";
    static final String NUMBER = "MaHoSo";

    private Lookup() {}

    sealed interface Found {}

    /** @param row what the portal tells of the dossier; an empty object if it only says that it is there */
    record Present(JsonNode row) implements Found {}

    record Absent() implements Found {}

    record NotAsked(Outcome.Deferred outcome) implements Found {}

    static Found ask(Conversation conversation, Batch batch) {
        String number = number(batch);
        if (number == null) {
            return new Absent();
        }
        Meaning meaning = conversation.ask(SERVICE, false, Map.of("mahoso", number));
        return switch (meaning) {
            case Meaning.Accepted(Answer answer, var doubt) ->
                isEmpty(answer.result()) ? new Absent() : new Present(row(answer.result(), number));
            case Meaning.Missing missing -> new Absent();
            default -> new NotAsked(Conversation.couldNotAsk(meaning));
        };
    }

    /** Of the batch's dossier, else of its first record; null if neither says. */
    static @Nullable String number(Batch batch) {
        if (batch.dossier() != null) {
            return batch.dossier().value();
        }
        MappedRecord mapped = batch.mapped().getFirst().mapped();
        return mapped == null
                ? null
                : TopFields.read(mapped.body(), Set.of(NUMBER)).get(NUMBER);
    }

    /** The row of that number; where no row says its number, the first. */
    private static JsonNode row(@Nullable JsonNode result, String number) {
        if (result != null && result.isObject()) {
            return result.size() == 1 && result.has("data") ? row(result.get("data"), number) : result;
        }
        List<JsonNode> rows = result == null || !result.isArray()
                ? List.of()
                : result.valueStream().filter(JsonNode::isObject).toList();
        return rows.stream()
                .filter(row -> row.propertyStream()
                        .anyMatch(field -> field.getKey().equalsIgnoreCase(NUMBER)
                                && field.getValue().asString("").equals(number)))
                .findFirst()
                .or(() -> rows.stream().findFirst())
                .orElse(JsonNodeFactory.instance.objectNode());
    }

    /** {@code result} is an array, sometimes an object around one, sometimes absent (npsp 3.4). */
    static boolean isEmpty(@Nullable JsonNode result) {
        if (result == null || result.isNull()) {
            return true;
        }
        if (result.isObject() && result.size() == 1 && result.has("data")) {
            return isEmpty(result.get("data"));
        }
        return result.isContainer() ? result.isEmpty() : result.asString().isBlank();
    }
}
