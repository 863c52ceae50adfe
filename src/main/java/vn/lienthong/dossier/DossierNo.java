package vn.lienthong.dossier;

import java.text.Normalizer;

/**
 * The number under which an agency keeps a dossier, and the only key the portal knows it by. Composed (NFC), without
 * surrounding space, at most 100 characters, no control characters. Old numbers ({@code 001/2007/BVHTT}) are numbers too:
 * whether one has the national shape is a question, {@link #isNational()}, not a condition.
 */
public record DossierNo(String value) {

    /** Circular 01/2018/TT-VPCP article 19 and what is seen in practice: protocol npsp, 10.3. */
    public static final String NATIONAL_SHAPE =
            "^(\\d{3}\\.\\d{2}\\.\\d{2}\\.[A-Z]\\d{2}|[A-Z]\\d{2}(\\.[0-9A-Z]+)*)-(\\d{6}|\\d{8})-\\d{4,7}$";

    private static final int LONGEST = 100;

    /** @throws IllegalArgumentException if the number is empty, too long, or holds a control character */
    public DossierNo {
        value = isAscii(value)
                ? value.strip()
                : Normalizer.normalize(value, Normalizer.Form.NFC).strip();
        if (value.isEmpty() || value.length() > LONGEST) {
            throw new IllegalArgumentException("a dossier number has 1 to " + LONGEST + " characters");
        }
        for (int i = 0; i < value.length(); i++) {
            if (Character.isISOControl(value.charAt(i))) {
                throw new IllegalArgumentException("a dossier number holds no control characters");
            }
        }
    }

    /**
     * As somebody wrote or pasted it. Letters, digits, hyphens and spaces that only look like those of a national number are put
     * right where a national number comes of it; of any other number only what cannot be seen is taken away.
     *
     * @throws IllegalArgumentException as the constructor does
     */
    public static DossierNo written(String text) {
        return new DossierNo(LookAlikes.putRight(text));
    }

    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }

    public boolean isNational() {
        return Shapes.isDossierNumber(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
