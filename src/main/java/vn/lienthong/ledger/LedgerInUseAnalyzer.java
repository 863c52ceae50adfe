package vn.lienthong.ledger;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says it in three lines instead of a stack trace. */
final class LedgerInUseAnalyzer extends AbstractFailureAnalyzer<LedgerInUse> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, LedgerInUse cause) {
        return new FailureAnalysis(
                String.valueOf(cause.getMessage()),
                "Stop the other one, or give this one a data.dir of its own. For several processes on one ledger set"
                        + " ledger.url to a PostgreSQL database.",
                cause);
    }
}
