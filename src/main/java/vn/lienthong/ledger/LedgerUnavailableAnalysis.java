package vn.lienthong.ledger;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import vn.lienthong.ledger.Ledger.LedgerUnavailable;

/** A ledger that was opened and then took nothing, as on a full disk, ends a start in three lines instead of a stack trace. */
final class LedgerUnavailableAnalysis extends AbstractFailureAnalyzer<LedgerUnavailable> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, LedgerUnavailable cause) {
        String reason = Faults.reason(cause);
        return new FailureAnalysis(
                "Sổ cái không ghi được nữa (%1$s); những gì đã nhận vẫn còn. The ledger takes nothing (%1$s); what it has is still there."
                        .formatted(reason),
                "Kiểm tra dung lượng đĩa của data.dir (SQLITE_FULL: đĩa đầy), hoặc máy chủ PostgreSQL ở ledger.url, rồi khởi động lại. Look at the"
                        + " room on the disk of data.dir (SQLITE_FULL: there is none), or at the PostgreSQL server of ledger.url, then"
                        + " start again.",
                cause);
    }
}
