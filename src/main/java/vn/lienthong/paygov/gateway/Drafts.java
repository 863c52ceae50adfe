package vn.lienthong.paygov.gateway;

import java.util.Collection;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import vn.lienthong.dossier.Sha256;
import vn.lienthong.paygov.book.Draft;
import vn.lienthong.paygov.message.Fields;
import vn.lienthong.relay.Heard;

/** What is kept of a message: the known fields, and of the whole its hash. */
public final class Drafts {

    private static final int LONGEST_VALUE = 1000;
    /** What people write: perhaps also what they should not. */
    private static final Set<String> TEXTS = Set.of("ThongTinGiaoDich", "MoTaLoi", "orderInfo", "error_message");

    private static final JsonMapper JSON = new JsonMapper();

    private Drafts() {}

    /** @param fields null: it could not be read */
    public static Draft received(String kind, byte[] body, @Nullable Fields fields, Collection<String> known) {
        return new Draft(kind, null, null, kept(fields, known), Sha256.hex(body));
    }

    static Draft answered(String kind, byte[] sent, Heard heard, @Nullable Fields fields, Collection<String> known) {
        return heard instanceof Heard.Answered answered
                ? new Draft(kind, answered.status(), sent, kept(fields, known), Sha256.hex(answered.body()))
                : new Draft(kind, null, sent, null, Sha256.hex(""));
    }

    private static @Nullable String kept(@Nullable Fields fields, Collection<String> known) {
        if (fields == null) {
            return null;
        }
        var kept = JSON.createObjectNode();
        fields.only(known).values().forEach((name, value) -> kept.put(name, kept(name, value)));
        return JSON.writeValueAsString(kept);
    }

    private static String kept(String name, String value) {
        // masked before it is cut: of a number that is cut the check digit cannot be told, and it would stay
        String safe = TEXTS.contains(name) ? Cards.masked(value) : value;
        return safe.length() <= LONGEST_VALUE ? safe : safe.substring(0, LONGEST_VALUE) + "…";
    }
}
