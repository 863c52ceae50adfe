package vn.lienthong.console;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.lienthong.dossier.DossierNo;
import vn.lienthong.dossier.Problem;

/** A dossier's number as a person types or pastes it. */
public final class DossierSearch {

    private static final Pattern AROUND_HYPHEN = Pattern.compile("[\\s\\u00a0]*-[\\s\\u00a0]*");

    private DossierSearch() {}

    /**
     * The number as the ledger keeps it: composed, without space around it or its hyphens, look-alike characters put right.
     *
     * @throws Refusal if it can be no dossier's number
     */
    public static DossierNo read(@Nullable String typed) {
        try {
            return DossierNo.written(
                    AROUND_HYPHEN.matcher(typed == null ? "" : typed).replaceAll("-"));
        } catch (IllegalArgumentException unreadable) {
            throw Refusal.badRequest(Problem.of("console.bad-dossier-number").in("no"));
        }
    }
}
