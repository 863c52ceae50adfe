package vn.lienthong.paygov;

import java.util.List;
import vn.lienthong.dossier.Problem;

/** Why no payment was made, or not settled. Says whether anything is in the books because of it. */
public final class PaymentRefused extends RuntimeException {

    private final Kind kind;
    private final transient List<Problem> problems;

    public PaymentRefused(Kind kind, Problem problem) {
        this(kind, List.of(problem));
    }

    /** @param problems never empty; the first is what it comes to */
    public PaymentRefused(Kind kind, List<Problem> problems) {
        super(problems.getFirst().code(), null, false, false);
        this.kind = kind;
        this.problems = List.copyOf(problems);
    }

    /** Whose turn it is. */
    public enum Kind {
        /** The caller's data are wrong; nothing is in the books. */
        INVALID,
        /** Another payment, or this one as it stands, is in the way; nothing was changed. */
        IN_THE_WAY,
        /** We cannot now; nothing is in the books. */
        NOT_NOW,
        /** The payment system refused, or could not be reached: the order failed, and may be made anew. */
        NOT_MADE
    }

    public Kind kind() {
        return kind;
    }

    public List<Problem> problems() {
        return problems;
    }
}
