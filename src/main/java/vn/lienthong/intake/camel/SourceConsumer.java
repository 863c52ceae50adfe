package vn.lienthong.intake.camel;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.camel.Endpoint;
import org.apache.camel.Processor;
import org.apache.camel.support.DefaultConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienthong.dossier.Thrown;
import vn.lienthong.intake.IntakeException;
import vn.lienthong.intake.Source;
import vn.lienthong.intake.SourceFailures;

/** Sends the pages of a source through its route, one at a time, on a thread of its own. */
final class SourceConsumer extends DefaultConsumer {

    private static final Logger LOG = LoggerFactory.getLogger(SourceConsumer.class);
    private static final int SECONDS_TO_STOP = 30;

    /** What failed is rarely put right within one look; the log should stay readable until it is. */
    private static final int LOOKS_LEFT_OUT_AFTER_FAILURE = 10;

    private final String flow;
    private final Supplier<Source> source;
    private final SourceFailures failures;
    private @Nullable Worker worker;

    /** Of the thread that works: what failed in the step before; empty if nothing did. */
    private List<?> failedBefore = List.of();

    /** @param source opened at each start, closed at each stop */
    SourceConsumer(
            Endpoint endpoint, Processor processor, String flow, Supplier<Source> source, SourceFailures failures) {
        super(endpoint, processor);
        this.flow = flow;
        this.source = source;
        this.failures = failures;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        ExecutorService thread = getEndpoint()
                .getCamelContext()
                .getExecutorServiceManager()
                .newSingleThreadExecutor(this, "source-" + flow);
        Worker started = new Worker(source.get(), thread, new CountDownLatch(1));
        worker = started;
        thread.execute(() -> work(started));
    }

    /** The page in the route is finished; the source is gone on with at the next start. */
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
        try (Source opened = self.opened()) {
            boolean stop = false;
            while (!stop) {
                stop = self.stop().await(step(opened).toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (IOException atTheEnd) {
            LOG.warn(
                    "The source of {} did not close as it should. It is opened anew at the next start.",
                    flow,
                    Thrown.of(atTheEnd));
        } finally {
            failures.forget(name());
        }
    }

    private String name() {
        return getEndpoint().getEndpointUri();
    }

    /**
     * The one loop that must survive whatever a source, a disk or a route does.
     *
     * @return how long to wait before the next step
     */
    private Duration step(Source opened) throws InterruptedException {
        Duration later = opened.pause().multipliedBy(LOOKS_LEFT_OUT_AFTER_FAILURE);
        try {
            boolean more = opened.step(page -> Pages.carry(page, this, getProcessor()));
            failedBefore = List.of();
            failures.forget(name());
            return more ? Duration.ZERO : opened.pause();
        } catch (InterruptedException stopped) {
            throw stopped;
        } catch (IntakeException notNow) {
            LOG.info(
                    "Records of {} wait at their source: {}. Looking again in {} ms.",
                    flow,
                    notNow.problem().code(),
                    later.toMillis());
        } catch (Throwable failed) {
            tell(failed, later);
        }
        return later;
    }

    /**
     * By health and console; in the log once in full, and the same from the same place in one line each time, for days
     * if nobody comes.
     */
    private void tell(Throwable failed, Duration later) {
        List<?> now = List.of(failed.getClass(), Arrays.asList(failed.getStackTrace()));
        if (now.equals(failedBefore)) {
            LOG.error(
                    "The source of {} still fails ({}). Nothing is lost; it tries again in {} ms.",
                    flow,
                    failed.getClass().getName(),
                    later.toMillis());
        } else {
            LOG.error(
                    "The source of {} failed. Nothing is lost; it tries again in {} ms.",
                    flow,
                    later.toMillis(),
                    Thrown.of(failed));
        }
        failedBefore = now;
        if (!(failed instanceof IOException)) {
            // A source of files tells of those itself, with the place.
            failures.failed(name(), flow, failed);
        }
    }

    private record Worker(Source opened, ExecutorService thread, CountDownLatch stop) {}
}
