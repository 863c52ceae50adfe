package vn.lienthong.paygov.notice;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;
import vn.lienthong.paygov.message.Fields;

/** What is done with a message at one door, and said back. Safe for any number of threads. */
interface Answers {

    /** What is answered once it is on disk. */
    ObjectNode taken(Received received);

    /**
     * What is answered if it is not, through a fault of ours or before it was looked at.
     *
     * @param message null: it was not read
     */
    ObjectNode notTaken(@Nullable Fields message);
}
