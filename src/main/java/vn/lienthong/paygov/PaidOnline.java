package vn.lienthong.paygov;

import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import vn.lienthong.dossier.SourceRecord;

/**
 * A dossier in the canonical agency JSON ({@code mappings/npsp/dossier/agency-dossier.schema.json}), and whether it says that its
 * fee is paid online.
 */
final class PaidOnline {

    private static final String FIELD = "onlinePayment";
    private static final String ONLINE = "online";

    /** What is read is written again as it was: every member once, in its place, every number with all its digits. */
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS, DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private final ObjectNode dossier;

    private PaidOnline(ObjectNode dossier) {
        this.dossier = dossier;
    }

    /** Empty if the record is not a JSON object. */
    static Optional<PaidOnline> read(SourceRecord record) {
        try {
            JsonNode read = JSON.readTree(record.body());
            return read instanceof ObjectNode dossier ? Optional.of(new PaidOnline(dossier)) : Optional.empty();
        } catch (JacksonException unreadable) {
            return Optional.empty();
        }
    }

    boolean isSaid() {
        return dossier.path(FIELD).asString("").equals(ONLINE);
    }

    /** The same, with that put in and nothing else changed. */
    SourceRecord said() {
        return new SourceRecord(JSON.writeValueAsBytes(dossier.deepCopy().put(FIELD, ONLINE)), "application/json");
    }
}
