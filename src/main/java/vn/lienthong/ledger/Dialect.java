package vn.lienthong.ledger;

/** The few words in which the two databases differ. */
enum Dialect {
    /** One writer at a time, so nothing needs locking and nobody waits for a tally. */
    SQLITE("sqlite", "INTEGER", "BLOB", "TEXT", "", "", 1),
    POSTGRESQL("postgresql", "BIGINT", "BYTEA", "TEXT COLLATE \"C\"", "FOR UPDATE OF ", "FOR UPDATE SKIP LOCKED", 16);

    final String folder;
    final String idType;
    final String bytesType;
    final String textType;
    final String lockFree;
    final int shards;
    private final String lock;

    Dialect(String folder, String idType, String bytesType, String textType, String lock, String lockFree, int shards) {
        this.folder = folder;
        this.idType = idType;
        this.bytesType = bytesType;
        this.textType = textType;
        this.lock = lock;
        this.lockFree = lockFree;
        this.shards = shards;
    }

    /** Ends a query: locks the rows of one of its tables until the transaction is over. */
    String lock(String table) {
        return lock.isEmpty() ? "" : lock + table;
    }
}
