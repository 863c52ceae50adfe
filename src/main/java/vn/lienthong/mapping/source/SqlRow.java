package vn.lienthong.mapping.source;

import java.io.IOException;
import java.io.Reader;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLXML;
import java.sql.Types;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.time.temporal.Temporal;
import java.util.Base64;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import vn.lienthong.dossier.Problem;
import vn.lienthong.dossier.SourceRecord;
import vn.lienthong.mapping.source.RecordReader.Unreadable;

/**
 * A row of a result set as a record: JSON of column label → value, exactly as the database has it. Numbers keep every
 * digit and their scale, texts their blanks; a day is {@code 2025-09-09}, a time {@code 08:30:00}, a moment ISO with the
 * offset only where the column has one; bytes are base64; NULL is null. A value JSON cannot say (NaN), a type that is none
 * of these, and a label that is there twice are refused, never made up.
 */
public final class SqlRow {

    /** What a record of a table is marked as. */
    public static final String MEDIA_TYPE = "application/vnd.lienthong.table-row+json";

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    private static final Pattern TIME_OF_DAY = Pattern.compile("([01]\\d|2[0-3]):");

    private SqlRow() {}

    /**
     * The row the result set stands on.
     *
     * @throws SQLException if the database fails
     * @throws Unreadable if a column cannot be told exactly; names it
     */
    public static SourceRecord of(ResultSet row) throws SQLException, Unreadable {
        ResultSetMetaData columns = row.getMetaData();
        ObjectNode record = JSON.objectNode();
        for (int column = 1; column <= columns.getColumnCount(); column++) {
            String name = columns.getColumnLabel(column);
            if (record.has(name)) {
                throw new Unreadable(Problem.of("source.same-field-twice").in(name));
            }
            record.set(name, value(row, column, name));
        }
        byte[] body = MAPPER.writeValueAsBytes(record);
        if (body.length > Limits.RECORD_BYTES) {
            throw new Unreadable(Problem.of("source.row-too-large"));
        }
        return new SourceRecord(body, MEDIA_TYPE);
    }

    private static JsonNode value(ResultSet row, int column, String name) throws SQLException, Unreadable {
        JsonNode told;
        try {
            Object value = exact(row, column);
            told = value == null ? JSON.nullNode() : told(value);
        } catch (DateTimeException noDay) {
            // MariaDB keeps 2024-00-00 too where it is not strict, and its driver finds no class for that.
            told = null;
        }
        if (told == null) {
            throw new Unreadable(Problem.of("source.column-not-readable")
                    .in(name)
                    .with("type", row.getMetaData().getColumnTypeName(column)));
        }
        return told;
    }

    /**
     * A column's value, null for NULL. Days and times are those of java.time: the classes of java.sql go through the machine's
     * time zone, and asked for by these they do not.
     *
     * @throws DateTimeException if it is none of a calendar or a clock
     */
    public static @Nullable Object exact(ResultSet row, int column) throws SQLException {
        Object value = row.getObject(column);
        return switch (value) {
            case java.sql.Timestamp moment
            when hasZone(row.getMetaData(), column) -> row.getObject(column, OffsetDateTime.class);
            case java.sql.Timestamp moment -> row.getObject(column, LocalDateTime.class);
            case java.sql.Date year when isYear(row.getMetaData(), column) -> row.getObject(column, Integer.class);
            case java.sql.Date day -> row.getObject(column, LocalDate.class);
            case java.sql.Time time -> timeOfDay(row, column);
            case null, default -> value;
        };
    }

    /** MariaDB's, of which its driver makes the first of January. */
    private static boolean isYear(ResultSetMetaData columns, int column) throws SQLException {
        return columns.getColumnTypeName(column).equalsIgnoreCase("year");
    }

    /**
     * MariaDB's TIME can also be a duration, such as 36:00:00 or -01:00:00, and PostgreSQL's 24:00:00: drivers make
     * another time of it.
     */
    private static LocalTime timeOfDay(ResultSet row, int column) throws SQLException {
        if (!TIME_OF_DAY.matcher(row.getString(column)).lookingAt()) {
            throw new DateTimeException("no time of a day");
        }
        return row.getObject(column, LocalTime.class);
    }

    private static boolean hasZone(ResultSetMetaData columns, int column) throws SQLException {
        return columns.getColumnType(column) == Types.TIMESTAMP_WITH_TIMEZONE
                || columns.getColumnTypeName(column).equalsIgnoreCase("timestamptz");
    }

    private static @Nullable JsonNode told(Object value) throws SQLException {
        return switch (value) {
            case String text -> JSON.stringNode(text);
            case Boolean flag -> JSON.booleanNode(flag);
            case BigDecimal number -> JSON.numberNode(number);
            case BigInteger number -> JSON.numberNode(number);
            case Long number -> JSON.numberNode(number);
            case Integer number -> JSON.numberNode(number);
            case Short number -> JSON.numberNode(number);
            case Byte number -> JSON.numberNode(number);
            case Double number -> fraction(number.toString(), Double.isFinite(number));
            case Float number -> fraction(number.toString(), Float.isFinite(number));
            case LocalDate day -> time(day, DateTimeFormatter.ISO_LOCAL_DATE);
            case LocalDateTime moment -> time(moment, DateTimeFormatter.ISO_LOCAL_DATE_TIME);
            case OffsetDateTime moment -> time(moment, DateTimeFormatter.ISO_OFFSET_DATE_TIME);
            case LocalTime time -> JSON.stringNode(DateTimeFormatter.ISO_LOCAL_TIME.format(time));
            case OffsetTime time -> JSON.stringNode(DateTimeFormatter.ISO_OFFSET_TIME.format(time));
            case byte[] bytes -> JSON.stringNode(Base64.getEncoder().encodeToString(bytes));
            case UUID id -> JSON.stringNode(id.toString());
            case Clob text -> text(text);
            case Blob bytes -> bytes(bytes);
            case SQLXML xml -> JSON.stringNode(xml.getString());
            default -> null;
        };
    }

    /** The shortest number that is this one in binary: 0.1 where 0.1 was stored. */
    private static @Nullable JsonNode fraction(String number, boolean finite) {
        return finite ? JSON.numberNode(new BigDecimal(number)) : null;
    }

    /** Databases know days that no calendar has, such as "infinity". */
    private static @Nullable JsonNode time(Temporal moment, DateTimeFormatter written) {
        int year = moment.get(ChronoField.YEAR);
        return year >= 1 && year <= 9999 ? JSON.stringNode(written.format(moment)) : null;
    }

    private static JsonNode text(Clob clob) throws SQLException {
        try (Reader reader = clob.getCharacterStream()) {
            StringBuilder text = new StringBuilder();
            char[] buffer = new char[8192];
            for (int read = reader.read(buffer); read >= 0 && text.length() <= Limits.RECORD_BYTES; ) {
                text.append(buffer, 0, read);
                read = reader.read(buffer);
            }
            return JSON.stringNode(text.toString());
        } catch (IOException broken) {
            throw new SQLException("a long text broke off", broken);
        }
    }

    /** One byte more than a row may have is enough to be refused. */
    private static JsonNode bytes(Blob blob) throws SQLException {
        int length = (int) Math.min(blob.length(), Limits.RECORD_BYTES + 1L);
        return JSON.stringNode(Base64.getEncoder().encodeToString(blob.getBytes(1, length)));
    }
}
