package vn.lienthong.mapping.convert;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import tools.jackson.databind.JsonNode;
import vn.lienthong.dossier.DossierNo;

/**
 * The agency's own number of a dossier, without blanks around its hyphens; never changed otherwise. One that has neither the
 * national shape nor, by option {@code shape}, the source's own is told; by {@code national: required} it is refused.
 */
final class DossierNumber implements Conversion {

    private static final Pattern BLANKS_AROUND_HYPHEN = Pattern.compile("[\\s\\u00A0]+-[\\s\\u00A0]*|-[\\s\\u00A0]+");

    private final List<Pattern> shapes;
    private final boolean nationalRequired;

    DossierNumber(Options options) {
        this.shapes = options.texts("shape").stream()
                .flatMap(shape -> pattern(shape, options).stream())
                .toList();
        this.nationalRequired =
                options.oneOf("national", "expected", "required").equals("required");
    }

    private static Optional<Pattern> pattern(String shape, Options options) {
        try {
            return Optional.of(Pattern.compile(shape));
        } catch (PatternSyntaxException isNone) {
            options.wrong("shape", "regex: ^G16-\\d{6}-\\d{4}$");
            return Optional.empty();
        }
    }

    @Override
    public Object apply(JsonNode value, Notes notes) throws Unconvertible {
        String text = withoutBlanks(value.asString(""));
        DossierNo number;
        try {
            number = DossierNo.written(text);
            if (number.value().chars().noneMatch(Character::isLetterOrDigit)) {
                throw new Unconvertible("convert.not-a-dossier-number", Map.of());
            }
            // nearly every number is as it should be, and is not made a second time to see that
            if (!number.value().equals(text) && !number.equals(new DossierNo(text))) {
                notes.warn("convert.dossier-number-put-right", Map.of());
            }
        } catch (IllegalArgumentException wrong) {
            throw new Unconvertible("convert.not-a-dossier-number", Map.of());
        }
        if (!number.isNational()) {
            if (nationalRequired) {
                throw new Unconvertible("convert.dossier-number-not-national", Map.of());
            }
            if (!isOfSource(number.value())) {
                notes.warn("convert.dossier-number-odd", Map.of());
            }
        }
        return number.value();
    }

    private boolean isOfSource(String number) {
        for (Pattern shape : shapes) {
            if (shape.matcher(number).matches()) {
                return true;
            }
        }
        return false;
    }

    private static String withoutBlanks(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Scan.isBlank(text.charAt(i))) {
                return BLANKS_AROUND_HYPHEN.matcher(text).replaceAll("-");
            }
        }
        return text;
    }
}
