package vn.lienthong.mapping.rule;

import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** What of a record may stand in a message: names and codes, cut short; never what could be a person's number or address. */
final class Names {

    private static final int LONGEST = 60;
    private static final Pattern PERSONAL = Pattern.compile("\\d{7,}|@");

    private Names() {}

    /** A name or a path of names out of a record. */
    static String shown(String name) {
        String clean = name.replaceAll("\\p{Cntrl}", " ");
        return clean.length() <= LONGEST ? clean : clean.substring(0, LONGEST) + "…";
    }

    /** A code a record holds where a code was expected. Long numbers and addresses are no codes, and are hidden. */
    static String code(String value) {
        return PERSONAL.matcher(value).find() ? "•••" : shown(value);
    }

    /** The type of a node, as JSON Schema names it. */
    static String type(JsonNode node) {
        if (node.isObject()) {
            return "object";
        }
        if (node.isArray()) {
            return "array";
        }
        if (node.isString()) {
            return "string";
        }
        if (node.isNumber()) {
            return node.isIntegralNumber() ? "integer" : "number";
        }
        return node.isBoolean() ? "boolean" : "null";
    }
}
