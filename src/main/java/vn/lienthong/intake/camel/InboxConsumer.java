package vn.lienthong.intake.camel;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.support.DefaultConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienthong.intake.IntakeException;
import vn.lienthong.intake.inbox.FlowInbox;
import vn.lienthong.intake.inbox.Inbox;
import vn.lienthong.intake.inbox.Page;

/** Sends the pages of a flow's dropped files through its inbox route, one at a time, on a thread of its own. */
final class InboxConsumer extends DefaultConsumer {

    private static final Logger LOG = LoggerFactory.getLogger(InboxConsumer.class);
    private static final int SECONDS_TO_STOP = 30;

    /** What failed is rarely put right within one look; the log should stay readable until it is. */
    private static final int LOOKS_LEFT_OUT_AFTER_FAILURE = 10;

    private final Inbox inbox;
    private final String flow;
    private final String files;
    private @Nullable Worker worker;

    InboxConsumer(Endpoint endpoint, Processor processor, Inbox inbox, String flow, String files) {
        super(endpoint, processor);
        this.inbox = inbox;
        this.flow = flow;
        this.files = files;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        ExecutorService thread = getEndpoint()
                .getCamelContext()
                .getExecutorServiceManager()
                .newSingleThreadExecutor(this, "inbox-" + flow);
        Worker started = new Worker(inbox.open(flow, files), thread, new CountDownLatch(1));
        worker = started;
        thread.execute(() -> work(started));
    }

    /** The page in the route is finished; the file it is from is gone on with at the next start. */
    @Override
    protected void doStop() throws Exception {
        Worker stopping = worker;
        worker = null;
        if (stopping != null) {
            stopping.stop().countDown();
            stopping.thread().shutdown();
            if (!stopping.thread().awaitTermination(SECONDS_TO_STOP, TimeUnit.SECONDS)) {
                getEndpoint().getCamelContext().getExecutorServiceManager().shutdownNow(stopping.thread());
            }
        }
        super.doStop();
    }

    private void work(Worker self) {
        try (FlowInbox opened = self.opened()) {
            boolean stop = false;
            while (!stop) {
                stop = self.stop().await(step(opened).toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (IOException atTheEnd) {
            LOG.warn(
                    "The inbox of {} did not close as it should. It is opened anew at the next start.", flow, atTheEnd);
        }
    }

    /**
     * The one loop that must survive whatever a file, a disk or a route does.
     *
     * @return how long to wait before the next step
     */
    private Duration step(FlowInbox opened) throws InterruptedException {
        Duration later = inbox.poll().multipliedBy(LOOKS_LEFT_OUT_AFTER_FAILURE);
        try {
            return opened.step(this::carry) ? Duration.ZERO : inbox.poll();
        } catch (InterruptedException stopped) {
            throw stopped;
        } catch (IntakeException notNow) {
            LOG.info(
                    "Files of {} wait: {}. Looking again in {}.",
                    flow,
                    notNow.problem().code(),
                    later);
        } catch (Exception failed) {
            LOG.error("The inbox of {} failed. Nothing is lost; it tries again in {}.", flow, later, failed);
        }
        return later;
    }

    private void carry(Page page) throws Exception {
        Exchange exchange = createExchange(false);
        try {
            exchange.getMessage().setBody(page);
            getProcessor().process(exchange);
            Exception failed = exchange.getException();
            if (failed != null) {
                throw failed;
            }
        } finally {
            releaseExchange(exchange, false);
        }
    }

    private record Worker(FlowInbox opened, ExecutorService thread, CountDownLatch stop) {}
}
