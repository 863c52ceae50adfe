package vn.lienthong.console;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.lienthong.dossier.Problem;

/** Why a person uses a verb: kept for good beside the name, so it must be there and be short. */
public final class Reason {

    public static final int LONGEST = 500;

    /** Marks that only steer how text is shown, and spaces of every kind: no reason to whoever reads it later. */
    private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cf}\\p{Z}]*");

    private Reason() {}

    /** @throws Refusal if there is none that can be seen, or it is too long; control characters are left out */
    public static String read(@Nullable String written) {
        String reason = (written == null ? "" : written)
                .replaceAll("\\s+", " ")
                .replaceAll("\\p{Cntrl}", "")
                .strip();
        if (INVISIBLE.matcher(reason).matches()) {
            throw Refusal.badRequest(Problem.of("console.reason-missing").in("reason"));
        }
        if (reason.codePointCount(0, reason.length()) > LONGEST) {
            throw Refusal.badRequest(
                    Problem.of("console.reason-too-long").in("reason").with("longest", "" + LONGEST));
        }
        return reason;
    }
}
