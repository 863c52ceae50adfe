package vn.lienthong.paygov.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.paygov.Gateway;
import vn.lienthong.paygov.PaymentRefused;
import vn.lienthong.paygov.book.StandingClock;
import vn.lienthong.relay.Heard;
import vn.lienthong.relay.NotingBreakers;
import vn.lienthong.relay.Policies;
import vn.lienthong.relay.Share;

/** What the line to a payment system lets through. */
class LineTest {

    private static final String NOBODY = "http://127.0.0.1:1/pp/bill";

    @TempDir
    Path folder;

    private final NotingBreakers breakers = new NotingBreakers();
    private Line line;

    @BeforeEach
    void start() throws Exception {
        Files.writeString(folder.resolve("payment-platform.yaml"), """
                policy: payment-platform
                timeout: { connect: 1s, read: 3s }
                pace: { perSecond: 6, parallel: 2 }
                """);
        line = new Line(Gateway.PAYMENT_PLATFORM, Policies.in(folder, List.of()), breakers, 1024, new StandingClock());
    }

    @AfterEach
    void stop() {
        line.close();
    }

    @Test
    void no_order_is_made_while_the_breaker_is_open() {
        breakers.open = true;
        assertThatThrownBy(line::admit).isInstanceOf(PaymentRefused.class).hasMessage("paygov.breaker-open");
    }

    /** As many orders as are let through at once. */
    private int admitted() {
        int admitted = 0;
        try {
            while (admitted < 100) {
                line.admit();
                admitted++;
            }
        } catch (PaymentRefused busy) {
            assertThat(busy).hasMessage("paygov.busy");
        }
        return admitted;
    }

    @Test
    void processes_share_the_pace_and_one_that_has_just_joined_makes_no_order() {
        assertThat(admitted()).as("alone").isGreaterThanOrEqualTo(6);
        breakers.share = new Share(1, 2);
        assertThat(admitted()).as("one of two").isBetween(3, 5);
        breakers.share = new Share(2, 3);
        assertThat(admitted()).as("one of more than may call at once").isBetween(1, 3);
        breakers.share = new Share(0, 0);
        assertThat(admitted()).as("just joined").isZero();
    }

    @Test
    void what_came_of_each_message_is_told_to_the_breaker_that_all_processes_share() {
        line.document(NOBODY, Map.of(), new byte[0]);
        assertThat(breakers.told).containsExactly("payment-platform paygov.not-reached");
    }

    /** Whose turn comes when nobody waits for its order any more would make one that the books take for not made. */
    @Test
    void a_message_that_does_not_get_its_turn_is_not_sent_and_says_nothing_of_the_payment_system() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
                ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            String address = "http://127.0.0.1:" + silent.getLocalPort() + "/pp/init";
            List<Future<Heard>> heard =
                    callers.invokeAll(Collections.nCopies(3, () -> line.post(address, Map.of(), new byte[0])));
            assertThat(heard)
                    .extracting(Future::get)
                    .filteredOn(Heard.Lost.class::isInstance)
                    .hasSize(2);
            assertThat(heard)
                    .extracting(Future::get)
                    .filteredOn(Heard.NotReached.class::isInstance)
                    .hasSize(1);
            assertThat(breakers.told).hasSize(2).containsOnly("payment-platform paygov.no-answer");
        }
    }

    @Test
    void receipts_that_cannot_be_fetched_from_the_adapter_keep_no_order_waiting() {
        line.fetch(URI.create(NOBODY), Map.of());
        assertThat(breakers.told).isEmpty();
    }
}
