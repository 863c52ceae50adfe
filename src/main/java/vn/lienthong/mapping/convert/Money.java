package vn.lienthong.mapping.convert;

import java.math.BigDecimal;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * Whole Vietnamese đồng as digits. Dots or blanks between groups of three are as usual; commas are taken too, with a
 * warning, since a comma is the decimal sign here. Options: {@code zero} and {@code unknown}, words of the source that mean
 * no money and not known.
 */
final class Money implements Conversion {

    private static final Pattern CURRENCY = Pattern.compile(
            "\\s*(?:việt nam đồng|vnđ|vnd|đồng|đ|₫)\\.?$", Pattern.UNICODE_CASE | Pattern.CASE_INSENSITIVE);
    private static final Pattern PLAIN = Pattern.compile("(\\d+)(?:[.,](\\d{1,2}))?");
    private static final Pattern DOTS = Pattern.compile("(\\d{1,3}(?:\\.\\d{3})+)(?:,(\\d+))?");
    private static final Pattern COMMAS = Pattern.compile("(\\d{1,3}(?:,\\d{3})+)(?:\\.(\\d+))?");
    private static final Pattern BLANKS = Pattern.compile("(\\d{1,3}(?: \\d{3})+)(?:[.,](\\d{1,2}))?");

    private final List<String> zero;
    private final List<String> unknown;

    Money(Options options) {
        this.zero = options.texts("zero").stream().map(Money::word).toList();
        this.unknown = options.texts("unknown").stream().map(Money::word).toList();
    }

    @Override
    public Object apply(JsonNode value, Notes notes) throws Unconvertible {
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
        return read(CURRENCY.matcher(text).replaceFirst("").strip(), notes);
    }

    private static String read(String amount, Notes notes) throws Unconvertible {
        for (Pattern shape : List.of(PLAIN, DOTS, BLANKS, COMMAS)) {
            Matcher matcher = shape.matcher(amount);
            if (matcher.matches()) {
                if (shape == COMMAS) {
                    notes.warn("convert.money-with-commas", Map.of());
                }
                String fraction = matcher.group(2);
                if (fraction != null && !fraction.matches("0+")) {
                    throw new Unconvertible("convert.money-fraction", Map.of());
                }
                return whole(new BigDecimal(matcher.group(1).replaceAll("\\D", "")));
            }
        }
        throw new Unconvertible("convert.not-money", Map.of());
    }

    private static String whole(BigDecimal amount) throws Unconvertible {
        if (amount.signum() < 0 || amount.precision() - amount.scale() > 15) {
            throw new Unconvertible("convert.not-money", Map.of());
        }
        try {
            return amount.toBigIntegerExact().toString();
        } catch (ArithmeticException fraction) {
            throw new Unconvertible("convert.money-fraction", Map.of());
        }
    }

    private static String word(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[\\s\\u00A0\\u202F]+", " ")
                .strip();
    }
}
