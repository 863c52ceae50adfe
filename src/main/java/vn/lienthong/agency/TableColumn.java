package vn.lienthong.agency;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/**
 * What a database says of a column, as far as that decides how a value is written there. Where it would change a value and say
 * nothing (round a number, drop what a time says of its zone), the value is told as not fitting, or put as the column holds it.
 *
 * @param decimals so many a number keeps
 */
record TableColumn(Holds holds, int decimals) {

    /** Values go there as they are. */
    static final TableColumn ANY = new TableColumn(Holds.ANYTHING, 0);

    private static final DateTimeFormatter MOMENT = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .appendPattern("['T'][ ]")
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .appendPattern("[ ]")
            .parseLenient()
            .appendOffsetId()
            .toFormatter(Locale.ROOT);

    enum Holds {
        ANYTHING,
        /** An exact one. */
        NUMBER,
        /** By the clock of a place the column does not name. */
        TIME,
        DAY
    }

    /** @param described a row of {@link java.sql.DatabaseMetaData#getColumns} */
    static TableColumn of(ResultSet described) throws SQLException {
        return switch (described.getInt("DATA_TYPE")) {
            case Types.TINYINT, Types.SMALLINT, Types.INTEGER, Types.BIGINT -> new TableColumn(Holds.NUMBER, 0);
            case Types.NUMERIC, Types.DECIMAL ->
                ofNumber(described.getInt("COLUMN_SIZE"), described.getInt("DECIMAL_DIGITS"));
            case Types.TIMESTAMP -> ofTime(described.getString("TYPE_NAME"));
            case Types.DATE -> new TableColumn(Holds.DAY, 0);
            default -> ANY;
        };
    }

    /** One without a size keeps what it is given. */
    private static TableColumn ofNumber(int size, int decimals) {
        return size > 0 && decimals >= 0 ? new TableColumn(Holds.NUMBER, decimals) : ANY;
    }

    /** PostgreSQL's {@code timestamptz} is a TIMESTAMP to its driver. */
    private static TableColumn ofTime(String type) {
        String name = type.toLowerCase(Locale.ROOT);
        boolean zone = name.equals("timestamptz") || name.contains("time zone");
        return zone ? ANY : new TableColumn(Holds.TIME, 0);
    }

    /** Whether the number would be another one there. */
    boolean wouldRound(JsonNode value) {
        if (holds != Holds.NUMBER || !(value.isNumber() || value.isString())) {
            return false;
        }
        try {
            BigDecimal number = value.isNumber()
                    ? value.decimalValue()
                    : new BigDecimal(value.stringValue().strip());
            return number.stripTrailingZeros().scale() > decimals;
        } catch (NumberFormatException none) {
            return false;
        }
    }

    /** The text, or what it says by the clocks of that zone if it names a moment and the column holds none. */
    Object put(String text, ZoneId zone) {
        if (holds != Holds.TIME && holds != Holds.DAY) {
            return text;
        }
        try {
            OffsetDateTime moment = OffsetDateTime.parse(text.strip(), MOMENT);
            return holds == Holds.DAY
                    ? moment.atZoneSameInstant(zone).toLocalDate()
                    : moment.atZoneSameInstant(zone).toLocalDateTime();
        } catch (DateTimeException none) {
            return text;
        }
    }
}
