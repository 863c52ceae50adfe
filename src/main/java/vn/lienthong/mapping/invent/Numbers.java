package vn.lienthong.mapping.invent;

import java.util.regex.Pattern;
import vn.lienthong.mapping.convert.TaxCode;

/** Invented numbers of the shape of given ones: as long, with the same zeros, prefixes and check digits. */
final class Numbers {

    private static final Pattern MOBILE = Pattern.compile("0[35789]\\d{8}");
    private static final Pattern CITIZEN = Pattern.compile("0\\d{11}");
    private static final Pattern CITIZEN_WITHOUT_ZERO = Pattern.compile("[1-9]\\d{10}");
    private static final Pattern TAX = Pattern.compile("\\d{10}(\\d{3})?");

    private Numbers() {}

    /** Signs between the digits stay where they are. */
    static String like(String text, int number) {
        String digits = text.replaceAll("[^0-9]", "");
        if (digits.isEmpty()) {
            return text;
        }
        String made = invented(digits, number);
        StringBuilder all = new StringBuilder();
        int next = 0;
        for (int i = 0; i < text.length(); i++) {
            boolean digit = text.charAt(i) >= '0' && text.charAt(i) <= '9';
            all.append(digit ? made.charAt(next++) : text.charAt(i));
        }
        return all.toString();
    }

    private static String invented(String digits, int number) {
        if (CITIZEN.matcher(digits)
                .matches()) { // a province that exists, and the digit for century and sex, with a year
            return "001" + digits.charAt(3) + "90" + counted("000000", number);
        }
        if (CITIZEN_WITHOUT_ZERO.matcher(digits).matches()) {
            return "10" + digits.charAt(2) + "90" + counted("000000", number);
        }
        if (MOBILE.matcher(digits).matches()) {
            return digits.substring(0, 2) + counted("00000000", number);
        }
        if (TAX.matcher(digits).matches() && TaxCode.isRight(digits.substring(0, 10))) {
            return tax(number) + digits.substring(10);
        }
        return counted(digits, number);
    }

    /** As long, with the same zeros on the left; a number of one digit says nothing about anybody and stays. */
    static String counted(String digits, int number) {
        int zeros = 0;
        while (zeros < digits.length() - 1 && digits.charAt(zeros) == '0') {
            zeros++;
        }
        int length = digits.length();
        if (length == 1) {
            return digits;
        }
        String count = String.valueOf(number);
        String tail = count.length() >= length ? count.substring(count.length() - length) : count;
        boolean allZeros = zeros == length - 1;
        String head = allZeros || zeros > 0 ? "0".repeat(length - tail.length()) : filled(length - tail.length());
        return head + tail;
    }

    private static String filled(int length) {
        return length == 0 ? "" : "9" + "0".repeat(length - 1);
    }

    private static String tax(int number) {
        for (int serial = number; ; serial += 97) { // some have no check digit
            String base = "0" + counted("00000000", serial);
            for (char check = '0'; check <= '9'; check++) {
                if (TaxCode.isRight(base + check)) {
                    return base + check;
                }
            }
        }
    }
}
