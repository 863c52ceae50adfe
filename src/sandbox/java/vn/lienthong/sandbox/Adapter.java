package vn.lienthong.sandbox;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vn.lienthong.sandbox.Counts.Count;

/** The exchange adapter before the portal (npsp 2): its paths, {@code dstcode} in both ways, and the faults. */
final class Adapter {

    private static final Pattern PATH =
            Pattern.compile("(?:/web/guest)?/(?:VXPAdapter|XrdAdapter)/RestService/forward/mapi/(login|g)");

    private static final Pattern RELAY = Pattern.compile("/relay/([A-Za-z]+)");
    private static final Pattern SERVICE = Pattern.compile("\"service\"\\s*:\\s*\"([A-Za-z]+)\"");

    private static final String HTML =
            "<html><head><title>Error</title></head><body><h1>Adapter error</h1><p>Lỗi hệ thống</p></body></html>";

    private static final String UNKNOWN_TARGET =
            "<?xml version=\"1.0\"?><fault><faultcode>Server.ServerProxy.UnknownService</faultcode></fault>";

    private final Account account;
    private final Portal portal;
    private final Faults faults;

    Adapter(Account account, Portal portal, Faults faults) {
        this.account = account;
        this.portal = portal;
        this.faults = faults;
    }

    ResponseDefinition answer(String path, Request request) {
        Matcher adapter = PATH.matcher(path);
        Matcher relay = RELAY.matcher(path);
        boolean forAdapter = adapter.matches();
        if (!forAdapter && !relay.matches()) {
            return html(404);
        }
        portal.counts().add(Count.CALLS);
        byte[] body = request.getBody();
        boolean login = forAdapter && adapter.group(1).equals(Portal.LOGIN);
        String service = login ? Portal.LOGIN : forAdapter ? service(body) : relay.group(1);
        Faults.Fault fault = faults.strike(service);
        if (fault.kind() != Faults.Kind.NONE && fault.kind() != Faults.Kind.REFUSE) {
            portal.counts().add(Count.FAULTS);
        }
        return switch (fault.kind()) {
            case DOWN -> broken(Fault.CONNECTION_RESET_BY_PEER);
            case UNAVAILABLE ->
                text(503, "text/plain", "Service Unavailable")
                        .withHeader("Retry-After", String.valueOf((int) Math.ceil(fault.seconds())))
                        .build();
            case HTML -> html(500);
            case CUT -> {
                taken(forAdapter, login, service, body, request);
                yield broken(Fault.EMPTY_RESPONSE);
            }
            case SESSION ->
                login
                        ? taken(forAdapter, true, service, body, request).build()
                        : json(portal.sessionRefused()).build();
            case SLOW ->
                taken(forAdapter, login, service, body, request)
                        .withFixedDelay((int) (fault.seconds() * 1000))
                        .build();
            case NONE, REFUSE ->
                taken(forAdapter, login, service, body, request).build();
        };
    }

    private ResponseDefinitionBuilder taken(
            boolean forAdapter, boolean login, String service, byte[] body, Request request) {
        if (!request.getMethod().value().equals("POST")) {
            return text(405, "text/html; charset=utf-8", HTML);
        }
        if (!forAdapter) {
            return json(portal.relayed(
                    service, body, query(request, "MaDinhDanhDV"), query(request, "isUpdating"), faults));
        }
        if (!reachesThePortal(request, login)) {
            return text(500, "text/xml; charset=utf-8", UNKNOWN_TARGET);
        }
        return json(login ? portal.login(body) : portal.call(body, faults));
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

    private static ResponseDefinition broken(Fault fault) {
        return new ResponseDefinitionBuilder().withFault(fault).build();
    }

    private static ResponseDefinition html(int status) {
        return text(status, "text/html; charset=utf-8", HTML).build();
    }

    private static ResponseDefinitionBuilder json(String body) {
        return text(200, "application/json; charset=utf-8", body);
    }

    private static ResponseDefinitionBuilder text(int status, String type, String body) {
        return new ResponseDefinitionBuilder()
                .withStatus(status)
                .withHeader("Content-Type", type)
                .withBody(body.getBytes(StandardCharsets.UTF_8));
    }
}
