package vn.lienthong.npsp;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import vn.lienthong.dossier.Batch.Item;
import vn.lienthong.dossier.Problem;
import vn.lienthong.relay.Outcome;

/**
 * Writes the processing unit as the portal wants it, by name, where the agency gave the unit's code (npsp 6,
 * {@code LayDanhMucCoQuan}). A unit that is missing is not filled: which unit handles a dossier is the agency's to say,
 * and its own code in the settings is that of the whole agency. A code the dictionary does not have is sent as it came, and
 * noted.
 */
final class UnitNames {

    private static final String UNIT = "DonViXuLy";
    private static final JsonMapper JSON = new JsonMapper();

    private final NpspSettings settings;
    private final Catalogue catalogue;

    UnitNames(NpspSettings settings, Catalogue catalogue) {
        this.settings = settings;
        this.catalogue = catalogue;
    }

    /** Why the item has to wait; null if it may go on. */
    Outcome.@Nullable Deferred fill(Item item, Conversation conversation) {
        String written = TopFields.read(Items.mapped(item).body(), Set.of(UNIT))
                .getOrDefault(UNIT, "")
                .strip();
        if (!AgencyForms.isCode(written)) {
            return null;
        }
        if (!settings.canAsk()) {
            return unnamed(item, written);
        }
        return switch (catalogue.agencies(conversation)) {
            case Catalogue.NotAsked<Map<String, String>>(Outcome.Deferred why) -> why;
            case Catalogue.Unknown<Map<String, String>> none -> unnamed(item, written);
            case Catalogue.Known<Map<String, String>>(Map<String, String> names) ->
                named(item, written, names.getOrDefault(AgencyForms.comparable(written), ""));
        };
    }

    private static Outcome.@Nullable Deferred named(Item item, String written, String name) {
        if (name.isBlank()) {
            return unnamed(item, written);
        }
        ObjectNode record = (ObjectNode) JSON.readTree(Items.mapped(item).body());
        record.put(UNIT, name);
        Items.replace(item, JSON.writeValueAsBytes(record), List.of());
        return null;
    }

    private static Outcome.@Nullable Deferred unnamed(Item item, String written) {
        Problem note = NpspProblem.UNIT_UNKNOWN.problem().in(UNIT).with("unit", written);
        Items.note(List.of(item), note);
        return null;
    }
}
