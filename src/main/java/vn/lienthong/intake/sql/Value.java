package vn.lienthong.intake.sql;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.lienthong.intake.Overlap;

/**
 * A value by which rows are ordered: as it is kept in the ledger, and as it is given back to the database to compare with.
 *
 * @param text exact; what {@link Kind} says how to read
 */
record Value(Kind kind, String text) {

    enum Kind {
        NUMBER,
        TEXT,
        UUID,
        DAY,
        /** A time without a zone. */
        LOCAL,
        MOMENT
    }

    /** Null for a value by which nothing can be ordered exactly. */
    static @Nullable Value of(Object value) {
        return switch (value) {
            case String text -> new Value(Kind.TEXT, text);
            case UUID id -> new Value(Kind.UUID, id.toString());
            case LocalDate day -> new Value(Kind.DAY, day.toString());
            case LocalDateTime time -> new Value(Kind.LOCAL, time.toString());
            case OffsetDateTime moment -> new Value(Kind.MOMENT, moment.toString());
            case BigDecimal number -> new Value(Kind.NUMBER, number.toPlainString());
            case BigInteger number -> new Value(Kind.NUMBER, number.toString());
            case Long number -> new Value(Kind.NUMBER, number.toString());
            case Integer number -> new Value(Kind.NUMBER, number.toString());
            case Short number -> new Value(Kind.NUMBER, number.toString());
            case Byte number -> new Value(Kind.NUMBER, number.toString());
            default -> null;
        };
    }

    /** What a statement is given: of the column's own type, so that it compares exactly and by its index. */
    Object bound() {
        return switch (kind) {
            case TEXT -> text;
            case UUID -> UUID.fromString(text);
            case DAY -> LocalDate.parse(text);
            case LOCAL -> LocalDateTime.parse(text);
            case MOMENT -> OffsetDateTime.parse(text);
            case NUMBER -> number();
        };
    }

    private Object number() {
        BigDecimal number = new BigDecimal(text);
        boolean whole = number.scale() <= 0 && number.precision() <= 18;
        return whole ? (Object) number.longValueExact() : number;
    }

    /** Null if there is nothing so far behind a value of this kind. */
    @Nullable
    Value before(Overlap overlap) {
        return switch (kind) {
            case LOCAL -> of(LocalDateTime.parse(text).minus(overlap.duration()));
            case MOMENT -> of(OffsetDateTime.parse(text).minus(overlap.duration()));
            // all of a day's rows have its beginning for their time
            case DAY ->
                of(LocalDate.parse(text).minusDays(1 + overlap.duration().toDays()));
            case NUMBER -> of(new BigDecimal(text).subtract(BigDecimal.valueOf(overlap.units())));
            case TEXT, UUID -> null;
        };
    }

    /** Of values of one column: whether this one is later. Texts have an order that only their database knows. */
    boolean isAfter(Value other) {
        return switch (kind) {
            case LOCAL -> LocalDateTime.parse(text).isAfter(LocalDateTime.parse(other.text));
            case MOMENT -> OffsetDateTime.parse(text).isAfter(OffsetDateTime.parse(other.text));
            case DAY -> LocalDate.parse(text).isAfter(LocalDate.parse(other.text));
            case NUMBER -> new BigDecimal(text).compareTo(new BigDecimal(other.text)) > 0;
            case TEXT, UUID -> false;
        };
    }

    /** Whether it is a time that has not come yet. */
    boolean isAfter(Instant now, ZoneId zone) {
        return switch (kind) {
            case LOCAL -> LocalDateTime.parse(text).isAfter(now.atZone(zone).toLocalDateTime());
            case MOMENT -> OffsetDateTime.parse(text).isAfter(now.atOffset(ZoneOffset.UTC));
            case DAY -> LocalDate.parse(text).isAfter(now.atZone(zone).toLocalDate());
            case NUMBER, TEXT, UUID -> false;
        };
    }
}
