package vn.lienthong.mapping.contract;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.lienthong.mapping.file.Spot;

/**
 * A text, a number or a truth value, and its limits.
 *
 * @param kind what it is
 * @param orElse what else it may be
 * @param shortest in characters, and so is longest; negative: no limit
 * @param allowed the only values allowed, as text; empty: any
 */
public record ScalarType(
        Spot spot,
        Kind kind,
        Set<Kind> orElse,
        int shortest,
        int longest,
        @Nullable Shape pattern,
        Set<String> allowed) implements Type {

    private static final int MOST_DIGITS = 400;

    /** The JSON Schema types of single values, and that of XML. */
    public enum Kind {
        STRING,
        INTEGER,
        NUMBER,
        BOOLEAN,
        /** A value of an XML target: any single value, as the text it is written as. */
        LEXICAL;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        boolean has(Object value) {
            return switch (this) {
                case LEXICAL -> true;
                case STRING -> value instanceof String;
                case BOOLEAN -> value instanceof Boolean;
                case NUMBER -> value instanceof Long || value instanceof BigDecimal;
                case INTEGER ->
                    value instanceof Long
                            || value instanceof BigDecimal number
                                    && number.stripTrailingZeros().scale() <= 0;
            };
        }
    }

    /** How a value breaks the contract: a problem's code and its details; never the value itself. */
    public record Breach(String code, Map<String, String> details) {}

    @Override
    public String name() {
        return kind.word();
    }

    /** Whether every text holds: no limit, no pattern, no list. */
    public boolean isAnyText() {
        return kind == Kind.STRING
                && orElse.isEmpty()
                && shortest <= 0
                && longest < 0
                && pattern == null
                && allowed.isEmpty();
    }

    /** Whether a number that holds is a whole one. */
    public boolean mustBeWhole() {
        return kind != Kind.NUMBER
                && !orElse.contains(Kind.NUMBER)
                && (kind == Kind.INTEGER || orElse.contains(Kind.INTEGER));
    }

    /** Null if the value holds: a String, Boolean, Long or BigDecimal. */
    public @Nullable Breach check(Object value) {
        boolean right = kind.has(value) || !orElse.isEmpty() && orElse.stream().anyMatch(each -> each.has(value));
        if (!right) {
            return new Breach("mapping.wrong-type", Map.of("expected", names(), "found", nameOf(value)));
        }
        String written = kind == Kind.LEXICAL || value instanceof String ? written(value) : null;
        Breach breach = written == null ? null : checkText(written);
        if (breach == null && !allowed.isEmpty() && !allowed.contains(String.valueOf(value))) {
            return new Breach(
                    "mapping.value-not-allowed",
                    Map.of(
                            "allowed",
                            String.join(
                                    ", ", allowed.stream().sorted().limit(20).toList())));
        }
        return breach;
    }

    /** A single value as text: numbers plain (650000, not 6.5E5), as long as that is of a reasonable length. */
    public static String written(Object value) {
        return value instanceof BigDecimal number && Math.abs((long) number.scale()) < MOST_DIGITS
                ? number.toPlainString()
                : value.toString();
    }

    private String names() {
        return Stream.concat(Stream.of(kind), orElse.stream().sorted())
                .map(Kind::word)
                .collect(Collectors.joining(", "));
    }

    private @Nullable Breach checkText(String text) {
        if (longest >= 0 && text.length() > longest) {
            int length = text.codePointCount(0, text.length());
            if (length > longest) {
                return new Breach(
                        "mapping.too-long",
                        Map.of("length", String.valueOf(length), "longest", String.valueOf(longest)));
            }
        }
        if (text.length() < shortest * 2 && text.codePointCount(0, text.length()) < shortest) {
            return new Breach(
                    "mapping.too-short",
                    Map.of("length", String.valueOf(text.length()), "shortest", String.valueOf(shortest)));
        }
        if (pattern != null && !pattern.matches(text)) {
            return new Breach("mapping.pattern-mismatch", Map.of("pattern", pattern.text()));
        }
        return null;
    }

    private static String nameOf(Object value) {
        return switch (value) {
            case String text -> "string";
            case Boolean flag -> "boolean";
            default -> "number";
        };
    }
}
