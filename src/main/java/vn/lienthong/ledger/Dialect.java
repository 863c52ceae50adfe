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

    /**
     * One value of a column, and numbers between {@code :after} and {@code :before}: a range of an index that has the column and the
     * number, for a query in the index's order. Told that the column equals the value, PostgreSQL would rather read the
     * primary key from its end until it meets a row that fits. SQLite cannot begin to read at a row that ends with its own
     * key.
     */
    String between(String column, String value) {
        if (this == SQLITE) {
            return column + " = " + value + " AND d.id > :after AND d.id < :before";
        }
        String row = "(" + column + ", d.id)";
        return row + " > (" + value + ", :after) AND " + row + " < (" + value + ", :before)";
    }

    /** Ends a query: locks the rows of one of its tables until the transaction is over. */
    String lock(String table) {
        return lock.isEmpty() ? "" : lock + table;
    }
}
