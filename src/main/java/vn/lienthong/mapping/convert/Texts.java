package vn.lienthong.mapping.convert;

import java.text.BreakIterator;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;

/** Text as it may be sent: composed, trimmed, on one line, without signs nobody sees; and cut where a limit is declared. */
final class Texts {

    private Texts() {}

    /** {@code lines: keep} leaves line breaks in; otherwise each run of blanks and breaks becomes one blank. */
    static Conversion plain(Options options) {
        String lines = options.text("lines", "join");
        if (!lines.equals("join") && !lines.equals("keep")) {
            throw options.wrong("lines", "join or keep");
        }
        return (value, notes) -> clean(value.asString(""), lines.equals("keep"));
    }

    /** {@code longest}: as many characters, and no half of one: a letter and its accents stay together. */
    static Conversion cut(Options options) {
        int longest = options.number("longest", 0);
        if (longest < 1) {
            throw options.wrong("longest", "the number of characters to keep");
        }
        return (value, notes) -> {
            String text = clean(value.asString(""), true);
            if (text.length() <= longest) {
                return text;
            }
            int length = text.codePointCount(0, text.length());
            if (length <= longest) {
                return text;
            }
            notes.warn(
                    "convert.text-cut",
                    Map.of("length", Integer.toString(length), "longest", Integer.toString(longest)));
            return start(text, longest);
        };
    }

    private static String start(String text, int longest) {
        BreakIterator characters = BreakIterator.getCharacterInstance(Locale.ROOT);
        characters.setText(text);
        int limit = text.offsetByCodePoints(0, longest);
        int end = characters.isBoundary(limit) ? limit : characters.preceding(limit);
        return text.substring(0, Math.max(end, 0)).stripTrailing();
    }

    static String clean(String text, boolean keepLines) {
        if (isClean(text)) {
            return text;
        }
        String composed = Normalizer.normalize(text, Normalizer.Form.NFC);
        StringBuilder kept = new StringBuilder(composed.length());
        composed.codePoints().forEach(sign -> {
            if (sign == '\n' && keepLines) {
                kept.append('\n');
            } else if (Character.isISOControl(sign) || Character.isSpaceChar(sign)) {
                kept.append(' ');
            } else if (!isUnseen(sign)) {
                kept.appendCodePoint(sign);
            }
        });
        return kept.toString().replaceAll(" +", " ").replaceAll(" ?\n ?", "\n").strip();
    }

    /** Nearly every text is, so it is worth a look before the work: composed, on one line, no blank too many. */
    private static boolean isClean(String text) {
        char before = ' ';
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean letter = c > ' ' && c < 0x7F || c > 0xA0 && c < 0x300 && c != 0xAD || c >= 0x1E00 && c < 0x1F00;
            if (!letter && (c != ' ' || before == ' ')) {
                return false;
            }
            before = c;
        }
        return before != ' ' || text.isEmpty();
    }

    private static boolean isUnseen(int sign) {
        return sign >= 0x200B && sign <= 0x200F || sign == 0xFEFF || sign == 0x2060 || sign == 0xAD;
    }
}
