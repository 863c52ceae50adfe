package vn.lienthong.dossier;

import java.util.Optional;

/** A procedure's national code, {@code 1.011451}: one digit, a dot, six digits. */
public record ProcedureCode(String value) {

    private static final int LENGTH = 8;

    /** @throws IllegalArgumentException if the code has another shape */
    public ProcedureCode {
        if (!Shapes.isProcedure(value, 0, value.length())) {
            throw new IllegalArgumentException("a procedure code looks like 1.011451");
        }
    }

    /**
     * The national code inside a code as systems write it, with an agency's prefix ({@code G16-}) or a local tail
     * ({@code .000.00.00.G16}, {@code .H13-1}; A-09); empty if there is none.
     */
    public static Optional<ProcedureCode> in(String written) {
        String code = written.strip();
        int from = Shapes.afterPrefix(code);
        int to = from + LENGTH;
        boolean has = to <= code.length() && Shapes.isProcedure(code, from, to) && Shapes.isTail(code, to);
        return has ? Optional.of(new ProcedureCode(code.substring(from, to))) : Optional.empty();
    }

    @Override
    public String toString() {
        return value;
    }
}
