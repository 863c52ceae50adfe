package vn.lienthong.intake.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import vn.lienthong.dossier.Problem;
import vn.lienthong.intake.Source;
import vn.lienthong.intake.SourceFailures;

class SourceConsumerTest {

    private static final String PERSON = "NGUYEN VAN A";

    private final BlockingQueue<ILoggingEvent> log = new LinkedBlockingQueue<>();
    private final AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {

        @Override
        protected void append(ILoggingEvent event) {
            log.add(event);
        }
    };

    private final SourceFailures failures = new SourceFailures();
    private final Logger logger = (Logger) LoggerFactory.getLogger(SourceConsumer.class);

    @BeforeEach
    void listen() {
        appender.start();
        logger.setLevel(Level.INFO);
        logger.setAdditive(false);
        logger.addAppender(appender);
    }

    @AfterEach
    void listenNoMore() {
        logger.detachAppender(appender);
        logger.setAdditive(true);
        logger.setLevel(null);
    }

    @Test
    void a_source_that_fails_is_told_of_without_what_it_says_and_in_full_once() throws Exception {
        try (DefaultCamelContext camel = new DefaultCamelContext()) {
            camel.start();
            SourceConsumer consumer =
                    new SourceConsumer(camel.getEndpoint("direct:end"), exchange -> {}, "flow", Failing::new, failures);
            consumer.start();
            ILoggingEvent told = Objects.requireNonNull(log.poll(30, TimeUnit.SECONDS));
            ILoggingEvent again = Objects.requireNonNull(log.poll(30, TimeUnit.SECONDS));
            assertThat(failures.faults())
                    .containsExactly(Problem.of("intake.source-failed")
                            .with("flow", "flow")
                            .with("why", "IllegalStateException"));
            consumer.stop();
            assertThat(failures.faults()).isEmpty();
            assertThat(told.getFormattedMessage()).startsWith("The source of flow failed.");
            assertThat(ThrowableProxyUtil.asString(told.getThrowableProxy()))
                    .contains("IllegalStateException", "SourceConsumerTest$Failing.step")
                    .doesNotContain(PERSON);
            assertThat(again.getFormattedMessage())
                    .startsWith("The source of flow still fails (java.lang.IllegalStateException).");
            assertThat(again.getThrowableProxy()).isNull();
        }
    }

    @Test
    void a_failure_is_told_no_more_once_the_source_works() throws Exception {
        AtomicBoolean fails = new AtomicBoolean(true);
        try (DefaultCamelContext camel = new DefaultCamelContext()) {
            camel.start();
            SourceConsumer consumer = new SourceConsumer(
                    camel.getEndpoint("direct:end"),
                    exchange -> {},
                    "flow",
                    () -> new Source() {
                        @Override
                        public boolean step(Carrier carrier) {
                            if (fails.get()) {
                                throw new IllegalStateException();
                            }
                            return false;
                        }

                        @Override
                        public Duration pause() {
                            return Duration.ofMillis(1);
                        }

                        @Override
                        public void close() {}
                    },
                    failures);
            consumer.start();
            await().untilAsserted(() -> assertThat(failures.faults()).hasSize(1));

            fails.set(false);

            await().untilAsserted(() -> assertThat(failures.faults()).isEmpty());
            consumer.stop();
        }
    }

    @Test
    void goes_on_after_an_error_such_as_memory_that_ran_out() throws Exception {
        CountDownLatch again = new CountDownLatch(2);
        try (DefaultCamelContext camel = new DefaultCamelContext()) {
            camel.start();
            SourceConsumer consumer = new SourceConsumer(
                    camel.getEndpoint("direct:end"),
                    exchange -> {},
                    "flow",
                    () -> new Source() {
                        @Override
                        public boolean step(Carrier carrier) {
                            again.countDown();
                            throw new OutOfMemoryError("of a test");
                        }

                        @Override
                        public Duration pause() {
                            return Duration.ofMillis(1);
                        }

                        @Override
                        public void close() {}
                    },
                    failures);
            consumer.start();
            boolean looked = again.await(30, TimeUnit.SECONDS);
            consumer.stop();
            assertThat(looked).isTrue();
        }
    }

    private static final class Failing implements Source {

        @Override
        public boolean step(Carrier carrier) {
            throw new IllegalStateException("cannot convert '" + PERSON + "'");
        }

        @Override
        public Duration pause() {
            return Duration.ofMillis(1);
        }

        @Override
        public void close() {}
    }
}
