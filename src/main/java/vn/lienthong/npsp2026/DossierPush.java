package vn.lienthong.npsp2026;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import vn.lienthong.dossier.Batch.Item;
import vn.lienthong.relay.Outcome;
import vn.lienthong.relay.Policy;

/**
 * Creates a dossier the other side does not have by our own books ({@code NoiHoSo}, npsp 11), and tells its status
 * ({@code CapNhatTrangThai}). A status sent again sets what it set before, so it is told until it is answered.
 */
final class DossierPush {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final DossierIds ids;
    private final Uploads uploads;

    DossierPush(DossierIds ids) {
        this.ids = ids;
        this.uploads = new Uploads(ids);
    }

    private sealed interface Creation {}

    private record There(String id) implements Creation {}

    private record NotThere(Outcome why) implements Creation {}

    Outcome send(Item item, Conversation conversation) {
        ObjectNode record = Items.read(item);
        String number = Items.number(record);
        return switch (there(item, number, record, conversation)) {
            case NotThere(Outcome why) -> why;
            case There(String id) -> status(id, record, conversation);
        };
    }

    /** The record's word stands before ours: it knows of a dossier whose creation nobody answered. */
    private Creation there(Item item, String number, JsonNode record, Conversation conversation) {
        String named = record.path("IdHoSo").asString("");
        DossierIds.Kept kept = ids.of(number);
        if (!named.isBlank()) {
            if (!named.equals(kept.id())) {
                ids.keep(number, named);
            }
            return new There(named);
        }
        if (kept.id() != null) {
            return new There(kept.id());
        }
        if (conversation.policy().unanswered() != Policy.WhenUnanswered.RESEND && mayBeThere(item, kept)) {
            ids.doubt(number, item.delivery());
            return new NotThere(new Outcome.Refused(Npsp2026Problem.MAY_BE_THERE.problem()));
        }
        return create(item, number, record, conversation);
    }

    /**
     * Of a creation without an answer a person is asked, once for each record that would be the next one. That the same delivery
     * comes back without a doubt of its own is their word that it is not there.
     */
    private static boolean mayBeThere(Item item, DossierIds.Kept kept) {
        return kept.doubt() != null && (kept.doubt() != item.delivery() || item.interrupted());
    }

    private Creation create(Item item, String number, JsonNode record, Conversation conversation) {
        int leftOut = record.path("KhongTaiLen").size();
        if (leftOut > 0) {
            Items.note(item, Npsp2026Problem.FILES_LEFT_OUT.problem().with("files", "" + leftOut));
        }
        JsonNode dossier = record.path("NoiHoSo");
        Outcome obstacle = uploads.put(number, dossier, conversation);
        if (obstacle != null) {
            return new NotThere(obstacle);
        }
        DossierIds.Doubt doubt = ids.doubt(number, item.delivery());
        Conversation.Told told = conversation.send(Conversation.Message.json(
                "npsp-2026 NoiHoSo", conversation.paths().create(), dossier));
        if (!told.isYes()) {
            if (!(told.outcome() instanceof Outcome.Unanswered) && conversation.goesOn()) {
                ids.settle(doubt);
            }
            return new NotThere(told.outcome());
        }
        JsonNode answer = told.answer().path("data");
        String id = answer.path("idHoSo").asString("");
        if (id.isBlank() || !answer.path("maHoSo").asString("").equals(number)) {
            return new NotThere(new Outcome.Unanswered(Npsp2026Problem.NO_ID.problem()));
        }
        ids.keep(number, id);
        return new There(id);
    }

    private static Outcome status(String id, JsonNode record, Conversation conversation) {
        ObjectNode status = JSON.createObjectNode();
        status.put("IdHoSo", id); // in another case than in progress, as section 11 has it
        status.setAll((ObjectNode) record.path("CapNhatTrangThai"));
        record.path("DanhSach").properties().forEach(list -> status.set(list.getKey(), list.getValue()));
        ArrayNode statuses = JSON.createArrayNode().add(status);
        Outcome outcome = conversation
                .send(Conversation.Message.json(
                        "npsp-2026 CapNhatTrangThai", conversation.paths().status(), statuses))
                .outcome();
        return outcome instanceof Outcome.Delivered(String receipt)
                ? new Outcome.Delivered(receipt + ", idHoSo " + id)
                : outcome;
    }
}
