package vn.lienthong.dossier;

import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.ResourceBundle;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong, where, and what to do: the one form in which every room tells a person of a failure. The code never
 * changes; the wording, Vietnamese and English, is in {@code problems/<room>.properties} and may. Details are names, codes
 * and numbers; never a person's name or identity number, a token or a body.
 *
 * @param code stable, {@code room.what-happened}: {@code mapping.no-crosswalk-pair}
 * @param place the file and line that decided it, {@code mappings/npsp/dossier/mapping.yaml:8}
 * @param field the field at fault, as its own side calls it
 * @param details named values for the wording; sorted, so that equal problems are equal texts
 */
public record Problem(
        String code, @Nullable String place, @Nullable String field, Map<String, String> details) {

    /** What a text leaves open for a value: {@code {field}}. */
    static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\w+)}");

    public Problem {
        details = Collections.unmodifiableMap(new TreeMap<>(Map.copyOf(details)));
    }

    public static Problem of(String code) {
        return new Problem(code, null, null, Map.of());
    }

    public Problem at(@Nullable String newPlace) {
        return new Problem(code, newPlace, field, details);
    }

    public Problem in(@Nullable String newField) {
        return new Problem(code, place, newField, details);
    }

    public Problem with(String name, String value) {
        Map<String, String> more = new TreeMap<>(details);
        more.put(name, value);
        return new Problem(code, place, field, more);
    }

    /** What happened, in the reader's language. */
    public String says(Locale locale) {
        return text(".says", locale);
    }

    /** What to do about it, in the reader's language. */
    public String advice(Locale locale) {
        return text(".advice", locale);
    }

    /** Where the console documents the code, among all others. */
    public String page() {
        return "/problems#" + code;
    }

    private String text(String part, Locale locale) {
        String template = template(code, part, locale);
        return template.isEmpty() ? code : fill(template, locale);
    }

    /** A text before values are put in; empty if there is none. */
    static String template(String code, String part, Locale locale) {
        String room = code.substring(0, Math.max(code.indexOf('.'), 0));
        try {
            return bundle(room, locale).getString(code + part);
        } catch (MissingResourceException missing) {
            return "";
        }
    }

    /** Vietnamese is the bundle without a suffix, so a language we do not have falls back to it, never to the machine's. */
    static ResourceBundle bundle(String room, Locale locale) {
        return ResourceBundle.getBundle(
                "problems." + room,
                locale,
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }

    /** In one go: what a detail quotes is no text with placeholders of its own. */
    private String fill(String text, Locale locale) {
        return PLACEHOLDER.matcher(text).replaceAll(found -> Matcher.quoteReplacement(value(found, locale)));
    }

    private String value(MatchResult placeholder, Locale locale) {
        return switch (placeholder.group(1)) {
            case "field" -> field == null ? "?" : field;
            case "place" -> place == null ? "?" : PlaceWords.in(place, locale);
            case "why" -> ReasonWords.in(details.getOrDefault("why", placeholder.group()), locale);
            default -> details.getOrDefault(placeholder.group(1), placeholder.group());
        };
    }
}
