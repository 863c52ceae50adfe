package vn.lienthong.paygov.notice;

import java.util.stream.Stream;

/** Where payment systems and the portal knock: bare, through either adapter, and below a context prefix (npsp 7.5, paygov A, B). */
final class NoticePaths {

    static final String PLATFORM = "/dpnhankqthanhtoanhs";
    static final String PAYGOV = "/paygov/dpnhankqthanhtoanhs";
    static final String LOOK_UP = "/dptracuuthanhtoanhs";

    static final String XRD = "/XrdAdapter/RestService/forward";
    static final String VXP = "/VXPAdapter/RestService/forward";
    static final String GUEST = "/web/guest";

    private NoticePaths() {}

    /** Every one of them. */
    static String[] all() {
        return Stream.of("", GUEST)
                .flatMap(context -> Stream.of("", XRD, VXP).map(adapter -> context + adapter))
                .flatMap(before -> Stream.of(PLATFORM, PAYGOV, LOOK_UP).map(path -> before + path))
                .toArray(String[]::new);
    }
}
