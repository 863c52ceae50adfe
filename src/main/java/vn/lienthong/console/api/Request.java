package vn.lienthong.console.api;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.lienthong.console.Query;
import vn.lienthong.console.Reason;
import vn.lienthong.console.Refusal;
import vn.lienthong.console.SentBodies;
import vn.lienthong.dossier.Problem;

/** Reads what a caller sends with a verb: one small, flat JSON object, each member known and text. */
@Component
class Request {

    private static final int LARGEST = 16 * 1024;

    private final JsonMapper json = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    private final SentBodies bodies;

    Request(SentBodies bodies) {
        this.bodies = bodies;
    }

    /** @throws Refusal if the body is too large, no such object, or has another member; or something stands in the address */
    Members read(HttpServletRequest request, Set<String> known) throws IOException {
        checkAddress(request);
        JsonNode object = parse(bodies.small(request, LARGEST));
        for (String name : object.propertyNames()) {
            if (!known.contains(name)
                    || !(object.path(name).isString() || object.path(name).isNull())) {
                throw Refusal.badRequest(Problem.of("console.unknown-member")
                        .in(shown(name))
                        .with("known", String.join(", ", known.stream().sorted().toList())));
            }
        }
        return new Members(object);
    }

    /**
     * Nothing of what a verb is to do is taken from the address: a filter there would be passed over, and the verb used on more.
     *
     * @throws Refusal if there is a parameter
     */
    static void checkAddress(HttpServletRequest request) {
        request.getParameterMap().keySet().stream().findFirst().ifPresent(name -> {
            throw Refusal.badRequest(Problem.of("console.parameter-in-address").in(shown(name)));
        });
    }

    private static String shown(String name) {
        return name.length() > 40 ? name.substring(0, 40) + "…" : name;
    }

    private JsonNode parse(byte[] body) {
        try {
            JsonNode object = json.readTree(body);
            if (object.isObject()) {
                return object;
            }
        } catch (JacksonException broken) {
            // said below, together with what is JSON but no object
        }
        throw Refusal.badRequest(Problem.of("console.not-json"));
    }

    record Members(JsonNode object) {

        String reason() {
            return Reason.read(object.path("reason").asString(""));
        }

        /** @throws Refusal if a name is too long or has what no name has */
        @Nullable
        String text(String name) {
            return Query.text(name, object.path(name).asString(""));
        }
    }
}
