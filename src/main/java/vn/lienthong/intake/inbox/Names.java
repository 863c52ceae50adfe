package vn.lienthong.intake.inbox;

import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** What file names mean to the inbox. */
public final class Names {

    /** Still being written, by the habits of those who upload. */
    private static final Pattern UNFINISHED = Pattern.compile(".*\\.(part|filepart|partial|crdownload|download|tmp)");

    /** Put there by a desktop, or hidden by whoever writes it. */
    private static final Pattern NOBODYS = Pattern.compile("\\..*|~\\$.*", Pattern.DOTALL);

    private static final int LONGEST_GIVEN = 200;
    private static final int LONGEST_STEM = 200;
    private static final int LONGEST_TYPE = 12;
    /** Controls, ends of lines, what turns the direction of writing, and what is no character. */
    private static final Pattern ODD =
            Pattern.compile("[\\p{Cc}\\p{Zl}\\p{Zp}\\u202A-\\u202E\\u2066-\\u2069\\p{Cs}\\uFFFD]");

    private Names() {}

    /** Whether a file is not for us, or not yet, by its name. */
    public static boolean isNotYet(Path file) {
        return isUnfinished(file)
                || NOBODYS.matcher(file.getFileName().toString()).matches();
    }

    /** Whether a file is one on its way, by its name. */
    static boolean isUnfinished(Path file) {
        String name = folded(file.getFileName().toString());
        return UNFINISHED.matcher(name).matches() && !NOBODYS.matcher(name).matches();
    }

    /** A name as it may be shown and kept: composed, without what steers how it is shown. */
    public static String plain(String name) {
        return ODD.matcher(Normalizer.normalize(name, Normalizer.Form.NFC)).replaceAll("?");
    }

    /** What somebody who gave a file called it, as it may be kept and shown: on one line, two hundred letters at most. */
    public static String given(String name) {
        String plain = name.replaceAll("\\p{Cntrl}", "").strip();
        if (plain.length() <= LONGEST_GIVEN) {
            return plain;
        }
        boolean halved = Character.isHighSurrogate(plain.charAt(LONGEST_GIVEN - 1));
        return plain.substring(0, halved ? LONGEST_GIVEN - 1 : LONGEST_GIVEN);
    }

    /** Patterns fit whatever the case, and however a name's accents are composed: computers differ in both. */
    public static PathMatcher pattern(String glob) {
        PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + folded(glob));
        return file -> matcher.matches(Path.of(folded(file.getFileName().toString())));
    }

    /** {@code export.csv}, {@code export-2.csv}, … the first name under which nothing is in the folder yet. */
    public static String free(Path folder, String name, String... companions) {
        int last = name.lastIndexOf('.');
        int dot = name.length() - last > LONGEST_TYPE ? -1 : last;
        String stem = dot > 0 ? shortened(name.substring(0, dot)) : shortened(name);
        String type = dot > 0 ? name.substring(dot) : "";
        String candidate = stem + type;
        for (int n = 2; isTaken(folder, candidate, companions); n++) {
            candidate = stem + "-" + n + type;
        }
        return candidate;
    }

    /** Folders hold names of 255 bytes; a letter takes up to three, and a report's name is longer than its file's. */
    private static String shortened(String stem) {
        String shorter = stem;
        while (shorter.getBytes(StandardCharsets.UTF_8).length > LONGEST_STEM) {
            shorter = shorter.substring(0, shorter.offsetByCodePoints(shorter.length(), -1));
        }
        return shorter;
    }

    private static boolean isTaken(Path folder, String name, String... companions) {
        boolean taken = Files.exists(folder.resolve(name), LinkOption.NOFOLLOW_LINKS);
        for (String companion : companions) {
            taken |= Files.exists(folder.resolve(name + companion), LinkOption.NOFOLLOW_LINKS);
        }
        return taken;
    }

    private static String folded(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
    }
}
