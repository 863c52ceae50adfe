package vn.lienthong.sandbox.soak;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import vn.lienthong.sandbox.Account;
import vn.lienthong.sandbox.soak.connector.SteppedConnector;

/**
 * What the connectors of a run share: what a ministry installs, beside it the one class that moves the clock, the two
 * shipped routes of pushed records, and the shipped policy with waits short enough for a proof.
 */
final class Installation {

    /** How long a lane stays taken without a sign of life. A pause that is to be one lasts longer. */
    static final String LEASE = "4s";

    static final int PARALLEL = 8;

    private static final List<String> ROUTES = List.of("npsp-dossier.camel.yaml", "npsp-progress.camel.yaml");
    private static final List<String> POLICY = List.of(
            "timeout: { connect: 1s, read: 1500ms }",
            "retry: { first: 200ms, factor: 2, longest: 2s, jitter: 20%, giveUpAfter: 7d }",
            "breaker: { window: 10 calls, failureRate: 50%, slowCall: 1s, openFor: 1s, probes: 1 }",
            "pace: { perSecond: 1000, parallel: " + PARALLEL + ", rampAfterOutage: 1s }");

    private final Path dir;
    private final String classPath;
    private final Path routes;
    private volatile List<String> jvmOptions;

    private Installation(Path dir, Installed installed, Path routes) {
        this.dir = dir;
        this.classPath = installed.classPath();
        this.jvmOptions = installed.jvmOptions();
        this.routes = routes;
    }

    static Installation make(Path dir, Installed installed) throws IOException {
        Path jar = dir.resolve("stepped-connector.jar");
        pack(jar);
        // behind the rest, for which there may be a start cache
        Installed stepped = new Installed(installed.classPath() + File.pathSeparator + jar, installed.jvmOptions());
        return new Installation(dir, stepped, routes(dir.resolve("routes")));
    }

    private static void pack(Path jar) throws IOException {
        String name = SteppedConnector.class.getName().replace('.', '/');
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream packed = new JarOutputStream(file)) {
            for (String each : List.of(name, name + "$Stepped")) {
                packed.putNextEntry(new JarEntry(each + ".class"));
                try (InputStream code = SteppedConnector.class.getResourceAsStream("/" + each + ".class")) {
                    Objects.requireNonNull(code, each).transferTo(packed);
                }
            }
        }
    }

    private static Path routes(Path routes) throws IOException {
        Path policies = Files.createDirectories(routes.resolve("policies"));
        for (String route : ROUTES) {
            Files.copy(Path.of("routes", route), routes.resolve(route));
        }
        List<String> lines = new ArrayList<>(Files.readAllLines(Path.of("routes", "policies", "npsp.yaml")));
        for (String change : POLICY) {
            String word = change.substring(0, change.indexOf(':') + 1);
            lines.replaceAll(line -> line.startsWith(word) ? change : line);
        }
        Files.write(policies.resolve("npsp.yaml"), lines);
        return routes;
    }

    Path dir() {
        return dir;
    }

    String classPath() {
        return classPath;
    }

    /** What each connector's JVM is started with beside its memory. */
    List<String> jvmOptions() {
        return jvmOptions;
    }

    void startWith(List<String> options) {
        jvmOptions = List.copyOf(options);
    }

    /** What all lives of all connectors have in common. */
    List<String> settings(String portal) {
        return List.of(
                "--npsp.url=" + portal,
                "--npsp.username=" + Account.INVENTED.username(),
                "--npsp.password=" + Account.INVENTED.password(),
                "--npsp.dstcode=" + Account.INVENTED.dstcode(),
                "--npsp.agency-code=" + Account.INVENTED.agency(),
                "--npsp.session.login-pause=2s",
                "--routes.dir=" + routes,
                "--mappings.dir=" + Path.of("mappings").toAbsolutePath(),
                "--relay.lease=" + LEASE,
                "--relay.poll=200ms",
                // What is done each night asks the portal too: a seed would play another history at night.
                "--agreement.nightly=",
                "--procedures.nightly=",
                "--ledger.patience=2s",
                "--operations.metrics-every=1s");
    }
}
