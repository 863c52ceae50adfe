package vn.lienthong.npsp2026;

import java.util.Objects;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import vn.lienthong.dossier.Batch.Item;
import vn.lienthong.dossier.Problem;

/** What is read of the mapped items of a batch. */
final class Items {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Items() {}

    /** A copy of what the mapping wrote. */
    static ObjectNode read(Item item) {
        byte[] body = Objects.requireNonNull(item.mapped(), "only mapped items are ready")
                .body();
        return JSON.readValue(body, ObjectNode.class);
    }

    /** Writes something worth a look beside the item's own warnings. */
    static void note(Item item, Problem warning) {
        item.becomes(Objects.requireNonNull(item.mapped()).with(warning));
    }

    static String number(ObjectNode record) {
        return record.path("MaHoSo").asString();
    }
}
