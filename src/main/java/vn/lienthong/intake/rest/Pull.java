package vn.lienthong.intake.rest;

import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.lienthong.intake.Overlap;

/**
 * What a route says of the records it takes.
 *
 * @param api of the settings, {@code apis.<name>}
 * @param path behind the API's address; parameters that never change may stand in it: {@code /ho-so?sort=updatedAt}
 * @param list where in an answer the records are, and in a record what tells of it
 * @param changed by which only what is new is asked for; null: every round reads all
 * @param paging how the next page is asked for
 * @param size the request's parameter for the size of a page; empty: there is none
 * @param page the most records the API is asked for at a time
 * @param every how long to wait when there was nothing more
 */
public record Pull(
        String flow,
        String api,
        String path,
        RecordList list,
        @Nullable Changed changed,
        Paging paging,
        String size,
        int page,
        Duration every) {

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]*");
    private static final Pattern PATH = Pattern.compile("(/[!-~&&[^#?]]*)(\\?[!-~&&[^#]]*)?");
    private static final int LARGEST_PAGE = 10_000;

    public Pull {
        require(NAME.matcher(flow).matches(), "flow: expected a name of small letters, digits and hyphens");
        require(!api.isBlank(), "api: expected a name under apis, as in motcua");
        require(PATH.matcher(path).matches(), "path: expected what stands behind apis.<name>.url, such as /ho-so");
        require(every.isPositive(), "every: expected a duration above zero such as 1m");
        require(page >= 1 && page <= LARGEST_PAGE, "page: expected 1 to " + LARGEST_PAGE + " records");
    }

    /**
     * Records of an answer.
     *
     * @param records where the array of them is; the root: the answer is that array
     * @param key in a record, what tells it from all others and never changes
     */
    public record RecordList(FieldPath records, FieldPath key) {

        /** As a route writes it. */
        public static RecordList of(String records, String key) {
            require(!key.isBlank(), "key: expected the field that tells each record from all others");
            return new RecordList(FieldPath.of(records), FieldPath.of(key));
        }
    }

    /**
     * What moves forward whenever a record changes.
     *
     * @param time in a record, a time or a number; answers are in its order
     * @param since the request's parameter
     * @param overlap how far behind the newest time taken others may still appear
     */
    public record Changed(FieldPath time, String since, Overlap overlap) {

        /** As a route writes it; null if it names neither. */
        public static @Nullable Changed of(String time, String since, String overlap) {
            require(
                    time.isBlank() == since.isBlank(),
                    "time, since: the record's field and the request's parameter go together");
            return time.isBlank() ? null : new Changed(FieldPath.of(time), since, Overlap.of(overlap));
        }
    }

    /** Who gives the records, as the ledger knows it. */
    String ledgerSource() {
        return "rest/" + flow;
    }

    private static void require(boolean right, String expected) {
        if (!right) {
            throw new IllegalArgumentException(expected);
        }
    }
}
