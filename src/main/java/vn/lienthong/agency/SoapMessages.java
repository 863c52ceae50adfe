package vn.lienthong.agency;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.lienthong.relay.Heard;
import vn.lienthong.relay.Policy;
import vn.lienthong.relay.Said;
import vn.lienthong.soap.Elements;
import vn.lienthong.soap.PlainXml;
import vn.lienthong.soap.SoapClient;
import vn.lienthong.soap.SoapReply;

/** The record as the content of a SOAP operation's wrapper, as the system's WSDL says. */
final class SoapMessages implements Messages {

    /** These tell of the caller or of the moment, whatever fault comes with them. */
    private static final Set<Integer> NOT_OF_THE_MESSAGE = Set.of(401, 403, 429, 503);

    private static final int LONGEST_TEXT = 1000;

    private final AgencySettings.Answer where;
    private final SoapClient client;

    SoapMessages(AgencySettings.Answer where, SoapClient client) {
        this.where = where;
        this.client = client;
    }

    /** @throws Unusable if this can be no message of the operation: nothing was sent */
    @Override
    public Sent send(Parcel parcel, Map<String, String> headers, Policy.Timeout timeout) {
        try {
            SoapReply reply = client.call(parcel.operation(), Elements.parse(parcel.body()), headers, timeout);
            return new Sent(reply.sent(), reply.heard(), said(reply));
        } catch (PlainXml.Broken notXml) {
            throw new Unusable(AgencyProblem.NOT_XML, notXml.why().name());
        } catch (IllegalArgumentException noSuchOperation) {
            throw new Unusable(AgencyProblem.CONTRACT_UNUSABLE, String.valueOf(noSuchOperation.getMessage()));
        }
    }

    /** What a route or the settings say cannot be done. */
    static final class Unusable extends RuntimeException {

        private final AgencyProblem problem;
        private final String why;

        Unusable(AgencyProblem problem, String why) {
            super(why);
            this.problem = problem;
            this.why = why;
        }

        AgencyProblem problem() {
            return problem;
        }

        String why() {
            return why;
        }
    }

    private Said said(SoapReply reply) {
        return switch (reply.says()) {
            case SoapReply.Nothing none -> Said.NOTHING;
            case SoapReply.Fault fault ->
                ofTheMessage(reply.heard()) ? new Said(true, fault.code(), null) : Said.NOTHING;
            case SoapReply.Result result -> said(result);
        };
    }

    /** Where the settings name a field of the code, an answer without it says nothing. */
    private Said said(SoapReply.Result result) {
        String code = text(result, where.code());
        return new Said(where.code().isBlank() || code != null, code, text(result, where.message()));
    }

    private static boolean ofTheMessage(Heard heard) {
        return heard instanceof Heard.Answered answered && !NOT_OF_THE_MESSAGE.contains(answered.status());
    }

    private static @Nullable String text(SoapReply.Result result, String field) {
        String text = field.isBlank() ? null : Elements.text(result.content(), field);
        return text == null || text.isBlank() || text.length() > LONGEST_TEXT ? null : text.strip();
    }

    @Override
    public void close() {
        client.close();
    }
}
