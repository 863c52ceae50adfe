package vn.lienthong.npsp;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import vn.lienthong.dossier.Batch;
import vn.lienthong.dossier.MappedRecord;
import vn.lienthong.relay.Outcome;

/** Asks whether the portal has a dossier ({@code TraCuuHoSo}, npsp 7.1), and never takes "could not ask" for "no". */
final class Lookup {

    static final String SERVICE = "TraCuuHoSo";
    static final String NUMBER = "MaHoSo";

    private Lookup() {}

    sealed interface Found {}

    record Present() implements Found {}

    record Absent() implements Found {}

    record NotAsked(Outcome.Deferred outcome) implements Found {}

    static Found ask(Conversation conversation, Batch batch) {
        String number = number(batch);
        if (number == null) {
            return new Absent();
        }
        Verdict verdict = conversation.ask(SERVICE, false, Map.of("mahoso", number));
        return switch (verdict) {
            case Verdict.Accepted(Answer answer, var doubt) -> isEmpty(answer.result()) ? new Absent() : new Present();
            case Verdict.Missing missing -> new Absent();
            default -> new NotAsked(Conversation.couldNotAsk(verdict));
        };
    }

    private static @Nullable String number(Batch batch) {
        if (batch.dossier() != null) {
            return batch.dossier().value();
        }
        MappedRecord mapped = batch.ready().getFirst().mapped();
        return mapped == null
                ? null
                : TopFields.read(mapped.body(), Set.of(NUMBER)).get(NUMBER);
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
