package vn.lienthong.paygov.gateway;

import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Whole đồng as digits, and nothing else: no sign, no separator, no fraction, no exponent. */
public final class Amount {

    private static final Pattern DIGITS = Pattern.compile("[0-9]{1,15}");

    private Amount() {}

    /** Empty if it is no such amount. Blanks around it are as usual. */
    public static OptionalLong read(@Nullable String written) {
        String digits = written == null ? "" : written.strip();
        return DIGITS.matcher(digits).matches() ? OptionalLong.of(Long.parseLong(digits)) : OptionalLong.empty();
    }
}
