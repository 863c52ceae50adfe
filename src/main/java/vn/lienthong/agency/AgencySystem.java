package vn.lienthong.agency;

import java.util.function.BooleanSupplier;
import vn.lienthong.relay.Policy;
import vn.lienthong.relay.Reply;

/** One way into a system of the ministry's. */
sealed interface AgencySystem extends AutoCloseable permits FolderSystem, HttpSystem, TableSystem, TopicSystem {

    /** @param mayBeSent asked before anything goes out; false: another worker may have the dossier */
    Reply deliver(Parcel parcel, Policy policy, BooleanSupplier mayBeSent);

    @Override
    default void close() {}
}
