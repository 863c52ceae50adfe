package vn.lienthong.npsp;

/** A client for tests of other packages. */
public final class NpspClients {

    private NpspClients() {}

    /** As shipped, before a portal at this address. */
    public static NpspClient before(String address) {
        return Given.client(Given.settings("url=" + address), Given.policy());
    }
}
