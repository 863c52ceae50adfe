package vn.lienthong.mapping.expression;

import com.fasterxml.jackson.databind.JsonNode;
import net.thisptr.jackson.jq.exception.JsonQueryException;
import org.jspecify.annotations.Nullable;

/**
 * Counts what one evaluation does, so that no record can make an expression run or grow without end. A step
 * is a value handed from one part of an expression to the next; making a long text or a large list counts as many. What an
 * honest expression does with an honest record is some hundred steps; the limit is reached within a fraction of a second.
 */
final class Meter {

    static final int MOST_STEPS = 1_000_000;

    /** In characters; no text that is longer is made. */
    static final int LONGEST_TEXT = 1 << 20;

    private static final int CHARACTERS_PER_STEP = 32;
    private static final ScopedValue<Meter> CURRENT = ScopedValue.newInstance();

    private int left = MOST_STEPS;

    /** Not to be caught by {@code try} of an expression. */
    @SuppressWarnings("serial") // never leaves the thread
    static final class Exceeded extends RuntimeException {
        Exceeded() {
            super("too costly", null, false, false);
        }
    }

    interface Evaluation {
        void run() throws JsonQueryException;
    }

    /** @throws Exceeded if it takes more steps than one record may cost */
    static void run(Evaluation evaluation) throws JsonQueryException {
        ScopedValue.where(CURRENT, new Meter()).<@Nullable Void, JsonQueryException>call(() -> {
            evaluation.run();
            return null;
        });
    }

    static Meter current() {
        return CURRENT.get();
    }

    void step(int steps) {
        left -= steps;
        if (left < 0) {
            throw new Exceeded();
        }
    }

    /** A value that was made, not merely passed on. */
    void made(JsonNode value) {
        if (value.isTextual()) {
            grown(value.textValue().length());
        }
        step(size(value));
    }

    /** A text is that long by now. */
    void grown(int length) {
        if (length > LONGEST_TEXT) {
            throw new Exceeded();
        }
    }

    /** What going through a value costs. */
    static int size(JsonNode value) {
        return 1 + (value.isTextual() ? value.textValue().length() / CHARACTERS_PER_STEP : value.size());
    }
}
