package vn.lienthong.mapping.rule;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import vn.lienthong.mapping.code.Crosswalk;

/**
 * Told of every step while a record is mapped. This one, which all ordinary mapping uses, does not listen and costs
 * nothing; {@link WrittenTrail} takes down what it hears.
 */
class Trail {

    static final Trail NONE = new Trail();

    /** Whether rules that have nothing to do must be asked all the same, so that they can say so. */
    boolean listens() {
        return false;
    }

    /** A rule or a skip had something to do. */
    void reached(Object rule) {}

    /** From here on, names are relative to this element of a source list; without an index, to what is at the path. */
    void enter(Path path, int index) {}

    void leave() {}

    void read(Path path, JsonNode found) {}

    void absent(Path path) {}

    void notAsked() {}

    void declared(Object value) {}

    /** A rule asks another one for the day that counts; what that one reads is no step of its own. */
    void beginDay() {}

    /** @param day null if it is not known, which has been reported */
    void endDay(Extraction on, @Nullable LocalDate day) {}

    void crossed(Crosswalk crosswalk, Crosswalk.Pair pair) {}

    void otherwise(Crosswalk crosswalk, String value) {}

    void converted(String conversion, Object value) {}

    /** A jq expression is evaluated from here until {@link #endComputing}. */
    void beginComputing() {}

    void endComputing() {}

    /** A rule for a single value is done. Null: not known. */
    void wrote(Rule rule, Scope scope, @Nullable Object value) {}
}
