package vn.lienthong.paygov;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who is asked when, on a real network. */
class SweepTest {

    /** More than are asked at a time. */
    private static final int MANY = 10;

    @TempDir
    Path folder;

    @Test
    void a_payment_system_that_takes_connections_and_never_answers_keeps_nobody_from_asking_the_other()
            throws Exception {
        try (ServerSocket silent = new ServerSocket(0, MANY, InetAddress.getLoopbackAddress());
                PaymentStage stage =
                        new PaymentStage(folder, true, "http://127.0.0.1:" + silent.getLocalPort() + "/query");
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int dossier = 0; dossier < MANY; dossier++) {
                stage.payments.make(
                        PaymentStage.request(Gateway.PAYGOV, "000.00.00.G16-240315-00" + (10 + dossier), 1_000));
            }
            stage.clock.pass(Duration.ofSeconds(1));
            stage.waiting("000.00.00.G16-240315-0001");
            stage.clock.pass(Duration.ofMinutes(5));
            Future<?> hanging = threads.submit(() -> stage.sweep(Gateway.PAYGOV));
            threads.submit(() -> stage.sweep(Gateway.PAYMENT_PLATFORM)).get(2, TimeUnit.SECONDS);
            assertThat(stage.outside.heard()).last().isEqualTo("query");
            assertThat(hanging).isNotDone();
        }
    }
}
