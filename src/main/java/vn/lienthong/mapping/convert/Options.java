package vn.lienthong.mapping.convert;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import vn.lienthong.dossier.Problem;
import vn.lienthong.mapping.file.Flaws;

/** The options of one conversion. What no one asks for is unknown, and an author's mistake. */
final class Options {

    private final String conversion;
    private final JsonNode options;
    /** Nothing more can be said of it then. */
    private final boolean isNoBlock;

    private final Flaws flaws = new Flaws();
    private final TreeSet<String> known = new TreeSet<>();

    Options(String conversion, JsonNode options) {
        this.conversion = conversion;
        this.options = options.isObject() ? options : JsonNodeFactory.instance.objectNode();
        this.isNoBlock = !options.isObject() && !options.isNull() && !options.isMissingNode();
        if (isNoBlock) {
            flaws.add(wrong(conversion, options, "{ …: … }"), List.of());
        }
    }

    boolean has(String name) {
        known.add(name);
        return options.has(name);
    }

    String text(String name, String otherwise) {
        JsonNode value = value(name);
        if (!value.isMissingNode() && (!value.isValueNode() || value.isNull())) {
            wrong(name, "\"…\"");
        }
        return value.asString(otherwise);
    }

    int number(String name, int otherwise) {
        JsonNode value = value(name);
        if (!value.isMissingNode() && !value.isIntegralNumber()) {
            wrong(name, "1, 2, 3, …");
        }
        return value.asInt(otherwise);
    }

    /** One text or a list of texts; empty if the option is not there. */
    List<String> texts(String name) {
        JsonNode value = value(name);
        if (value.isMissingNode()) {
            return List.of();
        }
        if (value.isValueNode() && !value.isNull()) {
            return List.of(value.asString());
        }
        if (!value.isArray() || value.isEmpty() || value.valueStream().anyMatch(text -> !text.isValueNode())) {
            wrong(name, "\"…\" | [\"…\", \"…\"]");
            return List.of();
        }
        return value.valueStream().map(JsonNode::asString).toList();
    }

    Map<String, String> table(String name) {
        JsonNode value = value(name);
        if (value.isMissingNode()) {
            return Map.of();
        }
        if (!value.isObject() || value.valueStream().anyMatch(Options::saysNothing)) {
            wrong(name, "{ \"…\": \"…\" }");
            return Map.of();
        }
        Map<String, String> table = new LinkedHashMap<>();
        value.properties()
                .forEach(pair -> table.put(pair.getKey(), pair.getValue().asString("")));
        return table;
    }

    private static boolean saysNothing(JsonNode value) {
        return !value.isValueNode() || value.asString("").isBlank();
    }

    /** One of the words; the first if the option is not there. */
    String oneOf(String name, String... words) {
        String word = text(name, words[0]);
        if (!List.of(words).contains(word)) {
            wrong(name, String.join(" | ", words));
            return words[0];
        }
        return word;
    }

    /**
     * Takes it down; the conversion that is being made is of no use then, whatever it goes on with.
     *
     * @param expected what would be right, as an example or a choice of words, since it is read in either language
     */
    void wrong(String name, String expected) {
        if (!isNoBlock) {
            flaws.add(wrong(conversion + "." + name, options.path(name), expected), List.of(name));
        }
    }

    private static Problem wrong(String name, JsonNode found, String expected) {
        return Problem.of("mapping.bad-conversion-options")
                .with("name", name)
                .with("found", Flaws.shown(found))
                .with("expected", expected);
    }

    /** The same of a date pattern one of whose letters does not mean what it seems to. */
    void misread(String name, String pattern, PatternLetters.Misread misread) {
        Problem problem = Problem.of("mapping.pattern-misread")
                .with("name", conversion + "." + name)
                .with("pattern", pattern)
                .with("letter", misread.letter())
                .with("write", misread.write());
        flaws.add(problem, List.of(name));
    }

    /** All that is wrong, once the conversion has asked for what it knows. */
    List<Flaws.Flaw> flaws() {
        for (String name : options.propertyNames()) {
            if (!known.contains(name)) {
                flaws.unknownKey(List.of(name), known);
            }
        }
        return flaws.list();
    }

    private JsonNode value(String name) {
        known.add(name);
        return options.path(name);
    }
}
