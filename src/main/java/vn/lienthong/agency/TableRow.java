package vn.lienthong.agency;

import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The values of a message for the columns of a table, in their order. */
final class TableRow {

    /** The field that is the whole message. */
    static final String WHOLE = ".";

    /** A number keeps its digits. */
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private final List<JsonNode> values;

    private TableRow(List<JsonNode> values) {
        this.values = values;
    }

    /** The message is no JSON object, and so has no fields. */
    static final class NoFields extends Exception {}

    static TableRow of(byte[] message, Iterable<String> fields) throws NoFields {
        JsonNode record = null;
        List<JsonNode> values = new ArrayList<>();
        for (String field : fields) {
            if (field.equals(WHOLE)) {
                values.add(JSON.getNodeFactory().stringNode(new String(message, StandardCharsets.UTF_8)));
            } else {
                record = record == null ? parsed(message) : record;
                values.add(value(record, field));
            }
        }
        return new TableRow(values);
    }

    private static JsonNode parsed(byte[] message) throws NoFields {
        try {
            JsonNode record = JSON.readTree(message);
            if (record.isObject()) {
                return record;
            }
            throw new NoFields();
        } catch (JacksonException notJson) {
            throw new NoFields();
        }
    }

    private static JsonNode value(JsonNode record, String field) {
        JsonNode at = record;
        for (String name : field.split("\\.")) {
            at = at.path(name);
        }
        return at;
    }

    /** What is not there is unknown: NULL. What is no single value is JSON. @param first the number of the first parameter */
    void bind(PreparedStatement statement, int first) throws SQLException {
        int number = first;
        for (JsonNode value : values) {
            bind(statement, number++, value);
        }
    }

    private static void bind(PreparedStatement statement, int number, @Nullable JsonNode value) throws SQLException {
        if (value == null || value.isMissingNode() || value.isNull()) {
            statement.setNull(number, Types.NULL);
        } else if (value.isNumber()) {
            statement.setBigDecimal(number, value.decimalValue());
        } else if (value.isBoolean()) {
            statement.setBoolean(number, value.booleanValue());
        } else {
            statement.setString(number, value.isString() ? value.stringValue() : value.toString());
        }
    }
}
