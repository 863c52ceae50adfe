package vn.lienthong.paygov.gateway;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import vn.lienthong.paygov.book.Schedule;

/** What both payment systems' settings must be. */
final class Checks {

    private Checks() {}

    static void addresses(String setting, List<String> addresses) {
        for (String address : addresses) {
            if (!address.isEmpty() && !isHttp(address)) {
                throw new IllegalArgumentException(
                        setting + ": expected an address such as http://10.0.0.5:8080/payment/init");
            }
        }
    }

    /** Whether we can go there. */
    private static boolean isHttp(String address) {
        try {
            URI uri = new URI(address);
            return uri.getHost() != null
                    && ("http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme()));
        } catch (URISyntaxException notAnAddress) {
            return false;
        }
    }

    static void schedule(String setting, String sweep) {
        try {
            Schedule.parse(sweep);
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException(setting + ": " + wrong.getMessage(), wrong);
        }
    }
}
