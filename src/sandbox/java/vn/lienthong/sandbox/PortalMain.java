package vn.lienthong.sandbox;

import java.time.Duration;
import java.time.InstantSource;

/**
 * {@code ./lienthong portal [--port=8090] [--address=127.0.0.1] [--session-ttl=PT10M] [--ministry=URL]}: the simulated
 * portal in a process of its own.
 */
public final class PortalMain {

    private PortalMain() {}

    public static void main(String[] arguments) throws InterruptedException {
        Options options = Options.of(arguments);
        Account account = Account.INVENTED.lasting(Duration.parse(options.get("session-ttl", "PT10M")));
        try (SimulatedPortal portal = SimulatedPortal.start(
                options.get("address", "127.0.0.1"),
                options.number("port", 8090),
                account,
                InstantSource.system(),
                call -> {})) {
            if (options.has("ministry")) {
                portal.ministryAt(options.get("ministry", ""));
            }
            System.out.println("Simulated portal: " + portal.address() + "  npsp.url=" + portal.adapter()
                    + "  npsp.username=" + account.username() + "  npsp.password=" + account.password()
                    + "  npsp.agency-code=" + account.agency());
            Thread.currentThread().join();
        }
    }
}
