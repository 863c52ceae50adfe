package vn.lienthong.npsp;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import vn.lienthong.dossier.Problem;
import vn.lienthong.relay.Outcome;

/** One question to the portal's catalogue, and its rows word for word (npsp 5 and 6). */
final class CatalogueQuestion {

    private CatalogueQuestion() {}

    /** @param shared whether the service is at the share endpoint */
    static PortalTells ask(String service, boolean shared, Map<String, String> parameters, Conversation conversation) {
        Meaning meaning = conversation.ask(service, shared, parameters);
        return switch (meaning) {
            case Meaning.Accepted(Answer answer, var doubt) ->
                rows(answer.result()).<PortalTells>map(PortalTells.Rows::new).orElseGet(CatalogueQuestion::noList);
            case Meaning.Missing missing -> new PortalTells.Rows(List.of());
            case Meaning.Settled(Outcome.Refused(Problem why)) -> new PortalTells.Refused(why);
            case Meaning.Resend(var changes, Problem why) -> new PortalTells.Refused(why);
            default ->
                new PortalTells.NotAsked(Conversation.couldNotAsk(meaning).cause());
        };
    }

    /** Some answers have an object around the list (npsp 3.4). Empty: no list, which is not an empty one. */
    private static Optional<List<JsonNode>> rows(@Nullable JsonNode result) {
        if (result == null || !result.isContainer()) {
            return Optional.empty();
        }
        if (result.isArray()) {
            return Optional.of(result.valueStream().toList());
        }
        return result.has("data") ? rows(result.get("data")) : Optional.of(List.of(result));
    }

    private static PortalTells noList() {
        return new PortalTells.Refused(NpspProblem.ANSWER_WITHOUT_LIST.problem());
    }
}
