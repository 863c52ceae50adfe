package vn.lienthong.paygov.notice;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienthong.paygov.Gateway;
import vn.lienthong.paygov.book.Draft;

/** What the log says of a notice that is refused: of one that names no payment of ours nothing else does. */
final class RefusedNotice {

    private static final Logger LOG = LoggerFactory.getLogger(RefusedNotice.class);

    private RefusedNotice() {}

    /** @param payment null: none of ours is meant */
    static void tell(Gateway gateway, @Nullable Long payment, Draft draft, String problem) {
        LOG.atWarn()
                .addKeyValue("counterpart", gateway.code())
                .log(
                        "A notice about {} is refused ({}); it moved nothing and is kept by its hash {}. Payments are asked about on"
                                + " schedule.",
                        payment == null ? "no payment of ours" : "payment " + payment,
                        problem,
                        draft.hash());
    }
}
