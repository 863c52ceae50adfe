package vn.lienthong.mapping.text;

import java.text.Normalizer;

/** Composed text, at no cost for what is composed already, as nearly all text is. */
public final class Nfc {

    private Nfc() {}

    /** The same instance if the text is surely composed. */
    public static String of(String text) {
        return isSure(text) ? text : Normalizer.normalize(text, Normalizer.Form.NFC);
    }

    /** Below U+0300 and in Latin Extended Additional, where composed Vietnamese is, every character is its own NFC. */
    private static boolean isSure(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 0x300 && (c < 0x1E00 || c >= 0x1F00)) {
                return false;
            }
        }
        return true;
    }
}
