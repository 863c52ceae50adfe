package vn.lienthong.operations.routes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.DefaultConsumer;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.support.DefaultProducer;
import org.jspecify.annotations.Nullable;
import vn.lienthong.dossier.Problem;
import vn.lienthong.dossier.SettledFiles;
import vn.lienthong.operations.routes.camel.CamelRouteEngine;

/** A routes folder and a real Camel context with stand-ins for the components that route files name. */
final class RouteStage implements AutoCloseable {

    private static final RouteSchema SCHEMA = new RouteSchema();

    final DefaultCamelContext camel = new DefaultCamelContext();
    final Set<String> open = new ConcurrentSkipListSet<>();
    final Set<String> brokenMappings = new ConcurrentSkipListSet<>();
    final Set<String> notRunning = new ConcurrentSkipListSet<>();
    final List<String> passed = new CopyOnWriteArrayList<>();
    final List<String> closed = new CopyOnWriteArrayList<>();
    final SettableClock clock = new SettableClock();
    final LiveRouteFiles files;
    final Path dir;

    RouteStage(Path dir) throws Exception {
        this(dir, SettledFiles.atOnce());
    }

    RouteStage(Path dir, SettledFiles settled) throws Exception {
        this.dir = dir;
        camel.disableJMX();
        for (String name : List.of("relay", "mapping", "npsp")) {
            camel.addComponent(name, new StandIn());
        }
        camel.start();
        RouteSettings settings = RouteSettings.of(dir);
        files = new LiveRouteFiles(
                settings,
                settled,
                new CamelRouteEngine(camel),
                new FileCheck(settings, () -> SCHEMA),
                notRunning::add,
                clock);
    }

    RouteStage write(String name, String yaml) {
        try {
            Path target = dir.resolve(name);
            Files.createDirectories(target.getParent());
            Path temporary = Files.createTempFile(dir, "new", ".tmp");
            Files.writeString(temporary, yaml);
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    RouteStage delete(String name) throws IOException {
        Files.delete(dir.resolve(name));
        return this;
    }

    RouteStage refresh() {
        files.refresh();
        return this;
    }

    List<String> codes() {
        return files.faults().stream().map(Problem::code).toList();
    }

    List<String> running() {
        return files.routes().stream().map(RouteFiles.RunningRoute::id).toList();
    }

    static String flow(String name, String mapping) {
        return """
                - route:
                    id: %1$s
                    description: for a test
                    from:
                      id: due-%1$s
                      uri: relay:%1$s
                      parameters: { counterpart: npsp, mapping: %2$s, batch: 1 }
                      steps:
                        - to: { id: map-%1$s, uri: "mapping:%2$s" }
                        - to: { id: send-%1$s, uri: "npsp:DongBoHoSoMC" }
                """.formatted(name, mapping);
    }

    @Override
    public void close() {
        camel.stop();
    }

    /** Takes any address; notes which consumers run, and refuses to start for a mapping said to be broken. */
    private final class StandIn extends DefaultComponent {

        @Override
        protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) {
            for (String known : List.of("counterpart", "mapping", "batch", "opensLane", "supersedes", "mode")) {
                parameters.remove(known);
            }
            return new StandInEndpoint(uri, this, remaining);
        }
    }

    private final class StandInEndpoint extends DefaultEndpoint {

        private final String name;

        StandInEndpoint(String uri, StandIn component, String name) {
            super(uri, component);
            this.name = name;
        }

        @Override
        public Producer createProducer() {
            return new DefaultProducer(this) {
                @Override
                protected void doStart() {
                    if (brokenMappings.contains(name)) {
                        throw new IllegalStateException("there is no usable mapping named " + name);
                    }
                }

                @Override
                public void process(org.apache.camel.Exchange exchange) {
                    passed.add(name);
                }
            };
        }

        @Override
        public Consumer createConsumer(Processor processor) {
            return new DefaultConsumer(this, processor) {
                @Override
                protected void doStart() throws Exception {
                    super.doStart();
                    open.add(name);
                }

                @Override
                protected void doStop() throws Exception {
                    if (open.remove(name)) {
                        closed.add(name);
                    }
                    super.doStop();
                }
            };
        }
    }

    static final class SettableClock extends Clock {

        private volatile java.time.Instant now = java.time.Instant.parse("2026-01-05T08:00:00Z");

        void pass(java.time.Duration time) {
            now = now.plus(time);
        }

        @Override
        public java.time.Instant instant() {
            return now;
        }

        @Override
        public java.time.ZoneId getZone() {
            return java.time.ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.@Nullable ZoneId zone) {
            return this;
        }
    }
}
