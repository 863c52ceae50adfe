package vn.lienthong.relay;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;

/** Addresses in settings. */
public final class HttpAddress {

    private HttpAddress() {}

    /**
     * Adds what is wrong with an address; a blank one is not set, which is no fault.
     *
     * @param setting its name, as faults begin
     */
    public static void check(String setting, String address, List<String> faults) {
        if (address.isBlank()) {
            return;
        }
        try {
            URI uri = new URI(address);
            if (uri.getHost() == null || !List.of("http", "https").contains(uri.getScheme())) {
                faults.add(setting + ": expected an address such as http://10.0.0.9:8080/api/ho-so");
            }
        } catch (URISyntaxException notAnAddress) {
            faults.add(setting + ": not an address: " + notAnAddress.getReason());
        }
    }
}
