package vn.lienthong.mapping.convert;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Stand-in for the conversions of branch {@code sources}. */
public final class Conversions {

    private static final ZoneOffset VIETNAM = ZoneOffset.ofHours(7);
    private static final DateTimeFormatter NPSP = DateTimeFormatter.ofPattern("yyyyMMddHHmmss");

    private Conversions() {}

    public static Optional<Conversion> find(String name, JsonNode options) {
        return Optional.ofNullable(
                switch (name) {
                    case "npsp-datetime" ->
                        (value, notes) -> NPSP.format(time(value).withOffsetSameInstant(VIETNAM));
                    case "instant" -> (value, notes) -> time(value).toInstant().toString();
                    case "npsp-boolean" -> (value, notes) -> value.asBoolean() ? "True" : "False";
                    case "text", "dossier-number", "procedure-code", "identity-number", "phone" ->
                        (value, notes) -> value.asString();
                    case "money" -> (value, notes) -> money(value);
                    case "cut" -> cut(options);
                    default -> null;
                });
    }

    private static OffsetDateTime time(JsonNode value) throws Conversion.Unconvertible {
        String text = value.asString();
        try {
            return text.matches(".*([-+]\\d\\d:?\\d\\d|Z)")
                    ? OffsetDateTime.parse(text)
                    : LocalDateTime.parse(text).atOffset(VIETNAM);
        } catch (DateTimeException wrong) {
            throw new Conversion.Unconvertible("convert.no-such-date", Map.of());
        }
    }

    private static String money(JsonNode value) throws Conversion.Unconvertible {
        try {
            return new BigDecimal(value.asString()).toBigIntegerExact().toString();
        } catch (ArithmeticException | NumberFormatException wrong) {
            throw new Conversion.Unconvertible("convert.no-money", Map.of());
        }
    }

    private static Conversion cut(JsonNode options) {
        if (!options.isInt()) {
            throw new IllegalArgumentException("cut wants a length: { cut: 1000 }");
        }
        int longest = options.intValue();
        return (value, notes) -> {
            String text = value.asString();
            if (text.length() > longest) {
                notes.warn("convert.text-cut", Map.of("longest", String.valueOf(longest)));
                return text.substring(0, longest);
            }
            return text;
        };
    }
}
