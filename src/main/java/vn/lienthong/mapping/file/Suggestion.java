package vn.lienthong.mapping.file;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;

/** What somebody probably meant who wrote a word we do not know. */
public final class Suggestion {

    private static final int SHOWN = 12;

    private Suggestion() {}

    /** The nearest known word; all known words if none is near (the first dozen of them). */
    public static String of(String written, Collection<String> known) {
        int near = Math.max(1, written.length() / 3);
        return known.stream()
                .filter(word -> distance(written, word) <= near)
                .min(Comparator.comparingInt(word -> distance(written, word)))
                .orElseGet(() ->
                        String.join(", ", known.stream().sorted().limit(SHOWN).toList())
                                + (known.size() > SHOWN ? ", …" : ""));
    }

    /** Letters to change, add or leave out; the case of letters counts for nothing. */
    private static int distance(String one, String other) {
        String a = one.toLowerCase(Locale.ROOT);
        String b = other.toLowerCase(Locale.ROOT);
        int[] above = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            above[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int swap = above[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(swap, Math.min(above[j], row[j - 1]) + 1);
            }
            above = row;
        }
        return above[b.length()];
    }
}
