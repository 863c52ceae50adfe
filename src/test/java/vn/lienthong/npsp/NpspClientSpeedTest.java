package vn.lienthong.npsp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;
import vn.lienthong.dossier.Batch;
import vn.lienthong.dossier.DossierNo;
import vn.lienthong.relay.Outcome;
import vn.lienthong.sandbox.Account;
import vn.lienthong.sandbox.SimulatedPortal;

/** How many dossiers a second the client gets to the simulated portal, both in this process: the slower of the two. */
@Tag("bench")
class NpspClientSpeedTest {

    private static final int WORKERS = 16;

    @Test
    void sends_dossiers_and_says_how_fast() throws Exception {
        try (SimulatedPortal portal = SimulatedPortal.start(0, Account.INVENTED);
                NpspClient client = Given.client(Given.settings("url=" + portal.adapter()), Given.policy())) {
            AtomicLong number = new AtomicLong();
            run(client, number, Duration.ofSeconds(5));
            long before = number.get();
            Duration cpuBefore = cpu();
            run(client, number, Duration.ofSeconds(5));
            long sent = number.get() - before;
            long perSecond = sent / 5;
            System.out.printf(
                    "%d dossiers a second, TraCuuHoSo and DongBoHoSoMC each; %d us of processor for one, both sides%n",
                    perSecond, cpu().minus(cpuBefore).toNanos() / 1000 / sent);
            assertThat(sent).isPositive();
        }
    }

    /** The processor time of this process, which does not depend on what else the machine does. */
    private static Duration cpu() {
        return ProcessHandle.current().info().totalCpuDuration().orElseThrow();
    }

    private static void run(NpspClient client, AtomicLong number, Duration time) {
        long end = System.nanoTime() + time.toNanos();
        try (ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int n = 0; n < WORKERS; n++) {
                workers.submit(() -> {
                    ObjectNode dossier = Given.dossier();
                    while (System.nanoTime() < end) {
                        String no = "000.00.00.G16-240315-%07d".formatted(number.incrementAndGet());
                        Batch batch = new Batch(
                                "npsp-dossier",
                                new DossierNo(no),
                                false,
                                List.of(Given.item(dossier.put("MaHoSo", no))));
                        assertThat(client.send("DongBoHoSoMC", batch).outcome()).isInstanceOf(Outcome.Delivered.class);
                    }
                });
            }
        }
    }
}
