package vn.lienthong.paygov.gateway;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/**
 * Where what a payment system names is fetched: at our own adapter, whatever host it names; path and query stay as they are
 * (A.6). So nothing in a message leads us to a host of its choice.
 */
final class AdapterAddress {

    private static final int LONGEST = 2000;

    private final String adapter;

    /** @param adapter {@code payments.adapter}; empty: there is none, and nothing is fetched */
    AdapterAddress(String adapter) {
        this.adapter = adapter;
    }

    boolean isThere() {
        return !adapter.isEmpty();
    }

    /** Empty if it is no address by HTTP. */
    Optional<URI> of(String named) {
        return named.length() > LONGEST
                ? Optional.empty()
                : NamedAddress.read(named).flatMap(this::here);
    }

    private Optional<URI> here(String named) {
        try {
            URI from = new URI(named);
            URI to = new URI(adapter);
            String path = from.getRawPath().isEmpty() ? "/" : from.getRawPath();
            String query = from.getRawQuery() == null ? "" : "?" + from.getRawQuery();
            return Optional.of(new URI(to.getScheme() + "://" + to.getRawAuthority() + path + query));
        } catch (URISyntaxException notAnAddress) {
            return Optional.empty();
        }
    }
}
