package vn.lienthong.mapping;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How one record came to be what it is: for each field of the target the source fields it was read from, the rule and
 * every step between. Values are the record's own, personal ones too: whoever shows them decides who may see them.
 *
 * @param result what {@link Mapping#map} gives for the same record
 * @param fields in the order of the contract, lists element by element; of a record that could not be read, none
 */
public record Explanation(MappingResult result, List<Field> fields) {

    public Explanation {
        fields = List.copyOf(fields);
    }

    /**
     * One field of the target.
     *
     * @param path {@code TaiLieuNop[0].TenTepDinhKem}
     * @param rule the file and line that decided
     * @param value as text; null if it is not known or wrong
     * @param personal whether the contract says that the field tells of a person
     * @param steps what made the value, in order; for an unknown value, where it was looked for
     */
    public record Field(
            String path,
            String rule,
            Origin origin,
            @Nullable String value,
            boolean personal,
            List<Step> steps) {

        public Field {
            steps = List.copyOf(steps);
        }
    }

    /** Where a field's value is from. */
    public enum Origin {
        /** From the record. */
        MAPPED,
        /** The mapping says the same for every record. */
        CONSTANT,
        /** A declared stand-in: a {@code default}, or a crosswalk's {@code otherwise}. */
        DEFAULTED,
        /** A rule asked, and the record does not say. */
        UNKNOWN,
        /** No rule fills the field. */
        NO_RULE,
        /** A rule asked, and what the record says cannot be used: the problems say why. */
        WRONG
    }

    /** One step from source to target. */
    public sealed interface Step {

        /** A source field, as a person finds it in the record, and what it holds. */
        record Read(String field, String value) implements Step {}

        /** A source field that was looked at and says nothing. */
        record Absent(String field) implements Step {}

        /** The rule's {@code when} does not hold, so nothing was read. */
        record NotAsked() implements Step {}

        /** The mapping's own value: a {@code value}, or a {@code default} where the record says nothing. */
        record Declared(String value) implements Step {}

        /** The day whose codes count, and the source field that says so. */
        record OnDay(String field, LocalDate day) implements Step {}

        /**
         * A pair of a crosswalk.
         *
         * @param row file and line of the pair; of the crosswalk, where it was its {@code otherwise}
         */
        record Crossed(String crosswalk, String row, String value, boolean otherwise) implements Step {}

        /** A conversion that {@code as} names, and what it made. */
        record Converted(String conversion, String value) implements Step {}
    }
}
