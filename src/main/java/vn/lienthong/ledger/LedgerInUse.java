package vn.lienthong.ledger;

import java.nio.file.Path;

/** Another process works on the ledger's file; the start is refused. */
final class LedgerInUse extends RuntimeException {

    LedgerInUse(Path folder) {
        super("Another connector is at work on the ledger in " + folder.toAbsolutePath()
                + ". A ledger in a file serves one process.");
    }
}
