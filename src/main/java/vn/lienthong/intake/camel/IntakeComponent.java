package vn.lienthong.intake.camel;

import java.util.Map;
import java.util.function.Supplier;
import org.apache.camel.Endpoint;
import org.apache.camel.support.DefaultComponent;
import org.springframework.stereotype.Component;
import vn.lienthong.intake.Overlap;
import vn.lienthong.intake.Source;
import vn.lienthong.intake.SourceFailures;
import vn.lienthong.intake.exchange.ExchangePolling;
import vn.lienthong.intake.exchange.Exchanges;
import vn.lienthong.intake.inbox.Inbox;
import vn.lienthong.intake.kafka.KafkaSources;
import vn.lienthong.intake.kafka.Subscription;
import vn.lienthong.intake.rest.Apis;
import vn.lienthong.intake.rest.Paging;
import vn.lienthong.intake.rest.Pull;
import vn.lienthong.intake.sftp.Fetching;
import vn.lienthong.intake.sftp.Servers;
import vn.lienthong.intake.soap.SoapServices;
import vn.lienthong.intake.sql.Polling;
import vn.lienthong.intake.sql.SqlSources;

/** The scheme {@code intake:}. */
@Component("intake")
final class IntakeComponent extends DefaultComponent {

    private final Inbox inbox;
    private final SqlSources sql;
    private final SoapServices soap;
    private final Exchanges exchanges;
    private final KafkaSources kafka;
    private final Apis apis;
    private final Servers sftp;
    private final SourceFailures failures;

    IntakeComponent(
            Inbox inbox,
            SqlSources sql,
            SoapServices soap,
            Exchanges exchanges,
            KafkaSources kafka,
            Apis apis,
            Servers sftp,
            SourceFailures failures) {
        this.inbox = inbox;
        this.sql = sql;
        this.soap = soap;
        this.exchanges = exchanges;
        this.kafka = kafka;
        this.apis = apis;
        this.sftp = sftp;
        this.failures = failures;
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        Parameters given = new Parameters(this, parameters);
        return switch (remaining) {
            case "inbox" -> inbox(uri, given);
            case "sql" -> sql(uri, given);
            case "exchange" -> exchange(uri, given);
            case "kafka" -> kafka(uri, given);
            case "rest" -> rest(uri, given);
            case "sftp" -> sftp(uri, given);
            case "soap" -> set(new SoapEndpoint(uri, this, soap), parameters);
            case "enter" -> set(new EnterEndpoint(uri, this), parameters);
            default ->
                throw new IllegalArgumentException(
                        "expected intake:inbox, intake:sql, intake:soap, intake:exchange, intake:kafka, intake:rest, "
                                + "intake:sftp or intake:enter, got intake:" + remaining);
        };
    }

    private Endpoint set(Endpoint endpoint, Map<String, Object> parameters) throws Exception {
        setProperties(endpoint, parameters);
        return endpoint;
    }

    /** {@code files}: which ones at the top of the inbox are the flow's, as a glob; without it, only those in its own folder. */
    private Endpoint inbox(String uri, Parameters given) {
        String flow = given.text("flow");
        String files = given.text("files");
        return source(uri, flow, () -> inbox.open(flow, files));
    }

    private Endpoint sql(String uri, Parameters given) {
        Polling polling = new Polling(
                given.text("flow"),
                given.text("source"),
                given.text("query"),
                given.text("key"),
                given.text("time"),
                Overlap.of(given.text("overlap", "10m")),
                given.duration("every", "5s"),
                given.number("page", 500));
        return source(uri, polling.flow(), () -> sql.open(polling));
    }

    private Endpoint exchange(String uri, Parameters given) {
        ExchangePolling polling = new ExchangePolling(
                given.text("flow"), given.text("source"), given.duration("every", "1m"), given.number("page", 100));
        return source(uri, polling.flow(), () -> exchanges.open(polling));
    }

    private Endpoint kafka(String uri, Parameters given) {
        Subscription subscription = new Subscription(
                given.text("flow"),
                given.text("broker"),
                given.text("topic"),
                given.text("format", "json"),
                given.duration("every", "1s"),
                given.number("page", 500));
        return source(uri, subscription.flow(), () -> kafka.open(subscription));
    }

    private Endpoint rest(String uri, Parameters given) {
        Pull pull = new Pull(
                given.text("flow"),
                given.text("api"),
                given.text("path"),
                Pull.RecordList.of(given.text("records"), given.text("key")),
                Pull.Changed.of(given.text("time"), given.text("since"), given.text("overlap", "10m")),
                Paging.of(
                        given.text("paging", "none"),
                        given.text("pagingParameter"),
                        given.number("firstPage", 1),
                        given.text("next")),
                given.text("sizeParameter"),
                given.number("page", 100),
                given.duration("every", "1m"));
        return source(uri, pull.flow(), () -> apis.open(pull));
    }

    private Endpoint sftp(String uri, Parameters given) {
        Fetching fetching = new Fetching(
                given.text("flow"),
                given.text("server"),
                given.text("folder"),
                given.text("files", "*"),
                new Fetching.Complete(given.text("marker"), given.duration("settle", "10s")),
                new Fetching.Moved(given.text("done", "done"), given.text("failed", "failed")),
                given.duration("every", "10s"));
        return source(uri, fetching.flow(), () -> sftp.open(fetching));
    }

    private Endpoint source(String uri, String flow, Supplier<Source> source) {
        return new SourceEndpoint(uri, this, flow, source, failures);
    }
}
