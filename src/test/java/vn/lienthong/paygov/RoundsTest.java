package vn.lienthong.paygov;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentSkipListSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import vn.lienthong.dossier.DossierNo;

class RoundsTest {

    private static final String PERSON = "NGUYEN VAN A";
    private static final Instant NOW = Instant.parse("2026-03-02T02:00:00Z");

    private final Logger logger = (Logger) LoggerFactory.getLogger(Rounds.class);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @BeforeEach
    void listen() {
        log.start();
        logger.setLevel(Level.ALL);
        logger.addAppender(log);
        logger.setAdditive(false);
    }

    @AfterEach
    void stop() {
        logger.detachAppender(log);
        logger.setAdditive(true);
        logger.setLevel(null);
    }

    @Test
    void one_that_goes_wrong_keeps_no_other_waiting_and_what_it_says_is_in_no_log() {
        Queue<List<Payment>> due = new ArrayDeque<>(List.of(List.of(payment(1), payment(2)), List.of(payment(3))));
        ConcurrentSkipListSet<Long> asked = new ConcurrentSkipListSet<>();
        Rounds rounds = new Rounds(most -> Objects.requireNonNullElse(due.poll(), List.of()), payment -> {
            asked.add(payment.id());
            if (payment.id() == 1) {
                throw new IllegalStateException("cannot read {\"payer\": \"" + PERSON + "\"}");
            }
        });

        rounds.untilNothingIsDue();

        assertThat(asked).containsExactly(1L, 2L, 3L);
        assertThat(log.list).singleElement().satisfies(event -> {
            assertThat(event.getFormattedMessage()).contains("Payment 1 could not be asked about");
            assertThat(ThrowableProxyUtil.asString(event.getThrowableProxy()))
                    .contains("IllegalStateException", "at vn.lienthong.paygov.RoundsTest")
                    .doesNotContain(PERSON);
        });
    }

    private static Payment payment(long id) {
        return new Payment(
                id,
                Gateway.PAYMENT_PLATFORM,
                "R" + id,
                "",
                new DossierNo("D" + id),
                1,
                1000,
                PaymentState.UNKNOWN,
                NOW,
                NOW,
                null,
                null,
                NOW,
                null,
                null);
    }
}
