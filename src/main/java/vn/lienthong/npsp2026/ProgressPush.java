package vn.lienthong.npsp2026;

import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import vn.lienthong.dossier.Batch.Item;
import vn.lienthong.relay.Outcome;
import vn.lienthong.relay.Policy;

/**
 * Adds steps of progress to a dossier whose id is known ({@code CapNhatTienTrinh}, npsp 11), in the order in which they
 * are owed. Steps of a dossier that was not created yet wait for it.
 */
final class ProgressPush {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final DossierIds ids;

    ProgressPush(DossierIds ids) {
        this.ids = ids;
    }

    Outcome send(List<Item> items, Conversation conversation) {
        List<ObjectNode> records = items.stream().map(Items::read).toList();
        String id = ids.of(Items.number(records.getFirst())).id();
        if (id == null) {
            return new Outcome.Deferred(Npsp2026Problem.DOSSIER_NOT_THERE_YET.problem(), null, false);
        }
        if (conversation.policy().unanswered() != Policy.WhenUnanswered.RESEND
                && items.stream().anyMatch(Item::interrupted)) {
            return new Outcome.Refused(Npsp2026Problem.MAY_BE_THERE.problem());
        }
        ArrayNode steps = JSON.createArrayNode();
        for (ObjectNode record : records) {
            ObjectNode step = steps.addObject();
            step.put("IDHoSo", id);
            step.setAll(record);
        }
        return conversation
                .send(Conversation.Message.json(
                        "npsp-2026 CapNhatTienTrinh", conversation.paths().progress(), steps))
                .outcome();
    }
}
