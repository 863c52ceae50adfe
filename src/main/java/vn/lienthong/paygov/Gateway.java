package vn.lienthong.paygov;

import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which payment system: a system that takes payments for the ministry. There are two, often mixed up. People say payment
 * system; where one is named, in the books, the API, records, settings and here, it is a gateway, since a system alone is an
 * agency's. How one is spoken to is the matter of its {@code GatewayClient}.
 */
public enum Gateway {
    /** The national portal's own (Nền tảng thanh toán trực tuyến); fact sheet, section A. */
    PAYMENT_PLATFORM("payment-platform"),
    /** Over the ministry's or province's service platform; fact sheet, section B. */
    PAYGOV("paygov");

    private final String code;

    Gateway(String code) {
        this.code = code;
    }

    /** As in settings, policies, mappings and records. */
    public String code() {
        return code;
    }

    public static Optional<Gateway> named(String code) {
        return Stream.of(values()).filter(gateway -> gateway.code.equals(code)).findFirst();
    }
}
