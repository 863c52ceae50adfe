package vn.lienthong.mapping.rule;

import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.StringNode;
import vn.lienthong.dossier.Problem;
import vn.lienthong.dossier.VietnamTime;
import vn.lienthong.mapping.code.CodeTable;
import vn.lienthong.mapping.code.Crosswalk;
import vn.lienthong.mapping.convert.Conversion;
import vn.lienthong.mapping.convert.Conversions;
import vn.lienthong.mapping.convert.WrittenValue;
import vn.lienthong.mapping.file.Spot;
import vn.lienthong.mapping.source.SourceNames;
import vn.lienthong.mapping.source.SourceText;
import vn.lienthong.mapping.text.Blank;
import vn.lienthong.mapping.text.Nfc;
import vn.lienthong.mapping.text.VietnameseText;

/**
 * One value out of a record, by the verbs in their one order: from (or join, value, expr), default, crosswalk, as, in.
 *
 * @param personal problems must not quote the value
 */
record Extraction(
        Spot spot,
        ValueSource source,
        @Nullable JsonNode fallback,
        @Nullable CrosswalkUse crosswalk,
        List<NamedConversion> conversions,
        @Nullable TableUse table,
        boolean personal) {

    /** A conversion, as {@code as} names it. */
    record NamedConversion(String name, Conversion conversion) {}

    /** Stands for a value that has been found wrong and reported. */
    static final Object FAILED = new Object();

    private static final Conversion LEGIBLE = Conversions.legible();

    /** A crosswalk, and the rule that says which day counts; null: none does, since all its pairs hold always. */
    record CrosswalkUse(Crosswalk crosswalk, @Nullable Extraction on) {}

    /** A code table the value must be in, and the rule that says which day counts; null: any day does. */
    record TableUse(CodeTable table, @Nullable Extraction on) {}

    /** Whether the mapping declares what stands in for a value that is not there, or has no pair. */
    boolean hasStandIn() {
        return fallback != null || crosswalk != null && crosswalk.crosswalk().otherwise() != null;
    }

    /** Whether what a value becomes depends on a day of the record. */
    boolean dayDecides() {
        return crosswalk != null && crosswalk.on() != null || table != null && table.on() != null;
    }

    /** The number of the field without which there is no value; negative if there is more to it. */
    int onlyField() {
        return fallback == null ? source.onlyField() : SourceNames.UNKNOWN;
    }

    /** Whether nobody has said yet where the value is. */
    boolean isOpen() {
        return paths().size() == 1 && paths().getFirst().isQuestion();
    }

    /** The source fields it looks at. */
    List<Path> paths() {
        return source.paths();
    }

    /**
     * A String, Boolean, Long or BigDecimal, or a plain text as it came; null if it is not known; {@link #FAILED} if it is wrong.
     */
    @Nullable
    Object value(Scope scope, Run run, String name) {
        Object found = source.find(scope, run, spot, name);
        boolean done = found == FAILED || found == null && fallback == null;
        return done ? found : through(found, scope, run, name);
    }

    /** The same for a value that does not come from a record. */
    @Nullable
    Object through(@Nullable Object found, Scope scope, Run run, String name) {
        Object value = found;
        if (value == null && fallback != null) {
            value = fallback;
            run.trail().declared(value);
            run.warn(Problem.of("mapping.default-used").at(spot.toString()).in(name));
        }
        if (value != null && crosswalk != null) {
            value = cross(crosswalk, value, scope, run, name);
        }
        for (int i = 0; value != null && value != FAILED && i < conversions.size(); i++) {
            value = convert(conversions.get(i), value, scope, run, name);
        }
        if (value != null && value != FAILED) {
            value = plain(value, scope, run, name);
        }
        return value != null && value != FAILED && table != null ? look(table, value, scope, run, name) : value;
    }

    private Object cross(CrosswalkUse use, Object value, Scope scope, Run run, String name) {
        String code = Blank.strip(WrittenValue.text(node(value)));
        Object day = day(use.on(), scope, run, name);
        if (day == FAILED) {
            return FAILED;
        }
        Crosswalk.Pair pair = use.crosswalk().find(code, (LocalDate) day);
        if (pair == null) {
            pair = use.crosswalk().find(Blank.tidy(Nfc.of(code)), (LocalDate) day);
        }
        if (pair != null) {
            run.trail().crossed(use.crosswalk(), pair);
            return pair.becomes();
        }
        Map<String, String> details = Map.of(
                "value",
                personal ? "•••" : Names.code(code),
                "crosswalk",
                use.crosswalk().name());
        String otherwise = use.crosswalk().otherwise();
        if (otherwise != null) {
            run.trail().otherwise(use.crosswalk(), otherwise);
            run.warn(new Problem("mapping.crosswalk-otherwise", spot.toString(), scope.path(name), details));
            return otherwise;
        }
        run.problem("mapping.no-crosswalk-pair", spot, scope.path(name), details);
        return FAILED;
    }

    private @Nullable Object convert(NamedConversion named, Object value, Scope scope, Run run, String name) {
        JsonNode node = node(value);
        if (!Path.isPresent(node)) {
            return null;
        }
        if (isDamaged(node)) {
            return damaged(scope, run, name);
        }
        Object made = apply(named.conversion(), node, scope, run, name);
        if (made != FAILED) {
            run.trail().converted(named.name(), made);
        }
        // a text that was only looked at goes on as it came
        return node instanceof SourceText text && made == text.stringValue() ? text : made;
    }

    private Object apply(Conversion conversion, JsonNode node, Scope scope, Run run, String name) {
        try {
            return conversion.apply(
                    node, (code, details) -> run.warn(new Problem(code, spot.toString(), scope.path(name), details)));
        } catch (Conversion.Unconvertible wrong) {
            run.problem(wrong.code(), spot, scope.path(name), wrong.details());
            return FAILED;
        }
    }

    /**
     * What has lost letters no conversion brings back; one that takes a part of a text, or packs it, would hide that
     * they are lost.
     */
    private static boolean isDamaged(JsonNode node) {
        boolean plain = node instanceof SourceText text && text.isPlain();
        return !plain && node instanceof StringNode text && VietnameseText.marksLostLetters(text.stringValue());
    }

    private Object damaged(Scope scope, Run run, String name) {
        run.problem("convert.text-damaged", spot, scope.path(name), Map.of());
        return FAILED;
    }

    private @Nullable Object plain(Object value, Scope scope, Run run, String name) {
        if (value instanceof SourceText plain && plain.isPlain()) {
            return plain;
        }
        boolean text = value instanceof String || value instanceof StringNode;
        boolean untouched = text && conversions.isEmpty() && crosswalk == null;
        Object legible = untouched ? apply(LEGIBLE, node(value), scope, run, name) : value;
        if (legible == FAILED) {
            return FAILED;
        }
        Object bare = legible instanceof JsonNode node ? Values.of(node) : legible;
        return bare instanceof String string ? clean(string, scope, run, name) : bare;
    }

    private @Nullable Object clean(String text, Scope scope, Run run, String name) {
        String clean = CleanText.of(text, !conversions.isEmpty());
        if (clean == null) {
            run.problem("mapping.broken-text", spot, scope.path(name), Map.of());
            return FAILED;
        }
        if (clean != text && VietnameseText.marksLostLetters(text)) {
            return damaged(scope, run, name);
        }
        if (clean != text && CleanText.changed(text, clean)) {
            run.warn(Problem.of("mapping.text-cleaned").at(spot.toString()).in(scope.path(name)));
        }
        return clean.isEmpty() ? null : clean;
    }

    private Object look(TableUse use, Object value, Scope scope, Run run, String name) {
        Object day = day(use.on(), scope, run, name);
        if (day != FAILED && !use.table().has(code(value), (LocalDate) day)) {
            run.problem(
                    "mapping.not-in-code-table",
                    spot,
                    scope.path(name),
                    Map.of(
                            "value",
                            personal ? "•••" : Names.code(code(value)),
                            "table",
                            use.table().name()));
            return FAILED;
        }
        return day == FAILED ? FAILED : value;
    }

    private static String code(Object value) {
        return WrittenValue.text(node(value));
    }

    /** A number that is in a code table, as the table writes it; null if it is no number, or no table is asked. */
    @Nullable
    String asCode(Object value) {
        return table != null && Values.bare(value) instanceof Number ? code(value) : null;
    }

    /** The day that counts for codes with dates, null if no rule asks for one. */
    private static @Nullable Object day(@Nullable Extraction on, Scope scope, Run run, String name) {
        if (on == null) {
            return null;
        }
        run.trail().beginDay();
        Object value = on.value(scope, run, name);
        LocalDate day = value != null && Values.bare(value) instanceof String text ? day(text) : null;
        run.trail().endDay(on, day);
        if (day == null && value != FAILED) {
            run.problem("mapping.day-not-known", on.spot(), scope.path(name), Map.of());
        }
        return day == null ? FAILED : day;
    }

    private static @Nullable LocalDate day(String text) {
        try {
            return text.length() == 10
                    ? LocalDate.parse(text)
                    : Instant.parse(text).atZone(VietnamTime.ZONE).toLocalDate();
        } catch (DateTimeParseException wrong) {
            return null;
        }
    }

    private static JsonNode node(Object value) {
        if (value instanceof JsonNode node) {
            return node;
        }
        return value instanceof String text ? JsonNodeFactory.instance.stringNode(text) : Values.node(value);
    }
}
