package vn.lienthong.intake.sql;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import vn.lienthong.dossier.Problem;
import vn.lienthong.ledger.Memos;
import vn.lienthong.ledger.Memos.Memo;

/**
 * The columns that a source's rows have had, noted in the ledger. Where one is gone that the mapping reads, somebody
 * has renamed or dropped it: every row would count as changed, and go out with nothing in place of what was known. Not
 * thread-safe.
 */
final class KnownColumns {

    private static final int MOST_TOLD = 20;

    private final String name;
    private final Memos memos;
    private final Function<Collection<String>, List<String>> missing;
    private List<String> checked = List.of();

    /**
     * @param source as the ledger knows it
     * @param missing what the mapping reads and such columns do not have
     */
    KnownColumns(String source, Memos memos, Function<Collection<String>, List<String>> missing) {
        this.name = source + "#columns";
        this.memos = memos;
        this.missing = missing;
    }

    /**
     * Costs nothing while the columns stay as they are.
     *
     * @throws SourceFault if some are gone; until they are back, or the mapping reads them no more
     * @throws vn.lienthong.intake.IntakeException if nobody knows now what the mapping reads
     * @throws vn.lienthong.ledger.Ledger.LedgerUnavailable if what was there before cannot be read
     */
    void check(List<String> columns) throws SourceFault {
        if (columns.equals(checked)) {
            return;
        }
        Memo noted = memos.read(name);
        Set<String> before = columnsOf(noted);
        List<String> gone = missing.apply(Set.copyOf(columns)).stream()
                .filter(before::contains)
                .toList();
        if (!gone.isEmpty()) {
            throw new SourceFault(Problem.of("intake.source-columns-gone")
                    .in(gone.stream().limit(MOST_TOLD).collect(Collectors.joining(", "))));
        }
        if (!before.equals(Set.copyOf(columns))) {
            memos.write(noted, String.join("\n", columns));
        }
        checked = columns;
    }

    private static Set<String> columnsOf(Memo noted) {
        return noted.content() == null
                ? Set.of()
                : Arrays.stream(noted.content().split("\n")).collect(Collectors.toUnmodifiableSet());
    }
}
