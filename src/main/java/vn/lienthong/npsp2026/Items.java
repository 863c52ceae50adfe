package vn.lienthong.npsp2026;

import java.util.Objects;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import vn.lienthong.dossier.Batch.Item;

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

    static String number(ObjectNode record) {
        return record.path("MaHoSo").asString();
    }
}
