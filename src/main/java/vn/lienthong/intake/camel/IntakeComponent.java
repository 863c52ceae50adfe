package vn.lienthong.intake.camel;

import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.support.DefaultComponent;
import org.springframework.stereotype.Component;
import vn.lienthong.intake.inbox.Inbox;

/** The scheme {@code intake:}. */
@Component("intake")
final class IntakeComponent extends DefaultComponent {

    private final Inbox inbox;

    IntakeComponent(Inbox inbox) {
        this.inbox = inbox;
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        Endpoint endpoint = switch (remaining) {
            case "inbox" -> new InboxEndpoint(uri, this, inbox);
            case "enter" -> new EnterEndpoint(uri, this);
            default ->
                throw new IllegalArgumentException("expected intake:inbox or intake:enter, got intake:" + remaining);
        };
        setProperties(endpoint, parameters);
        return endpoint;
    }
}
