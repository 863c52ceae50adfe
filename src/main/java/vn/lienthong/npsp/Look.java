package vn.lienthong.npsp;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.lienthong.dossier.Batch;
import vn.lienthong.dossier.DossierNo;
import vn.lienthong.ledger.Attempt;
import vn.lienthong.relay.Outcome;

/**
 * Compares the portal's row of a dossier ({@code TraCuuHoSo}) with the dossier as it was delivered last. A status may also be
 * that of a progress entry delivered since: whether the portal shows one or the other is not known.
 */
final class Look {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String STATUS = "TrangThaiHoSo";
    private static final String STEP = "TrangThai";

    private Look() {}

    static PortalHas at(DossierNo dossier, PortalLook.Delivered delivered, Conversation conversation) {
        Batch asked = new Batch("agreement", dossier, false, List.of());
        return switch (Lookup.ask(conversation, asked)) {
            case Lookup.NotAsked(Outcome.Deferred why) -> new PortalHas.NotAsked(why.cause());
            case Lookup.Absent none -> new PortalHas.Nothing();
            case Lookup.Present(JsonNode row) ->
                new PortalHas.It(row.isEmpty() ? List.of() : differing(row, delivered));
        };
    }

    private static List<String> differing(JsonNode row, PortalLook.Delivered delivered) {
        JsonNode dossier = null;
        Set<String> steps = new HashSet<>();
        for (Attempt.Call call : delivered.calls()) {
            JsonNode data = data(call);
            if (call.service().equals(DossierPush.SERVICE) && data != null) {
                dossier = data.path(0);
                steps.clear();
            } else if (call.service().equals(ProgressPush.SERVICE) && data != null) {
                data.forEach(entry -> steps.add(entry.path(STEP).asString("")));
            }
        }
        return dossier == null
                ? List.of()
                : Comparison.of(dossier, row).changes().stream()
                        .filter(change -> !(change.field().equals(STATUS) && steps.contains(change.there())))
                        .map(Attempt.Change::field)
                        .toList();
    }

    private static @Nullable JsonNode data(Attempt.Call call) {
        try {
            JsonNode data = call.sent() == null ? null : JSON.readTree(call.sent());
            return data == null ? null : data.isArray() ? data : data.get("data");
        } catch (JacksonException unreadable) {
            return null;
        }
    }
}
