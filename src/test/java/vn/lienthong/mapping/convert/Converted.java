package vn.lienthong.mapping.convert;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.MissingNode;
import vn.lienthong.mapping.file.Flaws;

/**
 * What became of one value.
 *
 * @param result what came out, or the code it was refused with
 */
record Converted(Object result, List<String> warnings) {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    /** @param options as JSON with single quotes; null: none */
    static Converted text(String name, @Nullable String options, String text) {
        return of(name, options, JsonNodeFactory.instance.stringNode(text));
    }

    static Converted number(String name, @Nullable String options, String number) {
        return of(name, options, JSON.readTree(number));
    }

    private static Converted of(String name, @Nullable String options, JsonNode value) {
        List<String> warnings = new ArrayList<>();
        try {
            Conversion conversion =
                    Conversions.find(name, options(options)).orElseThrow().conversion();
            return new Converted(conversion.apply(value, (code, details) -> warnings.add(code)), warnings);
        } catch (Conversion.Unconvertible refused) {
            return new Converted(refused.code(), warnings);
        }
    }

    /** What is wrong with options, all of it. */
    static List<String> flaws(String name, String options) {
        return Conversions.find(name, options(options)).orElseThrow().flaws().stream()
                .map(Flaws.Flaw::problem)
                .map(problem -> problem.says(Locale.ENGLISH) + " " + problem.advice(Locale.ENGLISH))
                .toList();
    }

    static JsonNode options(@Nullable String options) {
        return options == null ? MissingNode.getInstance() : JSON.readTree(options.replace('\'', '"'));
    }
}
