package vn.lienthong.sandbox;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.extension.ResponseDefinitionTransformerV2;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import java.time.InstantSource;

/**
 * A strict and stateful stand-in for the national portal on loopback: it keeps dossiers, progress and sessions, refuses
 * what npsp.md says the portal refuses, and goes wrong on demand. Its page is at {@code /}, its JSON below
 * {@code /_sandbox/}; both stay reachable whatever fault is switched on.
 */
public final class SimulatedPortal implements AutoCloseable {

    /** Where the adapter's paths begin; what npsp.url is set to. */
    public static final String PATH = "/VXPAdapter/RestService/forward";

    private static final int THREADS = 64;

    private final WireMockServer server;

    private SimulatedPortal(WireMockServer server) {
        this.server = server;
    }

    /** @param port 0: any that is free */
    public static SimulatedPortal start(int port, Account account) {
        return start(port, account, InstantSource.system());
    }

    /** @param clock by which sessions run out */
    public static SimulatedPortal start(int port, Account account, InstantSource clock) {
        return start("127.0.0.1", port, account, clock);
    }

    /** @param address to listen on; a container's portal listens on all of its own */
    static SimulatedPortal start(String address, int port, Account account, InstantSource clock) {
        Portal portal = new Portal(account, clock);
        Faults faults = new Faults();
        WireMockServer server = new WireMockServer(options()
                .bindAddress(address)
                .port(port)
                .containerThreads(THREADS)
                .disableRequestJournal()
                .gzipDisabled(true)
                .extensions(new Everything(new Admin(portal, faults), new Adapter(account, portal, faults))));
        server.start();
        server.stubFor(any(anyUrl()).willReturn(aResponse().withTransformers(Everything.NAME)));
        return new SimulatedPortal(server);
    }

    public int port() {
        return server.port();
    }

    /** Of the page. */
    public String address() {
        return "http://127.0.0.1:" + port();
    }

    /** Of the adapter, for npsp.url. */
    public String adapter() {
        return address() + PATH;
    }

    @Override
    public void close() {
        server.stop();
    }

    /** The one extension: every request is answered by the page's JSON or by the adapter. */
    private record Everything(Admin admin, Adapter adapter) implements ResponseDefinitionTransformerV2 {

        static final String NAME = "simulated-portal";

        @Override
        public ResponseDefinition transform(ServeEvent event) {
            String path = Adapter.path(event.getRequest());
            return Admin.isFor(path)
                    ? admin.answer(path, event.getRequest())
                    : adapter.answer(path, event.getRequest());
        }

        @Override
        public boolean applyGlobally() {
            return false;
        }

        @Override
        public String getName() {
            return NAME;
        }
    }
}
