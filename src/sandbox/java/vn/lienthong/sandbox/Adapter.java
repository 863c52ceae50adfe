package vn.lienthong.sandbox;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.lienthong.sandbox.Counts.Count;

/** The exchange adapter before the portal (npsp 2): its paths, {@code dstcode} in both ways, and the faults. */
final class Adapter {

    private static final Pattern PATH =
            Pattern.compile("(?:/web/guest)?/(?:VXPAdapter|XrdAdapter)/RestService/forward/mapi/(login|g)");

    private static final Pattern RELAY = Pattern.compile("/relay/([A-Za-z]+)");
    private static final Pattern SERVICE = Pattern.compile("\"service\"\\s*:\\s*\"([A-Za-z]+)\"");

    /** Of the address, where a caller says who it is. */
    private static final String CALLER = "caller";

    private static final String HTML =
            "<html><head><title>Error</title></head><body><h1>Adapter error</h1><p>Lỗi hệ thống</p></body></html>";

    private static final String FAILED = "{\"error_code\":\"-1\",\"message\":\"ORA-12541: TNS:no listener\"}";

    private static final String UNKNOWN_TARGET =
            "<?xml version=\"1.0\"?><fault><faultcode>Server.ServerProxy.UnknownService</faultcode></fault>";

    private final Account account;
    private final Portal portal;
    private final Faults faults;
    private final InstantSource clock;
    private final Consumer<PortalCall> record;
    private final AtomicLong numbers = new AtomicLong();

    /** @param record told of each message, after the portal decided and before its answer goes out */
    Adapter(Account account, Portal portal, Faults faults, InstantSource clock, Consumer<PortalCall> record) {
        this.account = account;
        this.portal = portal;
        this.faults = faults;
        this.clock = clock;
        this.record = record;
    }

    /** One message. */
    private record Message(
            long number, Instant at, boolean forAdapter, boolean login, String service, byte[] body, Request request) {}

    /**
     * @param decided what the portal said, if it saw the message
     * @param sent what goes out
     */
    private record Answer(@Nullable String decided, ResponseDefinitionBuilder sent) {

        /** The same decision, but the connection is broken before anything of it goes out. */
        Answer cut() {
            return new Answer(decided, broken(Fault.EMPTY_RESPONSE));
        }

        Answer after(double seconds) {
            return new Answer(decided, sent.withFixedDelay((int) (seconds * 1000)));
        }
    }

    ResponseDefinition answer(String path, Request request) {
        Matcher adapter = PATH.matcher(path);
        Matcher relay = RELAY.matcher(path);
        boolean forAdapter = adapter.matches();
        if (!forAdapter && !relay.matches()) {
            return html(404).build();
        }
        portal.counts().add(Count.CALLS);
        byte[] body = request.getBody();
        boolean login = forAdapter && adapter.group(1).equals(Portal.LOGIN);
        String service = login ? Portal.LOGIN : forAdapter ? service(body) : relay.group(1);
        Message message =
                new Message(numbers.incrementAndGet(), clock.instant(), forAdapter, login, service, body, request);
        Faults.Fault fault = faults.strike(service);
        Answer answer = answer(message, fault);
        ResponseDefinition sent = answer.sent().build();
        record(message, fault, answer.decided(), sent);
        return sent;
    }

    private Answer answer(Message message, Faults.Fault fault) {
        if (fault.kind() != Faults.Kind.NONE && fault.kind() != Faults.Kind.REFUSE) {
            portal.counts().add(Count.FAULTS);
        }
        return switch (fault.kind()) {
            case DOWN -> new Answer(null, broken(Fault.CONNECTION_RESET_BY_PEER));
            case UNAVAILABLE -> new Answer(null, unavailable(fault.seconds()));
            case FAILING -> new Answer(null, text(500, "application/json; charset=utf-8", FAILED));
            case HTML -> new Answer(null, html(500));
            case CUT -> taken(message).cut();
            case SESSION -> message.login() ? taken(message) : json(portal.sessionRefused());
            case SLOW -> taken(message).after(fault.seconds());
            case NONE, REFUSE -> taken(message);
        };
    }

    private Answer taken(Message message) {
        Request request = message.request();
        if (!request.getMethod().value().equals("POST")) {
            return new Answer(null, text(405, "text/html; charset=utf-8", HTML));
        }
        byte[] body = message.body();
        if (!message.forAdapter()) {
            return json(portal.relayed(
                    message.service(), body, query(request, "MaDinhDanhDV"), query(request, "isUpdating"), faults));
        }
        if (!reachesThePortal(request, message.login())) {
            return new Answer(null, text(500, "text/xml; charset=utf-8", UNKNOWN_TARGET));
        }
        return json(message.login() ? portal.login(body) : portal.call(body, faults));
    }

    private void record(Message message, Faults.Fault fault, @Nullable String decided, ResponseDefinition sent) {
        boolean broken = sent.getFault() != null;
        record.accept(new PortalCall(
                message.number(),
                message.at(),
                query(message.request(), CALLER),
                message.service(),
                message.body(),
                fault.kind().name().toLowerCase(Locale.ROOT),
                decided,
                broken ? null : Integer.valueOf(sent.getStatus()),
                broken ? null : new String(sent.getByteBody(), StandardCharsets.UTF_8)));
    }

    /** {@code dstcode} may be empty at login (npsp 2). */
    private boolean reachesThePortal(Request request, boolean login) {
        String inQuery = query(request, "dstcode");
        String header = request.getHeader("dstcode");
        String target = inQuery.isEmpty() ? Objects.requireNonNullElse(header, "") : inQuery;
        return target.equals(account.dstcode()) || (login && target.isEmpty());
    }

    private static String query(Request request, String name) {
        var value = request.queryParameter(name);
        return value.isPresent() ? value.firstValue() : "";
    }

    /** Enough to know whom a fault strikes; the portal itself reads the whole message. */
    private static String service(byte[] body) {
        String head = new String(body, 0, Math.min(body.length, 400), StandardCharsets.UTF_8);
        Matcher service = SERVICE.matcher(head);
        return service.find() ? service.group(1) : "?";
    }

    /** Without the query, still encoded. */
    static String path(Request request) {
        String url = request.getUrl();
        int query = url.indexOf('?');
        return query < 0 ? url : url.substring(0, query);
    }

    private static ResponseDefinitionBuilder broken(Fault fault) {
        return new ResponseDefinitionBuilder().withFault(fault);
    }

    private static ResponseDefinitionBuilder unavailable(double seconds) {
        return text(503, "text/plain", "Service Unavailable")
                .withHeader("Retry-After", String.valueOf((int) Math.ceil(seconds)));
    }

    private static ResponseDefinitionBuilder html(int status) {
        return text(status, "text/html; charset=utf-8", HTML);
    }

    private static Answer json(String body) {
        return new Answer(body, text(200, "application/json; charset=utf-8", body));
    }

    private static ResponseDefinitionBuilder text(int status, String type, String body) {
        return new ResponseDefinitionBuilder()
                .withStatus(status)
                .withHeader("Content-Type", type)
                .withBody(body.getBytes(StandardCharsets.UTF_8));
    }
}
