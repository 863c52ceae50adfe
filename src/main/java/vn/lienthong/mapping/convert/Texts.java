package vn.lienthong.mapping.convert;

import java.text.BreakIterator;
import java.util.Locale;
import java.util.Map;
import vn.lienthong.mapping.text.Blank;
import vn.lienthong.mapping.text.Legibility;
import vn.lienthong.mapping.text.Nfc;
import vn.lienthong.mapping.text.PlainText;
import vn.lienthong.mapping.text.VietnameseText;

/**
 * Text as it may be sent: legible, composed, trimmed, on one line, without signs nobody sees; and cut where a limit is
 * declared. Signs nobody sees are taken away with a warning; text that has lost letters is refused.
 */
final class Texts {

    private Texts() {}

    /** {@code lines: keep} leaves line breaks in; otherwise each run of blanks and breaks becomes one blank. */
    static Conversion plain(Options options) {
        boolean keeps = options.oneOf("lines", "join", "keep").equals("keep");
        return (value, notes) -> sendable(WrittenValue.text(value), keeps, notes);
    }

    /** {@code longest}: as many characters, and no half of one: a letter and its accents stay together. */
    static Conversion cut(Options options) {
        int longest = options.number("longest", 0);
        if (longest < 1) {
            options.wrong("longest", "1, 2, 3, …");
        }
        return (value, notes) -> {
            String text = sendable(WrittenValue.text(value), true, notes);
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

    private static String sendable(String text, boolean keepsLines, Conversion.Notes notes)
            throws Conversion.Unconvertible {
        boolean asItIs = PlainText.is(text) && !text.contains("  ");
        return asItIs ? text : clean(legible(text, notes), keepsLines, notes);
    }

    private static String start(String text, int longest) {
        BreakIterator characters = BreakIterator.getCharacterInstance(Locale.ROOT);
        characters.setText(text);
        int limit = text.offsetByCodePoints(0, longest);
        int end = characters.isBoundary(limit) ? limit : characters.preceding(limit);
        return text.substring(0, Math.max(end, 0)).stripTrailing();
    }

    /** What was written, where a program between misread it and that is proven; told. */
    static String legible(String text, Conversion.Notes notes) throws Conversion.Unconvertible {
        return switch (VietnameseText.reread(text)) {
            case Legibility.Legible legible -> text;
            case Legibility.Mended mended -> {
                notes.warn("convert.misread-text-mended", Map.of("how", mended.how()));
                yield mended.text();
            }
            case Legibility.Unsure unsure ->
                throw new Conversion.Unconvertible(
                        "convert.misread-text-unsure", Map.of("how", String.join(", ", unsure.candidates())));
            case Legibility.Damaged damaged -> throw new Conversion.Unconvertible("convert.text-damaged", Map.of());
        };
    }

    private static String clean(String text, boolean keepLines, Conversion.Notes notes) {
        if (isClean(text)) {
            return text;
        }
        String composed = Nfc.of(text);
        StringBuilder kept = new StringBuilder(composed.length());
        boolean told = false;
        for (int i = 0; i < composed.length(); i++) {
            char c = composed.charAt(i);
            told |= isUnseen(c);
            if (c == '\n' && keepLines) {
                kept.append('\n');
            } else if (Character.isISOControl(c) || Character.isSpaceChar(c)) {
                kept.append(' ');
            } else if (!Blank.isZeroWidth(c)) {
                kept.append(c);
            }
        }
        if (told) {
            notes.warn("mapping.text-cleaned", Map.of());
        }
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

    /** What nobody typed: taking it away is told. Blanks, tabs and line breaks are layout. */
    private static boolean isUnseen(char c) {
        return Blank.isZeroWidth(c) || Character.isISOControl(c) && "\t\n\u000B\f\r\u0085".indexOf(c) < 0;
    }
}
