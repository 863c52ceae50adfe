package vn.lienthong.intake.camel;

import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.support.DefaultComponent;
import org.springframework.stereotype.Component;
import vn.lienthong.intake.exchange.Exchanges;
import vn.lienthong.intake.inbox.Inbox;
import vn.lienthong.intake.kafka.Brokers;
import vn.lienthong.intake.rest.Apis;
import vn.lienthong.intake.soap.SoapServices;
import vn.lienthong.intake.sql.SqlSources;

/** The scheme {@code intake:}. */
@Component("intake")
final class IntakeComponent extends DefaultComponent {

    private final Inbox inbox;
    private final SqlSources sql;
    private final SoapServices soap;
    private final Exchanges exchanges;
    private final Brokers brokers;
    private final Apis apis;

    IntakeComponent(Inbox inbox, SqlSources sql, SoapServices soap, Exchanges exchanges, Brokers brokers, Apis apis) {
        this.inbox = inbox;
        this.sql = sql;
        this.soap = soap;
        this.exchanges = exchanges;
        this.brokers = brokers;
        this.apis = apis;
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        Endpoint endpoint = switch (remaining) {
            case "inbox" -> new InboxEndpoint(uri, this, inbox);
            case "sql" -> new SqlEndpoint(uri, this, sql);
            case "soap" -> new SoapEndpoint(uri, this, soap);
            case "exchange" -> new ExchangeEndpoint(uri, this, exchanges);
            case "kafka" -> new KafkaEndpoint(uri, this, brokers);
            case "rest" -> new RestEndpoint(uri, this, apis);
            case "enter" -> new EnterEndpoint(uri, this);
            default ->
                throw new IllegalArgumentException(
                        "expected intake:inbox, intake:sql, intake:soap, intake:exchange, intake:kafka, intake:rest "
                                + "or intake:enter, got intake:" + remaining);
        };
        setProperties(endpoint, parameters);
        return endpoint;
    }
}
