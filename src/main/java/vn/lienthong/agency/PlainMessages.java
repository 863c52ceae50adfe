package vn.lienthong.agency;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.lienthong.relay.Heard;
import vn.lienthong.relay.Policy;
import vn.lienthong.relay.Wire;

/** The record itself as the body of an HTTP message; an operation, where the route names one, is a path below the address. */
final class PlainMessages implements Messages {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int LONGEST_TEXT = 1000;

    private final AgencySettings.Target target;
    private final Wire wire;

    PlainMessages(AgencySettings.Target target, Wire wire) {
        this.target = target;
        this.wire = wire;
    }

    @Override
    public Sent send(Parcel parcel, Map<String, String> headers, Policy.Timeout timeout) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put("Content-Type", parcel.isXml() ? "application/xml" : "application/json");
        all.put("Accept", "application/json");
        Heard heard = wire.send(target.method(), address(parcel.operation()), all, parcel.body(), timeout);
        Said said = heard instanceof Heard.Answered answered ? said(answered) : Said.NOTHING;
        return new Sent(parcel.body(), heard, said);
    }

    private URI address(String operation) {
        String url = target.url();
        return URI.create(operation.isEmpty() ? url : url.replaceAll("/+$", "") + "/" + operation);
    }

    /** Where the settings name a field of the answer, only JSON is the system's own; without the field, only its HTTP status counts. */
    private Said said(Heard.Answered heard) {
        JsonNode answer = read(heard.body());
        String message = text(answer, target.answer().message());
        if (target.answer().code().isBlank()) {
            return new Said(true, null, message);
        }
        String code = text(answer, target.answer().code());
        boolean itsOwn = answer != null && answer.isObject() && (code != null || heard.status() < 500);
        return new Said(itsOwn, code, message);
    }

    private static @Nullable JsonNode read(byte[] body) {
        try {
            return JSON.readTree(body);
        } catch (JacksonException notJson) {
            return null;
        }
    }

    /** A short single value at the top of an answer. */
    private static @Nullable String text(@Nullable JsonNode answer, String field) {
        JsonNode value = answer == null || field.isBlank() ? null : answer.get(field);
        if (value == null || !value.isValueNode() || value.isNull()) {
            return null;
        }
        String text = value.asString();
        return text.length() <= LONGEST_TEXT ? text : null;
    }
}
