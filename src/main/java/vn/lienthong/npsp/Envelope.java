package vn.lienthong.npsp;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * The bodies of requests (npsp 3.3). Records are JSON already and are copied as they stand; the session comes in last, so
 * that a body can be kept as evidence without it.
 */
final class Envelope {

    private static final JsonMapper JSON = new JsonMapper();

    /** What {@code type} says in every request that is known of {@code DongBoTrangThaiHoSo}. */
    private static final String FILED_ON_THE_PORTAL = "2";

    private final String madonvi;
    private final boolean bare;

    /** @param bare a relay wants the array alone (npsp 7.6) */
    Envelope(String madonvi, boolean bare) {
        this.madonvi = madonvi;
        this.bare = bare;
    }

    /** A question with its parameters, without a session. */
    byte[] question(String service, Map<String, String> parameters) {
        StringBuilder text = head(service);
        parameters.forEach((name, value) -> member(text, name, value));
        return text.append('}').toString().getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Records to be taken, without a session.
     *
     * @param updating null if the service knows no such thing
     */
    byte[] push(String service, @Nullable Boolean updating, List<byte[]> records) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        if (!bare) {
            StringBuilder text = head(service);
            if (updating != null) {
                member(text, "isUpdating", written(updating));
            }
            body.writeBytes(text.append(",\"data\":").toString().getBytes(StandardCharsets.UTF_8));
        }
        char before = '[';
        for (byte[] one : records) {
            body.write(before);
            body.writeBytes(one);
            before = ',';
        }
        body.writeBytes((bare ? "]" : "]}").getBytes(StandardCharsets.UTF_8));
        return body.toByteArray();
    }

    /** The status of one dossier that was filed on the portal: {@code data} is an object here (npsp 7.4). */
    byte[] portalStatus(String service, byte[] record) {
        if (bare) {
            return record;
        }
        StringBuilder text = head(service);
        member(text, "type", FILED_ON_THE_PORTAL);
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(text.append(",\"data\":").toString().getBytes(StandardCharsets.UTF_8));
        body.writeBytes(record);
        body.write('}');
        return body.toByteArray();
    }

    /** The body as it goes on the wire. */
    static byte[] withSession(byte[] body, String session) {
        byte[] head = ("{\"session\":" + quoted(session) + ",").getBytes(StandardCharsets.UTF_8);
        byte[] whole = new byte[head.length + body.length - 1];
        System.arraycopy(head, 0, whole, 0, head.length);
        System.arraycopy(body, 1, whole, head.length, body.length - 1);
        return whole;
    }

    static byte[] login(String username, String password) {
        return ("{\"username\":" + quoted(username) + ",\"password\":" + quoted(password) + "}")
                .getBytes(StandardCharsets.UTF_8);
    }

    /** A string with a capital, not a JSON boolean. */
    static String written(boolean updating) {
        return updating ? "True" : "False";
    }

    private StringBuilder head(String service) {
        StringBuilder text = new StringBuilder("{\"madonvi\":").append(quoted(madonvi));
        member(text, "service", service);
        return text;
    }

    private static void member(StringBuilder text, String name, String value) {
        text.append(",\"").append(name).append("\":").append(quoted(value));
    }

    private static String quoted(String value) {
        return JSON.writeValueAsString(value);
    }
}
