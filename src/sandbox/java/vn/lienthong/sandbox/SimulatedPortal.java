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
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import tools.jackson.databind.node.ObjectNode;

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
    private final Portal portal;
    private final Filing filing;
    private final Faults faults;
    private final FrontDoor door;

    private SimulatedPortal(WireMockServer server, Portal portal, Filing filing, Faults faults) {
        this.server = server;
        this.portal = portal;
        this.filing = filing;
        this.faults = faults;
        this.door = new FrontDoor(server.port());
    }

    /** @param port 0: any that is free */
    public static SimulatedPortal start(int port, Account account) {
        return start(port, account, InstantSource.system());
    }

    /** @param clock by which sessions run out */
    public static SimulatedPortal start(int port, Account account, InstantSource clock) {
        return start("127.0.0.1", port, account, clock, call -> {});
    }

    /** @param record told of each message to the adapter's paths, on the thread that answers it */
    public static SimulatedPortal recording(Account account, Consumer<PortalCall> record) {
        return start("127.0.0.1", 0, account, InstantSource.system(), record);
    }

    /** @param address to listen on; a container's portal listens on all of its own */
    static SimulatedPortal start(
            String address, int port, Account account, InstantSource clock, Consumer<PortalCall> record) {
        Portal portal = new Portal(account, clock);
        Filing filing = new Filing(portal, clock);
        Faults faults = new Faults();
        WireMockServer server = new WireMockServer(options()
                .bindAddress(address)
                .port(port)
                .containerThreads(THREADS)
                .disableRequestJournal()
                .gzipDisabled(true)
                .extensions(new Everything(
                        new Admin(portal, filing, faults), new Adapter(account, portal, faults, clock, record))));
        server.start();
        server.stubFor(any(anyUrl()).willReturn(aResponse().withTransformers(Everything.NAME)));
        return new SimulatedPortal(server, portal, filing, faults);
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

    /** Where dossiers filed on the portal are told of: the ministry's adapter, up to the paths of its messages. */
    public void ministryAt(String adapter) {
        filing.ministryAt(adapter);
    }

    /**
     * From now on calls go wrong in this way, {@code down}, {@code slow}, {@code cut} …; {@code seconds}: how slow, how
     * long to wait.
     */
    public void goWrong(String kind, double seconds) {
        faults.set(Faults.Kind.valueOf(kind.toUpperCase(Locale.ROOT)), seconds);
    }

    /** Nothing goes wrong any more. Dossiers that are refused stay so. */
    public void goWell() {
        faults.clear();
    }

    /** Logins are forgotten: whoever has one must log in again. */
    public void expireSessions() {
        portal.sessions().expireAll();
    }

    /** Of the adapter, through a door that {@link #leave()} shuts. */
    public String adapterBehindDoor() {
        return "http://127.0.0.1:" + door.port() + PATH;
    }

    /** Shuts the door: connections are refused, and those there are end. What the portal has it keeps. */
    public void leave() {
        door.shut();
    }

    /** Opens the door again. */
    public void comeBack() {
        door.open();
    }

    /** These dossiers are refused, whatever else goes wrong or well. */
    public void refuse(Collection<String> dossiers) {
        faults.turnAway(dossiers);
    }

    /** A dossier that was refused is taken from now on. */
    public void refuseNoMore(String dossier) {
        faults.letIn(dossier);
    }

    /** From now on the procedure says this too ({@code LayThuTuc}), a JSON object; a new one begins so. */
    public void changeProcedure(String code, String says) {
        portal.procedures().change(code, (ObjectNode) Portal.JSON.readTree(says));
    }

    /** The portal has no such procedure any more. */
    public void dropProcedure(String code) {
        portal.procedures().drop(code);
    }

    /** All the portal ever took, in the order of arrival. */
    public List<PortalChange> changes() {
        return portal.dossiers().changes();
    }

    /** The portal's own tally. */
    public Map<String, Long> counts() {
        return portal.counts().all();
    }

    @Override
    public void close() {
        door.close();
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
