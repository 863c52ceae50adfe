package vn.lienthong.intake.exchange;

import java.time.Duration;

/**
 * What a route says of the dossiers it takes.
 *
 * @param source an exchange of the settings, {@code exchanges.<name>}
 * @param every how long to wait when nothing more waits there
 * @param page the most records in one transaction, and in one acknowledgement
 */
public record ExchangePolling(String flow, String source, Duration every, int page) {

    private static final int LARGEST_PAGE = 10_000;

    public ExchangePolling {
        require(!flow.isBlank(), "flow: expected a name");
        require(!source.isBlank(), "source: expected a name under exchanges");
        require(every.isPositive(), "every: expected a duration above zero such as 1m");
        require(page >= 1 && page <= LARGEST_PAGE, "page: expected 1 to " + LARGEST_PAGE + " records");
    }

    /** Who gives the records, as the ledger knows it. */
    String ledgerSource() {
        return "exchange/" + flow;
    }

    private static void require(boolean right, String expected) {
        if (!right) {
            throw new IllegalArgumentException(expected);
        }
    }
}
