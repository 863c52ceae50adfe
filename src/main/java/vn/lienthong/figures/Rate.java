package vn.lienthong.figures;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** A share with what it is computed of. */
public record Rate(long numerator, long denominator) {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    /** In percent, rounded half up to one decimal; null where nothing is to be divided by. */
    public @Nullable BigDecimal percent() {
        return denominator == 0
                ? null
                : BigDecimal.valueOf(numerator)
                        .multiply(HUNDRED)
                        .divide(BigDecimal.valueOf(denominator), 1, RoundingMode.HALF_UP);
    }

    /** {@code 50.6 %}, or a dash. */
    public String text() {
        BigDecimal percent = percent();
        return percent == null ? "–" : percent.toPlainString() + " %";
    }
}
