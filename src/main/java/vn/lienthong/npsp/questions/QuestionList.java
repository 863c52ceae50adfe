package vn.lienthong.npsp.questions;

import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a route says of the list it takes.
 *
 * @param service which of the portal's lists
 * @param every how often the list is asked for, by all processes together
 * @param page the most records entered in one transaction
 */
public record QuestionList(String flow, String service, Duration every, int page) {

    /** Questions asked on the portal, and those put by agencies; one in the other's words. */
    public static final Set<String> SERVICES = Set.of("LayDanhSachHoiDapGuiTuDVCQG", "LayDanhSachHoiDapBoCoQuan");

    private static final int LARGEST_PAGE = 10_000;

    /** @throws IllegalArgumentException naming the parameter at fault */
    public QuestionList {
        require(!flow.isBlank(), "flow: expected the flow whose records these are");
        require(SERVICES.contains(service), "expected one of " + new TreeSet<>(SERVICES) + ", got " + service);
        require(every.isPositive(), "every: expected a duration above zero such as 1d");
        require(page >= 1 && page <= LARGEST_PAGE, "page: expected 1 to " + LARGEST_PAGE + " records");
    }

    /** Who gives the records, as the ledger knows it. */
    String ledgerSource() {
        return "npsp/" + flow;
    }

    private static void require(boolean right, String expected) {
        if (!right) {
            throw new IllegalArgumentException(expected);
        }
    }
}
