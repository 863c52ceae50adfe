package vn.lienthong.sandbox.soak.connector;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.support.GenericApplicationContext;
import vn.lienthong.Application;

/**
 * The connector as it is, with a clock that runs beside the true one: each line on standard input is by how many
 * milliseconds. When standard input ends, whoever started this process is gone, and it ends at once.
 */
public final class SteppedConnector {

    private static final AtomicReference<Duration> AHEAD = new AtomicReference<>(Duration.ZERO);

    private SteppedConnector() {}

    public static void main(String[] arguments) {
        Thread.ofPlatform().daemon().name("soak-orders").start(SteppedConnector::followOrders);
        SpringApplication application = new SpringApplication(Application.class);
        application.setMainApplicationClass(Application.class);
        application.addInitializers(
                (ApplicationContextInitializer<GenericApplicationContext>) context -> context.registerBean(
                        "steppedClock",
                        Clock.class,
                        SteppedConnector::clock,
                        definition -> definition.setPrimary(true)));
        application.run(arguments);
    }

    private static Clock clock() {
        return new Stepped(ZoneId.of("Asia/Ho_Chi_Minh"));
    }

    private static void followOrders() {
        try (BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII))) {
            for (String order = orders.readLine(); order != null; order = orders.readLine()) {
                AHEAD.set(Duration.ofMillis(Long.parseLong(order.strip())));
            }
        } catch (IOException gone) {
            // as good as the end
        }
        Runtime.getRuntime().halt(1);
    }

    private static final class Stepped extends Clock {

        private final ZoneId zone;

        Stepped(ZoneId zone) {
            this.zone = zone;
        }

        @Override
        public ZoneId getZone() {
            return zone;
        }

        @Override
        public Clock withZone(ZoneId other) {
            return new Stepped(other);
        }

        @Override
        public Instant instant() {
            return Instant.now().plus(AHEAD.get());
        }
    }
}
