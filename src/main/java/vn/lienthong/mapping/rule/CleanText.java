package vn.lienthong.mapping.rule;

import java.text.Normalizer;
import org.jspecify.annotations.Nullable;
import vn.lienthong.mapping.text.Blank;
import vn.lienthong.mapping.text.PlainText;

/**
 * Text as it may be sent: composed (NFC), trimmed, control characters as spaces, without zero-width characters. Composing
 * and trimming change nothing a reader sees; the rest is a change and is told.
 */
final class CleanText {

    private CleanText() {}

    /**
     * The same instance if there is nothing to do; null if the text holds half a surrogate pair.
     *
     * @param keepLines line breaks stay: a conversion has decided about them
     */
    static @Nullable String of(String text, boolean keepLines) {
        return text.isEmpty() || PlainText.is(text) ? text : clean(text, keepLines);
    }

    /** Whether more was done than composing and trimming. */
    static boolean changed(String text, String clean) {
        return !text.equals(clean)
                && !Blank.strip(Normalizer.normalize(text, Normalizer.Form.NFC)).equals(clean);
    }

    private static @Nullable String clean(String text, boolean keepLines) {
        StringBuilder kept = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            if (c >= 0xD800 && c <= 0xDFFF) {
                return null;
            }
            if (Character.isISOControl(c) && !(keepLines && c == '\n')) {
                kept.append(' ');
            } else if (!Blank.isZeroWidth(c)) {
                kept.appendCodePoint(c);
            }
        }
        return Blank.strip(Normalizer.normalize(kept, Normalizer.Form.NFC));
    }
}
