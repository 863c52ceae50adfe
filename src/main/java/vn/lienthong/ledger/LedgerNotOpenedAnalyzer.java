package vn.lienthong.ledger;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says it in three lines instead of a stack trace. */
final class LedgerNotOpenedAnalyzer extends AbstractFailureAnalyzer<LedgerNotOpened> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, LedgerNotOpened cause) {
        return new FailureAnalysis(String.valueOf(cause.getMessage()), cause.advice(), cause);
    }
}
