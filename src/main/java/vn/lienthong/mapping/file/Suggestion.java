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

    /** Letters to change, add, leave out or swap with the next; the case of letters counts for nothing. */
    static int distance(String one, String other) {
        String a = one.toLowerCase(Locale.ROOT);
        String b = other.toLowerCase(Locale.ROOT);
        int[][] steps = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    steps[i][j] = i + j;
                    continue;
                }
                int change = steps[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                steps[i][j] = Math.min(change, Math.min(steps[i - 1][j], steps[i][j - 1]) + 1);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    steps[i][j] = Math.min(steps[i][j], steps[i - 2][j - 2] + 1);
                }
            }
        }
        return steps[a.length()][b.length()];
    }
}
