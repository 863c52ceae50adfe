package vn.lienthong.console;

import org.jspecify.annotations.Nullable;
import vn.lienthong.dossier.Problem;

/** Why a person uses a verb: kept for good beside the name, so it must be there and be short. */
public final class Reason {

    public static final int LONGEST = 500;

    private Reason() {}

    /** @throws Refusal if there is none, it is too long, or it holds control characters */
    public static String read(@Nullable String written) {
        String reason = written == null ? "" : written.strip();
        if (reason.isEmpty()) {
            throw Refusal.badRequest(Problem.of("console.reason-missing").in("reason"));
        }
        if (reason.codePointCount(0, reason.length()) > LONGEST) {
            throw Refusal.badRequest(
                    Problem.of("console.reason-too-long").in("reason").with("longest", "" + LONGEST));
        }
        return reason.replaceAll("\\s+", " ").replaceAll("\\p{Cntrl}", "");
    }
}
