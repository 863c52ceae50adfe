package vn.lienthong.mapping.rule;

import java.math.BigDecimal;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.StringNode;
import vn.lienthong.mapping.source.SourceText;

/** Single values between trees and rules. */
final class Values {

    private Values() {}

    /** The String, Boolean, Long or BigDecimal a node holds. */
    static Object of(JsonNode node) {
        if (node instanceof StringNode text) {
            return text.stringValue();
        }
        if (node instanceof BooleanNode flag) {
            return flag.booleanValue();
        }
        if (node.isIntegralNumber() && node.canConvertToLong()) {
            return node.longValue();
        }
        return node.decimalValue();
    }

    /** The String, Boolean, Long or BigDecimal of what a rule has found, which may be a text as it came. */
    static Object bare(Object found) {
        return found instanceof SourceText text ? text.stringValue() : found;
    }

    static JsonNode node(Object value) {
        JsonNodeFactory make = JsonNodeFactory.instance;
        return switch (value) {
            case Boolean flag -> make.booleanNode(flag);
            case Long number -> make.numberNode(number);
            case BigDecimal number -> make.numberNode(number);
            default -> make.stringNode(value.toString());
        };
    }
}
