package vn.lienthong.npsp;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where requests go, and the headers they carry (npsp 2, 3 and 7.6). */
final class Addresses {

    private final NpspSettings settings;
    private final URI login;
    private final URI integration;
    private final URI share;
    private final Map<String, String> headers;

    Addresses(NpspSettings settings) {
        this.settings = settings;
        login = adapter(settings.path().login());
        integration = adapter(settings.path().integration());
        share = adapter(settings.path().share());
        headers = headers(settings);
    }

    URI login() {
        return login;
    }

    /** @param shared a dictionary, which may live at an address of its own */
    URI of(String service, boolean shared, @Nullable Boolean updating) {
        if (settings.profile() == NpspSettings.Profile.ADAPTER) {
            return shared ? share : integration;
        }
        String query = "MaDinhDanhDV=" + encoded(settings.madonvi())
                + (updating == null ? "" : "&isUpdating=" + Envelope.written(updating));
        return URI.create(joined(settings.url(), service) + "?" + query);
    }

    Map<String, String> headers() {
        return headers;
    }

    private URI adapter(String path) {
        String address = joined(settings.url(), path);
        boolean query = settings.profile() == NpspSettings.Profile.ADAPTER
                && settings.dstcodeIn() == NpspSettings.DstcodeIn.QUERY
                && !settings.dstcode().isBlank();
        if (!query) {
            return URI.create(address);
        }
        String dstcode = settings.dstcodeEncoded() ? encoded(settings.dstcode()) : settings.dstcode();
        return URI.create(address + (address.contains("?") ? "&" : "?") + "dstcode=" + dstcode);
    }

    private static Map<String, String> headers(NpspSettings settings) {
        Map<String, String> headers = new HashMap<>();
        headers.put("Accept", "application/json");
        headers.put("Content-Type", "application/json");
        headers.put("Charset", "utf-8");
        if (settings.dstcodeIn() == NpspSettings.DstcodeIn.HEADER
                && !settings.dstcode().isBlank()) {
            headers.put("dstcode", settings.dstcode());
        }
        return Map.copyOf(headers);
    }

    /** Exactly one slash between, however the two are written. */
    static String joined(String url, String path) {
        return url.replaceAll("/+$", "") + "/" + path.replaceAll("^/+", "");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
