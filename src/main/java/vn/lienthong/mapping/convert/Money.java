package vn.lienthong.mapping.convert;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import vn.lienthong.mapping.text.Blank;
import vn.lienthong.mapping.text.LetterCase;
import vn.lienthong.mapping.text.Nfc;

/**
 * Whole Vietnamese đồng as digits. Dots or blanks between groups of three are as usual; commas are taken too, with a
 * warning, since a comma is the decimal sign here. Refused, each with a reason of its own: wrong groups, fractions of a đồng,
 * amounts below nothing ({@code -50.000}, {@code (50.000)}), and amounts in words ({@code 1,2 triệu}). Options: {@code zero}
 * and {@code unknown}, words of the source that mean no money and not known.
 */
final class Money implements Conversion {

    private static final List<String> CURRENCIES = List.of("việt nam đồng", "vnđ", "vnd", "đồng", "đ", "₫");
    private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Zs}]+");
    private static final int LONGEST = 15;
    private static final int LONGEST_TEXT = 40;
    private static final long TOO_MUCH = 1_000_000_000_000_000L;

    private final List<String> zero;
    private final List<String> unknown;

    Money(Options options) {
        this.zero = options.texts("zero").stream().map(Money::word).toList();
        this.unknown = options.texts("unknown").stream().map(Money::word).toList();
    }

    @Override
    public Object apply(JsonNode value, Notes notes) throws Unconvertible {
        if (value.isIntegralNumber() && value.canConvertToLong()) {
            return whole(value.longValue());
        }
        if (value.isNumber()) {
            return whole(value.decimalValue());
        }
        String text = word(value.asString(""));
        if (zero.contains(text)) {
            return "0";
        }
        if (unknown.contains(text)) {
            return "";
        }
        return read(withoutCurrency(text), notes);
    }

    /** The currency stands behind the amount, or before it: {@code VNĐ 50.000}. */
    private static String withoutCurrency(String text) {
        String named = text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
        for (String currency : CURRENCIES) {
            if (named.endsWith(currency)) {
                return named.substring(0, named.length() - currency.length()).strip();
            }
            if (text.startsWith(currency)) {
                return text.substring(currency.length()).strip();
            }
        }
        return text;
    }

    private static String read(String text, Notes notes) throws Unconvertible {
        Amount amount = text.length() > LONGEST_TEXT ? null : Amount.read(text);
        if (amount == null) {
            throw new Unconvertible(whyNot(text), Map.of());
        }
        if (amount.byCommas()) {
            notes.warn("convert.money-with-commas", Map.of());
        }
        if (!isZero(amount.fraction())) {
            throw new Unconvertible("convert.money-fraction", Map.of());
        }
        return isPlain(amount.digits()) ? amount.digits() : whole(new BigDecimal(amount.digits()));
    }

    private static String whyNot(String text) {
        boolean brackets = text.startsWith("(") && text.endsWith(")");
        boolean minus = text.startsWith("-") || text.startsWith("−") || text.endsWith("-");
        if (brackets || minus) {
            String inside = withoutCurrency(Scan.without("()-−", text));
            return Amount.read(inside) == null ? "convert.not-money" : "convert.money-negative";
        }
        boolean digits = text.chars().allMatch(sign -> sign >= '0' && sign <= '9' || "., ".indexOf(sign) >= 0);
        return digits && !text.isEmpty() ? "convert.money-misgrouped" : "convert.not-money";
    }

    /** As a number would be written. */
    private static boolean isPlain(String digits) {
        return digits.charAt(0) != '0' && digits.length() <= LONGEST;
    }

    private static boolean isZero(String digits) {
        for (int i = 0; i < digits.length(); i++) {
            if (digits.charAt(i) != '0') {
                return false;
            }
        }
        return true;
    }

    private static String whole(long amount) throws Unconvertible {
        if (amount < 0 || amount >= TOO_MUCH) {
            throw new Unconvertible(amount < 0 ? "convert.money-negative" : "convert.not-money", Map.of());
        }
        return Long.toString(amount);
    }

    private static String whole(BigDecimal amount) throws Unconvertible {
        if (amount.signum() < 0) {
            throw new Unconvertible("convert.money-negative", Map.of());
        }
        if ((long) amount.precision() - amount.scale() > LONGEST) {
            throw new Unconvertible("convert.not-money", Map.of());
        }
        if (amount.scale() > LONGEST_TEXT) {
            throw new Unconvertible("convert.money-fraction", Map.of());
        }
        try {
            return amount.toBigIntegerExact().toString();
        } catch (ArithmeticException fraction) {
            throw new Unconvertible("convert.money-fraction", Map.of());
        }
    }

    private static String word(String text) {
        return BLANKS.matcher(LetterCase.small(Nfc.of(Blank.withoutZeroWidth(text))))
                .replaceAll(" ")
                .strip();
    }
}
