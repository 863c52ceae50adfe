package vn.lienthong.ledger;

import static vn.lienthong.ledger.Sql.values;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a process does first with a ledger it has to itself: whatever is still being sent there is its dead predecessor's. */
final class Succeeding {

    private static final Logger LOG = LoggerFactory.getLogger(Succeeding.class);

    private final Books books;

    Succeeding(Books books) {
        this.books = books;
    }

    /** The tallies say where to look, so the cost does not grow with what is owed. */
    void takeBackAll() {
        List<Long> lanes =
                books.sql().list("""
                        SELECT DISTINCT delivery.lane
                        FROM (SELECT DISTINCT counterpart, flow FROM tally WHERE day = 0 AND what = :sending) AS cell
                        JOIN delivery ON delivery.counterpart = cell.counterpart AND delivery.flow = cell.flow
                            AND delivery.state = :sending
                        """, values("sending", DeliveryState.SENDING.name()), (row, number) -> row.getLong(1));
        if (lanes.isEmpty()) {
            return;
        }
        books.takeBack(books.lanes.lock(lanes).values());
        LOG.info(
                "{} lanes were still under way when the last process ended. Their next attempts ask first.",
                lanes.size());
    }
}
