package vn.lienthong.mapping.file;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import vn.lienthong.dossier.Problem;

/**
 * What is wrong with a block that is read as plain JSON, all of it at once; each with the keys that lead to it, so that
 * its place in the file is known to whoever has the file.
 */
public final class Flaws {

    private static final int LONGEST_SHOWN = 60;

    private final List<Flaw> found = new ArrayList<>();

    /**
     * One thing that is wrong.
     *
     * @param path keys from the block down; of a key that is missing, up to where it should be
     * @param problem for the author of the file, without its place
     */
    public record Flaw(List<String> path, Problem problem) {

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

    public void add(Problem problem, List<String> path) {
        found.add(new Flaw(path, problem));
    }

    /** A key that nobody asks for. */
    public void unknownKey(List<String> path, Collection<String> known) {
        String key = path.getLast();
        add(
                Problem.of("mapping.unknown-key")
                        .in(key)
                        .with("hint", known.isEmpty() ? "—" : Suggestion.of(key, known)),
                path);
    }

    /** A value as it is shown to whoever wrote it: a short one as it stands, a longer one cut. */
    public static String shown(JsonNode value) {
        if (value.isMissingNode()) {
            return "—";
        }
        String text = value.toString();
        return text.length() <= LONGEST_SHOWN ? text : text.substring(0, LONGEST_SHOWN) + "…";
    }

    public List<Flaw> list() {
        return List.copyOf(found);
    }

    /** @throws IllegalArgumentException that says all of it, if there is anything */
    public void throwIfAny() {
        if (!found.isEmpty()) {
            throw new IllegalArgumentException(found.stream().map(Flaws::words).collect(Collectors.joining("; ")));
        }
    }

    private static String words(Flaw flaw) {
        return flaw.problem().says(Locale.ENGLISH) + " " + flaw.problem().advice(Locale.ENGLISH);
    }
}
