package vn.lienthong.paygov.gateway;

import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Numbers of cards that somebody wrote into a free text: they are taken out before it is kept. */
final class Cards {

    /** Thirteen to nineteen digits, perhaps in groups, with no digit before or behind. */
    private static final Pattern NUMBER = Pattern.compile("(?<![0-9])[0-9](?:[ -]?[0-9]){12,18}(?![0-9])");

    private Cards() {}

    static String masked(String text) {
        return NUMBER.matcher(text).replaceAll(number -> isCard(number) ? "***" : number.group());
    }

    /** By the check digit all card numbers have (ISO/IEC 7812-1). */
    private static boolean isCard(MatchResult number) {
        String digits = number.group().replaceAll("[^0-9]", "");
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            int doubled = i % 2 == 0 ? digit : 2 * digit;
            sum += doubled > 9 ? doubled - 9 : doubled;
        }
        return sum % 10 == 0;
    }
}
