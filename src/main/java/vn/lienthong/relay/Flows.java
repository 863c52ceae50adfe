package vn.lienthong.relay;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.lienthong.dossier.Batch;

/** The flows whose routes are running now. Safe for any number of threads. */
public interface Flows {

    Optional<Flow> find(String name);

    /**
     * Whether the flow is open, was before in this process, or is expected: its route is being replaced, does not start or is
     * stopped, which need not be for long.
     */
    boolean knows(String name);

    /** There is a route of that name that does not start; from now on the flow is known. */
    void expect(String name);

    /** Sorted by name. */
    List<Flow> all();

    /**
     * A flow's route has started. Opening a flow that is open replaces its carrier.
     *
     * @return closes the flow; what is owed of it waits until it is opened again
     */
    AutoCloseable open(Flow flow, Carrier carrier);

    /** Carries a batch through the flow's route; called on a worker's thread, many at a time. */
    interface Carrier {

        /**
         * @return what the counterpart's step left; null if none did, which is unanswered too unless nothing was to be sent
         * @throws Exception anything unforeseen in the route: counted as unanswered
         */
        @Nullable
        Reply carry(Batch batch) throws Exception;
    }
}
