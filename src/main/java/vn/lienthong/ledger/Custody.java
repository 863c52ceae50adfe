package vn.lienthong.ledger;

/** Who looks after what a database lies in. A server does so itself; files can be taken away from under a process. */
interface Custody extends AutoCloseable {

    Custody OF_SERVER = new Custody() {

        @Override
        public boolean holds() {
            return true;
        }

        @Override
        public void close() {
            // the server goes on without us
        }
    };

    /** Whether what was committed until now lies where the next start will look for it. Cheap: asked after each transaction. */
    boolean holds();

    @Override
    void close();
}
