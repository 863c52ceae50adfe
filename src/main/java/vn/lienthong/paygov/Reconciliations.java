package vn.lienthong.paygov;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.lienthong.dossier.Problem;
import vn.lienthong.ledger.Ledger.LedgerUnavailable;
import vn.lienthong.paygov.Reconciliation.Line;
import vn.lienthong.paygov.Reconciliation.Verdict;

/**
 * Settlement files, compared with our books. Moves no payment: what differs is told, and becomes a task of the payment it is
 * about. Safe for any number of threads and processes. Throws {@link LedgerUnavailable} if the books cannot be reached.
 */
public interface Reconciliations {

    /** Where the mappings of settlement files are named: {@code payments/settlement/daily} is the layout {@code daily}. */
    String LAYOUTS = "payments/settlement/";

    /**
     * Compares a file. The same file in the same layout again is answered with the report there is. Memory does not grow
     * with the file. If this process dies, the report is made from the start by whoever gives the file next.
     *
     * @param name of the file, for people
     * @param layout as {@code daily}
     * @param by who gives it
     * @param anew a new report also where there is one, for instance because our books have moved since
     * @throws PaymentRefused if there is no such layout, the file as a whole cannot be read, or it is being compared now;
     *     nothing is kept then
     */
    Made reconcile(Path file, String name, String layout, String by, boolean anew) throws IOException;

    /**
     * A report.
     *
     * @param isNew false: there was one
     * @param passedOver what stood in the file and is in no line, such as sums; known of a new report only
     */
    record Made(Reconciliation report, boolean isNew, List<Problem> passedOver) {

        public Made {
            passedOver = List.copyOf(passedOver);
        }
    }

    /**
     * A person has looked, and confirms that the refunds the file reports as sent back were: those that two people have
     * approved, with the same sum, are recorded as REFUNDED in that person's name, with file and place as the document.
     *
     * @return how many; those that somebody has recorded before do not count
     */
    int confirmRefunds(long id, String by, String reason);

    /**
     * Deletes a little of the oldest report that was made before a time: some lines, and with the last of them the report, which
     * counts as not finished from the first one on, whatever becomes of this process. A report with a line of a payment that has
     * a task is left alone, being what the task is about. Several processes may do this at a time.
     *
     * @param most lines
     * @return false: there was none
     */
    boolean forget(Instant before, int most);

    /** The layouts there are, sorted. */
    List<String> layouts();

    Optional<Reconciliation> find(long id);

    /** Newest first. */
    List<Reconciliation> list(int page, int size);

    /**
     * Lines of a report, in the order of the file.
     *
     * @param verdict null: all
     * @param after the number of the line before the first one; 0: from the start
     */
    List<Line> lines(long id, @Nullable Verdict verdict, long after, int most);
}
