package vn.lienthong.intake.soap;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import vn.lienthong.intake.Page;
import vn.lienthong.intake.SourceContract;
import vn.lienthong.intake.WatchedIntake.Death;

/** Calls of a SOAP operation keep what every source keeps, with a caller that calls again until it hears the status 200. */
class SoapSourceTest extends SourceContract {

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final Deque<Item> unsent = new ArrayDeque<>();
    private @Nullable ConfigurableApplicationContext door;
    private SoapServices.@Nullable Offer offer;
    private @Nullable Death death;
    private boolean silent;

    @Override
    protected void start() {
        SoapServices services = new SoapServices(Path.of("mappings"), intake, ledger.view);
        offer = services.offer(new SoapOperation("xml-flow", "lgsp/dossier.wsdl", "SyncDocument"), this::carry);
        SpringApplication application = new SpringApplication(SoapDoorTest.Door.class);
        application.addInitializers(context -> context.getBeanFactory().registerSingleton("soapServices", services));
        door = application.run("--server.port=0", "--logging.level.root=OFF");
    }

    private void carry(Page page) throws Exception {
        try {
            page.enter();
        } catch (Death died) {
            death = died;
            throw died;
        }
    }

    @Override
    protected void stop() {
        if (door != null && offer != null) {
            door.close();
            offer.close();
        }
        door = null;
        death = null;
    }

    @Override
    protected void put(List<Item> items) {
        unsent.addAll(items);
    }

    @Override
    protected void work() throws Exception {
        while (!silent && !unsent.isEmpty() && isTaken(unsent.element())) {
            unsent.remove();
        }
        if (death != null) {
            throw death;
        }
    }

    private boolean isTaken(Item item) throws Exception {
        String port = requireNonNull(door).getEnvironment().getRequiredProperty("local.server.port");
        String record = "<MSyncDocument><key>%1$s</key><dossier>%1$s</dossier><owner>%2$s</owner></MSyncDocument>"
                .formatted(item.dossier(), item.owner());
        HttpRequest call = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/services/lgsp/dossier"))
                .header("Content-Type", "text/xml; charset=utf-8")
                .header("SOAPAction", "\"\"")
                .POST(BodyPublishers.ofString("""
                        <s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body>\
                        <d:SyncDocument xmlns:d="urn:vn:gov:lgsp:dossier:1">%s</d:SyncDocument></s:Body></s:Envelope>""".formatted(record)))
                .build();
        return CLIENT.send(call, BodyHandlers.ofString()).body().contains("<Status>200</Status>");
    }

    @Override
    protected boolean isWatched() {
        return false;
    }

    @Override
    protected void goAway() {
        silent = true;
    }

    @Override
    protected void comeBack() {
        silent = false;
    }

    @Override
    protected List<String> faults() {
        return List.of();
    }
}
