package vn.lienthong.mapping.file;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.lienthong.dossier.Problem;

/**
 * Reads the keys of one table as the kinds they should have, and takes down each that has another kind, is missing, or is
 * not known. Every getter answers null where the key is absent or wrong; what is wrong has been reported then.
 */
public final class Form {

    private final Item.Table table;
    private final Faults faults;

    public Form(Item.Table table, Faults faults) {
        this.table = table;
        this.faults = faults;
    }

    /** The table itself, or null with a fault if it is something else. */
    public static @Nullable Form of(Item item, String key, Faults faults) {
        if (item instanceof Item.Table table) {
            return new Form(table, faults);
        }
        wrongKind(item.spot(), key, "table", faults);
        return null;
    }

    public Spot spot() {
        return table.spot();
    }

    /** The place of a key, or of the whole table if the key is absent. */
    public Spot spot(String key) {
        Item.Entry entry = table.entries().get(key);
        return entry == null ? table.spot() : entry.keySpot();
    }

    public boolean has(String key) {
        return table.entries().containsKey(key);
    }

    public @Nullable Item get(String key) {
        return table.get(key);
    }

    public void allowOnly(Set<String> known) {
        table.entries().forEach((key, entry) -> {
            if (!known.contains(key)) {
                faults.add(Problem.of("mapping.unknown-key")
                        .at(entry.keySpot().place())
                        .in(key)
                        .with("hint", Suggestion.of(key, known)));
            }
        });
    }

    public @Nullable String text(String key) {
        Item item = table.get(key);
        if (item == null) {
            return null;
        }
        if (item instanceof Item.Scalar scalar && scalar.value() instanceof String string) {
            return string;
        }
        wrongKind(item.spot(), key, "text", faults);
        return null;
    }

    public @Nullable String requiredText(String key) {
        required(key);
        return text(key);
    }

    /** Whatever the key holds; its absence is a fault. */
    public @Nullable Item required(String key) {
        if (!has(key)) {
            faults.add("mapping.missing-key", spot(), key);
        }
        return get(key);
    }

    public boolean flag(String key) {
        Item item = table.get(key);
        if (item == null) {
            return false;
        }
        if (item instanceof Item.Scalar scalar && scalar.value() instanceof Boolean flag) {
            return flag;
        }
        wrongKind(item.spot(), key, "true/false", faults);
        return false;
    }

    public @Nullable Form form(String key) {
        Item item = table.get(key);
        return item == null ? null : of(item, key, faults);
    }

    /** A list of texts; a single text counts as a list of one. Empty if absent. */
    public List<Item.Scalar> texts(String key) {
        Item item = table.get(key);
        List<Item> items =
                item == null ? List.of() : item instanceof Item.Listing listing ? listing.items() : List.of(item);
        List<Item.Scalar> texts = new ArrayList<>();
        for (Item each : items) {
            if (each instanceof Item.Scalar scalar && scalar.isText()) {
                texts.add(scalar);
            } else {
                wrongKind(each.spot(), key, "text", faults);
            }
        }
        return texts;
    }

    /** The tables of a list; empty if absent. */
    public List<Form> forms(String key) {
        Item item = table.get(key);
        List<Form> forms = new ArrayList<>();
        if (item instanceof Item.Listing listing) {
            for (Item each : listing.items()) {
                Form form = of(each, key, faults);
                if (form != null) {
                    forms.add(form);
                }
            }
        } else if (item != null) {
            wrongKind(item.spot(), key, "list", faults);
        }
        return forms;
    }

    public Map<String, Item.Entry> entries() {
        return table.entries();
    }

    public void wrongKind(String key, String expected) {
        wrongKind(spot(key), key, expected, faults);
    }

    private static void wrongKind(Spot spot, String key, String expected, Faults faults) {
        faults.add(Problem.of("mapping.wrong-kind").at(spot.place()).in(key).with("expected", expected));
    }
}
