package vn.lienthong.paygov.gateway;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import vn.lienthong.mapping.Mappings;
import vn.lienthong.paygov.Gateway;
import vn.lienthong.paygov.message.HashFormulas;
import vn.lienthong.relay.Breakers;
import vn.lienthong.relay.Policies;

/** The clients of both payment systems, as an installation has them. */
public final class GatewayClients implements AutoCloseable {

    private final Map<Gateway, GatewayClient> all;
    private final HashFormulas platform;
    private final HashFormulas paygov;

    /** @throws IllegalArgumentException if a file of formulas cannot be read or is wrong */
    public GatewayClients(
            PlatformSettings platformSettings,
            PaygovSettings paygovSettings,
            PaymentsSettings settings,
            Mappings mappings,
            Policies policies,
            Breakers breakers,
            InstantSource clock) {
        Path hashes = settings.hashes();
        long longest = settings.receipts().largest().toBytes();
        this.platform = formulas(hashes, Gateway.PAYMENT_PLATFORM, Map.of("secret", platformSettings.secret()));
        this.paygov = formulas(
                hashes,
                Gateway.PAYGOV,
                Map.of(
                        "secret",
                        paygovSettings.secret(),
                        "access-key",
                        paygovSettings.accessKey(),
                        "partner-code",
                        paygovSettings.partnerCode()));
        this.all = Map.of(
                Gateway.PAYMENT_PLATFORM,
                new PaymentPlatform(
                        platformSettings,
                        mappings,
                        platform,
                        new Line(Gateway.PAYMENT_PLATFORM, policies, breakers, longest, clock),
                        new AdapterAddress(settings.adapter())),
                Gateway.PAYGOV,
                new PayGov(
                        paygovSettings,
                        mappings,
                        paygov,
                        new Line(Gateway.PAYGOV, policies, breakers, longest, clock),
                        clock));
    }

    private static HashFormulas formulas(Path folder, Gateway gateway, Map<String, String> words) {
        return HashFormulas.read(folder.resolve(gateway.code()).resolve("hashes.properties"), words);
    }

    public Map<Gateway, GatewayClient> all() {
        return all;
    }

    /** The formulas of a payment system's messages, its secret in them. */
    public HashFormulas formulas(Gateway gateway) {
        return gateway == Gateway.PAYGOV ? paygov : platform;
    }

    @Override
    public void close() {
        all.values().forEach(GatewayClient::close);
    }
}
