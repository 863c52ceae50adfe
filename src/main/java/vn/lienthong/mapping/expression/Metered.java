package vn.lienthong.mapping.expression;

import com.fasterxml.jackson.databind.JsonNode;
import net.thisptr.jackson.jq.Expression;
import net.thisptr.jackson.jq.PathOutput;
import net.thisptr.jackson.jq.Scope;
import net.thisptr.jackson.jq.exception.JsonQueryException;
import net.thisptr.jackson.jq.path.Path;

/**
 * A part of an expression whose every value is counted.
 *
 * @param makes whether its values are new ones
 */
record Metered(Expression part, boolean makes) implements Expression {

    @Override
    public void apply(Scope scope, JsonNode in, Path path, PathOutput output, boolean requirePath)
            throws JsonQueryException {
        Meter meter = Meter.current();
        part.apply(
                scope,
                in,
                path,
                (value, where) -> {
                    if (makes) {
                        meter.made(value);
                    } else {
                        meter.step(1);
                    }
                    output.emit(value, where);
                },
                requirePath);
    }

    @Override
    public String toString() {
        return part.toString();
    }
}
