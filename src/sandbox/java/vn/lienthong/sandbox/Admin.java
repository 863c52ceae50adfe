package vn.lienthong.sandbox;

import static com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder.responseDefinition;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.util.Locale;
import java.util.Objects;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The page and its JSON below {@code /_sandbox/}: what the portal has, and its fault switches. */
final class Admin {

    private static final String ROOT = "/_sandbox/";
    private static final String DOSSIERS = "dossiers";

    private final Portal portal;
    private final Filing filing;
    private final Faults faults;
    private final byte[] page;

    Admin(Portal portal, Filing filing, Faults faults) {
        this.portal = portal;
        this.filing = filing;
        this.faults = faults;
        this.page = resource("/sandbox/portal.html");
    }

    static boolean isFor(String path) {
        return path.equals("/") || path.startsWith(ROOT);
    }

    ResponseDefinition answer(String path, Request request) {
        if (path.equals("/")) {
            return responseDefinition()
                    .withStatus(200)
                    .withHeader("Content-Type", "text/html; charset=utf-8")
                    .withHeader("Cache-Control", "no-store")
                    .withBody(page)
                    .build();
        }
        String what = request.getMethod().value() + " " + path.substring(ROOT.length());
        return switch (what) {
            case "GET state" -> json(200, state());
            case "GET counts" -> json(200, counts());
            case "GET fault", "PUT fault" -> fault(request);
            case "DELETE fault" -> {
                faults.clear();
                yield json(200, shown(faults.now()));
            }
            case "POST reset" -> {
                portal.reset();
                faults.clear();
                yield json(200, counts());
            }
            case "POST file" -> file(request);
            case "POST expire-sessions" -> {
                portal.sessions().expireAll();
                yield json(200, counts());
            }
            case "GET questions" -> json(200, portal.opinions().questions());
            case "GET ratings" -> json(200, portal.opinions().ratings());
            case "PUT procedures", "DELETE procedures" -> procedure(request);
            default -> what.startsWith("GET " + DOSSIERS) ? dossier(path, request) : json(404, problem("no such page"));
        };
    }

    /** {@code ?code=}: PUT has it say the body too, DELETE takes it out of the catalogue. */
    private ResponseDefinition procedure(Request request) {
        String code = request.queryParameter("code").isPresent()
                ? request.queryParameter("code").firstValue()
                : "";
        if (request.getMethod().value().equals("DELETE")) {
            portal.procedures().drop(code);
            return json(200, counts());
        }
        try {
            if (!code.isBlank() && Portal.JSON.readTree(request.getBody()) instanceof ObjectNode says) {
                portal.procedures().change(code, says);
                return json(200, counts());
            }
        } catch (JacksonException unreadable) {
            // said below, together with what is no object
        }
        return json(400, problem("expected ?code=1.011451 and {\"TENTTHC\": \"…\", \"YEUCAU\": \"…\"}"));
    }

    private ResponseDefinition fault(Request request) {
        if (request.getMethod().value().equals("PUT")) {
            try {
                faults.set(Portal.JSON.readTree(request.getBody()));
            } catch (JacksonException | IllegalArgumentException wrong) {
                return json(
                        400,
                        problem("expected {\"kind\": \"none|down|slow|cut|session|unavailable|html|refuse\","
                                + " \"seconds\": 5, \"pattern\": \"…\", \"services\": [], \"times\": 1}"));
            }
        }
        return json(200, shown(faults.now()));
    }

    /** Files a dossier; an empty body invents one. */
    private ResponseDefinition file(Request request) {
        try {
            byte[] body = request.getBody();
            return json(200, filing.file(Portal.JSON.readTree(body.length == 0 ? "{}".getBytes(UTF_8) : body)));
        } catch (JacksonException | IllegalArgumentException wrong) {
            return json(
                    400, problem("expected {\"to\": \"http://…\", \"path\": \"…\", \"no\": \"…\", \"dossier\": {}}"));
        }
    }

