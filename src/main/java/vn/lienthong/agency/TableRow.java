package vn.lienthong.agency;

import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
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

    private final Map<String, JsonNode> values;

    private TableRow(Map<String, JsonNode> values) {
        this.values = values;
    }

    /** The message is no JSON object, and so has no fields. */
    static final class NoFields extends Exception {}

    /** @param fields which one goes into which column */
    static TableRow of(byte[] message, Map<String, String> fields) throws NoFields {
        JsonNode record = null;
        Map<String, JsonNode> values = new LinkedHashMap<>();
        for (Map.Entry<String, String> each : fields.entrySet()) {
            String field = each.getValue();
            if (field.equals(WHOLE)) {
                values.put(
                        each.getKey(), JSON.getNodeFactory().stringNode(new String(message, StandardCharsets.UTF_8)));
            } else {
                record = record == null ? parsed(message) : record;
                values.put(each.getKey(), value(record, field));
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

    /** The first column that would hold another number than the message says; empty: none would. */
    Optional<String> rounded(TableColumns columns) {
        return values.entrySet().stream()
                .filter(each -> columns.of(each.getKey()).wouldRound(each.getValue()))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /**
     * What is not there is unknown: NULL. What is no single value is JSON.
     *
     * @param first the number of the first parameter
     * @param zone whose clocks times without a zone go by
     */
    void bind(PreparedStatement statement, int first, TableColumns columns, ZoneId zone) throws SQLException {
        int number = first;
        for (Map.Entry<String, JsonNode> each : values.entrySet()) {
            bind(statement, number++, each.getValue(), columns.of(each.getKey()), zone);
        }
    }

    private static void bind(PreparedStatement statement, int number, JsonNode value, TableColumn column, ZoneId zone)
            throws SQLException {
        if (value.isMissingNode() || value.isNull()) {
            statement.setNull(number, Types.NULL);
        } else if (value.isNumber()) {
            statement.setBigDecimal(number, value.decimalValue());
        } else if (value.isBoolean()) {
            statement.setBoolean(number, value.booleanValue());
        } else if (value.isString()) {
            bind(statement, number, column.put(value.stringValue(), zone));
        } else {
            statement.setString(number, value.toString());
        }
    }

    /** A text goes as one, so that it goes into a column of any type that can be read from it. */
    private static void bind(PreparedStatement statement, int number, Object value) throws SQLException {
        if (value instanceof String text) {
            statement.setString(number, text);
        } else {
            statement.setObject(number, value);
        }
    }
}
