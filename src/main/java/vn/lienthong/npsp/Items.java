package vn.lienthong.npsp;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import vn.lienthong.dossier.Batch.Item;
import vn.lienthong.dossier.MappedRecord;
import vn.lienthong.dossier.Problem;

/** What is done to the mapped items of a batch. */
final class Items {

    private Items() {}

    static List<byte[]> bodies(List<Item> items) {
        return items.stream().map(item -> mapped(item).body()).toList();
    }

    static MappedRecord mapped(Item item) {
        return Objects.requireNonNull(item.mapped(), "only mapped items are ready");
    }

    /** Writes something worth a look beside the items' own warnings. */
    static void note(List<Item> items, @Nullable Problem warning) {
        if (warning != null) {
            items.forEach(item -> item.becomes(mapped(item).with(warning)));
        }
    }

    static void replace(Item item, byte[] body, List<Problem> more) {
        MappedRecord was = mapped(item);
        MappedRecord now = new MappedRecord(body, was.mapping(), was.version(), was.warnings(), was.personal());
        for (Problem warning : more) {
            now = now.with(warning);
        }
        item.becomes(now);
    }
}