    /** Numbers may contain slashes, so the rest of the path is the number; {@code ?no=} does as well. */
    private ResponseDefinition dossier(String path, Request request) {
        var asked = request.queryParameter("no");
        String number = asked.isPresent()
                ? asked.firstValue()
                : URLDecoder.decode(
                        path.substring((ROOT + DOSSIERS).length())
                                .replaceFirst("^/", "")
                                .replace("+", "%2B"),
                        UTF_8);
        Dossiers.View view = portal.dossiers().find(number.strip());
        if (view == null) {
            return json(404, problem("no such dossier"));
        }
        ObjectNode shown = summary(view);
        shown.set("content", Portal.JSON.readTree(view.content()));
        for (Dossiers.Change change : view.history()) {
            ObjectNode one = shown.withArray("history").addObject();
            one.put("sequence", change.sequence()).put("at", change.at().toString());
            one.put("kind", change.kind()).put("status", change.status()).put("time", change.time());
            one.set("content", Portal.JSON.readTree(change.content()));
        }
        return json(200, shown);
    }

    private ObjectNode state() {
        ObjectNode state = Portal.JSON.createObjectNode();
        state.set("counts", counts());
        state.set("fault", shown(faults.now()));
        state.put("sessions", portal.sessions().open());
        state.putArray("latest");
        portal.dossiers().latest().forEach(view -> state.withArray("latest").add(summary(view)));
        state.putArray("refusals");
        portal.latestRefusals()
                .forEach(refused -> state.withArray("refusals")
                        .addObject()
                        .put("at", refused.at())
                        .put("service", refused.service())
                        .put("dossier", refused.dossier())
                        .put("message", refused.message()));
        return state;
    }

    private ObjectNode counts() {
        ObjectNode counts = Portal.JSON.createObjectNode();
        counts.put("dossiers", portal.dossiers().size());
        portal.counts().all().forEach(counts::put);
        return counts;
    }

    private static ObjectNode summary(Dossiers.View view) {
        JsonNode content = Portal.JSON.readTree(view.content());
        Dossiers.Change last = view.history().getLast();
        return Portal.JSON
                .createObjectNode()
                .put("no", view.number())
                .put("status", status(view, content))
                .put("procedure", Rules.text(content, "MaTTHC"))
                .put("changes", view.history().size())
                .put(
                        "progress",
                        view.history().stream()
                                .filter(change -> change.kind().equals("progress"))
                                .count())
                .put("lastKind", last.kind())
                .put("lastAt", last.at().toString());
    }

    /** Of a dossier filed here, as the ministry told it last. */
    private static String status(Dossiers.View view, JsonNode content) {
        boolean filed = view.history().getFirst().kind().equals("filed");
        return filed ? view.history().getLast().status() : Rules.text(content, "TrangThaiHoSo");
    }

    private static ObjectNode shown(Faults.Fault fault) {
        ObjectNode shown = Portal.JSON.createObjectNode();
        shown.put("kind", fault.kind().name().toLowerCase(Locale.ROOT));
        shown.put("seconds", fault.seconds()).put("pattern", fault.pattern()).put("times", fault.left());
        shown.putArray("services");
        fault.services().forEach(service -> shown.withArray("services").add(service));
        return shown;
    }

    private static ObjectNode problem(String says) {
        return Portal.JSON.createObjectNode().put("problem", says);
    }

    private static ResponseDefinition json(int status, JsonNode body) {
        return new ResponseDefinitionBuilder()
                .withStatus(status)
                .withHeader("Content-Type", "application/json")
                .withHeader("Cache-Control", "no-store")
                .withBody(Portal.bytes(body))
                .build();
    }

    private static byte[] resource(String name) {
        try (InputStream file = Objects.requireNonNull(Admin.class.getResourceAsStream(name), name)) {
            return file.readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
