package vn.lienthong.agency;

import java.util.function.BooleanSupplier;
import vn.lienthong.relay.Policy;
import vn.lienthong.relay.Reply;

/** One way into a system of the ministry's. */
sealed interface AgencySystem permits HttpSystem, FolderSystem {

    /** @param mayBeSent asked before anything goes out; false: another worker may have the dossier */
    Reply deliver(Parcel parcel, Policy policy, BooleanSupplier mayBeSent);
}
