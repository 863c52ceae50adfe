package vn.lienthong.paygov.gateway;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An address by HTTP that a payment system names, for the payer's browser or of a receipt. Browsers take more than the standard
 * allows, and so do we where it can mean one thing only: what no address has is written with percent signs.
 */
final class NamedAddress {

    /** What every browser and server takes as it stands. A backslash and a stray percent sign can mean two things. */
    private static final String MEANT = " \"<>[]^`{|}";

    private static final Pattern PARTS =
            Pattern.compile("(?<server>https?://[^/?#]+)(?<rest>.*)", Pattern.CASE_INSENSITIVE);

    /** Names of hosts with an underscore, which {@link URI} does not take for names. */
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._-]+(:[0-9]{1,5})?");

    private NamedAddress() {}

    /** As it is to be followed: unchanged if it is an address as it stands. Empty if it is none. */
    static Optional<String> read(String named) {
        String given = named.strip();
        Matcher parts = PARTS.matcher(given);
        if (!parts.matches()) {
            return Optional.empty();
        }
        return isAddress(given)
                ? Optional.of(given)
                : Optional.of(parts.group("server") + written(parts.group("rest")))
                        .filter(NamedAddress::isAddress);
    }

    private static boolean isAddress(String text) {
        try {
            URI uri = new URI(text);
            return uri.getHost() != null
                    || uri.getRawAuthority() != null
                            && HOST.matcher(uri.getRawAuthority()).matches();
        } catch (URISyntaxException notAnAddress) {
            return false;
        }
    }

    private static String written(String text) {
        StringBuilder written = new StringBuilder();
        text.chars().forEach(c -> {
            if (MEANT.indexOf(c) >= 0) {
                written.append('%').append(HexFormat.of().withUpperCase().toHexDigits((byte) c));
            } else {
                written.append((char) c);
            }
        });
        return written.toString();
    }
}
