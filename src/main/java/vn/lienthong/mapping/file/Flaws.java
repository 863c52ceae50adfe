package vn.lienthong.mapping.file;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong with a block that is read as plain JSON, all of it at once; each with the keys that lead to it, so that
 * its place in the file is known to whoever has the file.
 */
public final class Flaws {

    private final List<Flaw> found = new ArrayList<>();

    /**
     * One thing that is wrong.
     *
     * @param path keys from the block down; of a key that is missing, up to where it should be
     * @param why for the author of the file
     */
    public record Flaw(List<String> path, String why) {

        public Flaw {
            path = List.copyOf(path);
        }

        /** The place of the last key on the way that is there; null if none is. */
        public @Nullable Spot spot(@Nullable Item block) {
            Spot spot = null;
            Item at = block;
            for (String key : path) {
                Item.Entry entry =
                        at instanceof Item.Table table ? table.entries().get(key) : null;
                if (entry == null) {
                    return spot;
                }
                spot = entry.keySpot();
                at = entry.value();
            }
            return spot;
        }
    }

    public void add(String why, List<String> path) {
        found.add(new Flaw(path, why));
    }

    public void add(String why, String... path) {
        add(why, List.of(path));
    }

    public List<Flaw> list() {
        return List.copyOf(found);
    }

    /** @throws IllegalArgumentException that says all of it, if there is anything */
    public void throwIfAny() {
        if (!found.isEmpty()) {
            throw new IllegalArgumentException(found.stream().map(Flaw::why).collect(Collectors.joining("; ")));
        }
    }
}
