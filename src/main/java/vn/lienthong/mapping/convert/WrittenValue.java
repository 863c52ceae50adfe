package vn.lienthong.mapping.convert;

import java.math.BigDecimal;
import tools.jackson.databind.JsonNode;

/** A single value as text. */
public final class WrittenValue {

    /** Beyond this an exponent is an attack, not a number. */
    private static final int LONGEST_NUMBER = 40;

    private WrittenValue() {}

    /**
     * A number comes in plain digits, without an exponent and without a fraction of zeros, as whoever typed it would have
     * written it: a program's {@code 7.9186E10} or {@code 79186000000.0} is 79186000000. Anything else is what it says.
     */
    public static String text(JsonNode value) {
        if (!value.isNumber() || value.isIntegralNumber()) {
            return value.asString("");
        }
        BigDecimal number = value.decimalValue();
        boolean isShort = Math.abs((long) number.precision() - number.scale()) <= LONGEST_NUMBER
                && number.scale() <= LONGEST_NUMBER;
        return isShort ? number.stripTrailingZeros().toPlainString() : value.asString("");
    }
}
