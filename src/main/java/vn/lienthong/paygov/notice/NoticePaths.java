package vn.lienthong.paygov.notice;

import java.util.List;
import java.util.stream.Stream;

/** Where payment systems and the portal knock: bare, through either adapter, and below a context prefix (npsp 7.5, paygov A, B). */
final class NoticePaths {

    static final String PLATFORM = "/dpnhankqthanhtoanhs";
    static final String PAYGOV = "/paygov/dpnhankqthanhtoanhs";
    static final String LOOK_UP = "/dptracuuthanhtoanhs";

    private static final List<String> ADAPTERS =
            List.of("", "/XrdAdapter/RestService/forward", "/VXPAdapter/RestService/forward");

    private NoticePaths() {}

    /** Everything one of them is called. */
    static List<String> spellings(String path) {
        return Stream.of("", "/web/guest")
                .flatMap(context -> ADAPTERS.stream().map(adapter -> context + adapter + path))
                .toList();
    }

    /** Every one of them. */
    static String[] all() {
        return Stream.of(PLATFORM, PAYGOV, LOOK_UP)
                .flatMap(path -> spellings(path).stream())
                .toArray(String[]::new);
    }
}
