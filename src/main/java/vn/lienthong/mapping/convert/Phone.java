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

    private static final Pattern INTERNATIONAL = Pattern.compile("(?:\\+|00)84\\d{9,10}|84\\d{9,10}");
    private static final Pattern COUNTRY = Pattern.compile("^(?:\\+|00)?840?");

    @Override
    public Object apply(JsonNode value, Notes notes) {
        String text = Scan.withoutZeroFraction(Scan.seen(value));
        String digits = Scan.without(".()/-", text);
        String national = national(digits, notes);
        if (!national.startsWith("0") && isMobile("0" + national)) {
            notes.warn("convert.leading-zero-restored", Map.of());
            national = "0" + national;
        }
        String renumbered = isOldMobile(national) ? RENUMBERED.get(national.substring(0, 4)) : null;
        if (renumbered != null) {
            notes.warn("convert.phone-renumbered", Map.of());
            return renumbered + national.substring(4);
        }
        if (isMobile(national) || isFixed(national) || isService(national)) {
            return national;
        }
        notes.warn("convert.phone-odd", Map.of());
        return text;
    }

    private static String national(String digits, Notes notes) {
        if (!mayBeInternational(digits) || !INTERNATIONAL.matcher(digits).matches()) {
            return digits;
        }
        notes.warn("convert.phone-made-national", Map.of());
        return "0" + COUNTRY.matcher(digits).replaceFirst("");
    }

    private static boolean mayBeInternational(String digits) {
        return digits.startsWith("+") || digits.startsWith("00") || digits.startsWith("84");
    }

    /** {@code 0[35789]\d{8}}. */
    private static boolean isMobile(String number) {
        return Scan.isNumber(number, 10, 10) && number.charAt(0) == '0' && "35789".indexOf(number.charAt(1)) >= 0;
    }

    /** {@code 01\d{9}}. */
    private static boolean isOldMobile(String number) {
        return Scan.isNumber(number, 11, 11) && number.startsWith("01");
    }

    /** {@code 0[1-9]\d{7,9}}. */
    private static boolean isFixed(String number) {
        return Scan.isNumber(number, 9, 11) && number.charAt(0) == '0' && number.charAt(1) != '0';
    }

    /** {@code 1[89]00\d{4,6}}. */
    private static boolean isService(String number) {
        return Scan.isNumber(number, 8, 10) && (number.startsWith("1800") || number.startsWith("1900"));
    }
}
