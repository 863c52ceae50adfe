package vn.lienthong.npsp;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.lienthong.dossier.Batch;
import vn.lienthong.dossier.Problem;
import vn.lienthong.ledger.Attempt;
import vn.lienthong.relay.Outcome;

/**
 * What a message would do at the portal, found out by asking ({@code TraCuuHoSo}) and without sending it. It asks also
 * where our own receipts know the dossier, since what the portal has is the point; and what cannot be asked now is put off
 * like any other delivery, never guessed.
 */
final class ShadowReport {

    private static final JsonMapper JSON = new JsonMapper();

    private final NpspSettings settings;

    ShadowReport(NpspSettings settings) {
        this.settings = settings;
    }

    /** Leaves the message among the conversation's calls, kept back. */
    Outcome of(String service, Batch batch, Conversation conversation) {
        if (PlainPush.SERVICES.contains(service) && !PlainPush.isOfDossier(service)) {
            return withheld(service, null, List.of(), batch, conversation, NpspProblem.SHADOW_SENDS_RECORD.problem());
        }
        if (!settings.canAsk()) {
            return withheld(service, null, List.of(), batch, conversation, NpspProblem.SHADOW_NOT_ASKED.problem());
        }
        return switch (Lookup.ask(conversation, batch)) {
            case Lookup.NotAsked(Outcome.Deferred why) -> why;
            case Lookup.Absent none -> absent(service, batch, conversation);
            case Lookup.Present(JsonNode row) -> present(service, row, batch, conversation);
        };
    }

    private static Outcome absent(String service, Batch batch, Conversation conversation) {
        return service.equals(DossierPush.SERVICE)
                ? withheld(service, false, List.of(), batch, conversation, creates(batch))
                : withheld(
                        service, null, List.of(), batch, conversation, NpspProblem.SHADOW_WAITS_FOR_DOSSIER.problem());
    }

    private static Problem creates(Batch batch) {
        long filled = record(batch)
                .propertyStream()
                .filter(field -> !Lookup.isEmpty(field.getValue()))
                .count();
        return NpspProblem.SHADOW_CREATES.problem().with("filled", String.valueOf(filled));
    }

    private static Outcome present(String service, JsonNode row, Batch batch, Conversation conversation) {
        if (!service.equals(DossierPush.SERVICE)) {
            return withheld(service, null, List.of(), batch, conversation, NpspProblem.SHADOW_ADDS_STEP.problem());
        }
        Comparison comparison = Comparison.of(record(batch), row);
        return withheld(service, true, comparison.changes(), batch, conversation, comparison.report());
    }

    private static Outcome withheld(
            String service,
            @Nullable Boolean updating,
            List<Attempt.Change> changes,
            Batch batch,
            Conversation conversation,
            Problem report) {
        conversation.keepBack(service, updating, Items.bodies(batch.mapped()), changes);
        return new Outcome.Withheld(report);
    }

    /** In shadow mode each delivery goes by itself. */
    private static JsonNode record(Batch batch) {
        return JSON.readTree(Items.mapped(batch.mapped().getFirst()).body());
    }
}
