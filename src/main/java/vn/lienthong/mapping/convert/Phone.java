package vn.lienthong.mapping.convert;

import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * A telephone number in national form, digits only. What is changed is changed on proof and told: {@code +84} or {@code 84}
 * becomes 0; the eleven digits of a mobile number from before September 2018 become ten by the official table; a number
 * cell gets its 0 back. A number of no known shape is passed on as it is, with a warning.
 */
final class Phone implements Conversion {

    /** Decision 798/QĐ-BTTTT of 2016: the old four digits of mobile numbers, and the three they became in 2018. */
    private static final Map<String, String> RENUMBERED = Map.ofEntries(
            Map.entry("0162", "032"),
            Map.entry("0163", "033"),
            Map.entry("0164", "034"),
            Map.entry("0165", "035"),
            Map.entry("0166", "036"),
            Map.entry("0167", "037"),
            Map.entry("0168", "038"),
            Map.entry("0169", "039"),
            Map.entry("0120", "070"),
            Map.entry("0121", "079"),
            Map.entry("0122", "077"),
            Map.entry("0126", "076"),
            Map.entry("0128", "078"),
            Map.entry("0123", "083"),
            Map.entry("0124", "084"),
            Map.entry("0125", "085"),
            Map.entry("0127", "081"),
            Map.entry("0129", "082"),
            Map.entry("0186", "056"),
            Map.entry("0188", "058"),
            Map.entry("0199", "059"));

    private static final Pattern MOBILE = Pattern.compile("0[35789]\\d{8}");
    private static final Pattern OLD_MOBILE = Pattern.compile("01\\d{9}");
    private static final Pattern FIXED = Pattern.compile("02\\d{8,9}|0[1-9]\\d{7,9}");
    private static final Pattern SERVICE = Pattern.compile("1[89]00\\d{4,6}");

    @Override
    public Object apply(JsonNode value, Notes notes) {
        String text = value.asString("").strip();
        String digits = text.replaceAll("[\\s\\u00A0.()/-]", "");
        String national = national(digits, notes);
        if (!national.startsWith("0") && MOBILE.matcher("0" + national).matches()) {
            notes.warn("convert.leading-zero-restored", Map.of());
            national = "0" + national;
        }
        String renumbered = OLD_MOBILE.matcher(national).matches() ? RENUMBERED.get(national.substring(0, 4)) : null;
        if (renumbered != null) {
            notes.warn("convert.phone-renumbered", Map.of());
            return renumbered + national.substring(4);
        }
        if (MOBILE.matcher(national).matches()
                || FIXED.matcher(national).matches()
                || SERVICE.matcher(national).matches()) {
            return national;
        }
        notes.warn("convert.phone-odd", Map.of());
        return text;
    }

    private static String national(String digits, Notes notes) {
        if (!digits.matches("(?:\\+|00)84\\d{9,10}|84\\d{9,10}")) {
            return digits;
        }
        notes.warn("convert.phone-made-national", Map.of());
        return "0" + digits.replaceFirst("^(?:\\+|00)?840?", "");
    }
}
