package vn.lienthong.agency;

import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import vn.lienthong.relay.Heard;
import vn.lienthong.relay.Policy;
import vn.lienthong.relay.Said;
import vn.lienthong.relay.Wire;

/** The record itself as the body of an HTTP message; an operation, where the route names one, is a path below the address. */
final class PlainMessages implements Messages {

    private static final int LONGEST_BEGINNING = 8 * 1024;
    /** How HTML begins, behind what may stand before it; a gateway's first element need not be the whole page's. */
    private static final Pattern PAGE = Pattern.compile(
            "[\\s\\uFEFF]*(<\\?xml[^>]*>\\s*)?(<!--(?s:.*?)-->\\s*)*<(!doctype\\s+html|html|head|title|meta|script|body)\\b",
            Pattern.CASE_INSENSITIVE);

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

    /**
     * Where the settings name a field of the answer, only JSON is the system's own, and a yes by the HTTP status alone is none:
     * the field may say no under a name spelt otherwise. Without such a setting a yes by an HTML page is mostly that of a proxy
     * that wants somebody to log in.
     */
    private Said said(Heard.Answered heard) {
        AgencySettings.Answer answer = target.answer();
        Said said = Said.inJson(heard, answer.code(), answer.message());
        boolean mute = !answer.code().isBlank() && said.code() == null;
        boolean page = !answer.pages() && isPage(heard);
        return heard.status() / 100 == 2 && (mute || page) ? new Said(false, said.code(), said.message()) : said;
    }

    private static boolean isPage(Heard.Answered heard) {
        byte[] body = heard.body();
        Charset charset = Objects.requireNonNullElse(heard.charset(), StandardCharsets.UTF_8);
        String beginning = new String(body, 0, Math.min(body.length, LONGEST_BEGINNING), charset);
        return PAGE.matcher(beginning).lookingAt();
    }
}
