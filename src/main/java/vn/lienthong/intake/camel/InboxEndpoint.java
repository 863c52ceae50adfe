package vn.lienthong.intake.camel;

import org.apache.camel.Component;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultEndpoint;
import vn.lienthong.intake.inbox.Inbox;

/** {@code from: intake:inbox}; parameters {@code flow} and {@code files}. */
public final class InboxEndpoint extends DefaultEndpoint {

    private final Inbox inbox;
    private String flow = "";
    private String files = "";

    InboxEndpoint(String uri, Component component, Inbox inbox) {
        super(uri, component);
        this.inbox = inbox;
    }

    /** Whose files: the name of the flow and of its folder. */
    public void setFlow(String flow) {
        this.flow = flow;
    }

    /** Which files at the top of the inbox are the flow's, as a glob; without it, only those in its own folder. */
    public void setFiles(String files) {
        this.files = files;
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        SourceConsumer consumer = new SourceConsumer(this, processor, flow, () -> inbox.open(flow, files));
        configureConsumer(consumer);
        return consumer;
    }

    @Override
    public Producer createProducer() {
        throw new UnsupportedOperationException("files come from intake:inbox; enter their pages by intake:enter");
    }
}
