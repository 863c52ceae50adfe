package vn.lienthong.dossier;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A procedure's national code, {@code 1.011451}: one digit, a dot, six digits. */
public record ProcedureCode(String value) {

    private static final Pattern NATIONAL = Pattern.compile("\\d\\.\\d{6}");

    /** A prefix such as {@code G16-}, the national code, and a local tail such as {@code .000.00.00.G16} or {@code .H13-1}. */
    private static final Pattern WITH_ADDITIONS = Pattern.compile("(?:[A-Z]\\d{2}-)?(\\d\\.\\d{6})(?:\\.[0-9A-Z.-]+)?");

    /** @throws IllegalArgumentException if the code has another shape */
    public ProcedureCode {
        if (!NATIONAL.matcher(value).matches()) {
            throw new IllegalArgumentException("a procedure code looks like 1.011451");
        }
    }

    /** The national code inside a code as systems write it, with an agency's prefix or tail; empty if there is none. */
    public static Optional<ProcedureCode> in(String written) {
        Matcher matcher = WITH_ADDITIONS.matcher(written.strip());
        return matcher.matches() ? Optional.of(new ProcedureCode(matcher.group(1))) : Optional.empty();
    }

    @Override
    public String toString() {
        return value;
    }
}
