package vn.lienthong.intake.inbox;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.MapPropertySource;
import vn.lienthong.intake.Deadlines;
import vn.lienthong.intake.LedgerIntake;
import vn.lienthong.intake.LedgerSide;
import vn.lienthong.intake.OneFlow;
import vn.lienthong.intake.Page;
import vn.lienthong.ledger.Ledger;
import vn.lienthong.ledger.LedgerView;
import vn.lienthong.ledger.Memos;
import vn.lienthong.mapping.FileMappings;
import vn.lienthong.relay.Flow;
import vn.lienthong.relay.Flows;

/** A process with an inbox, a real mapping and a real ledger in one folder; it ends when a file is in done/ or failed/. */
final class InboxProcess {

    static final String FLOW = "register";

    private InboxProcess() {}

    /** Starts one as a child; its heap is given, so that it says what it needs. */
    static Process start(Path dir, String heap) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heap,
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                InboxProcess.class.getName(),
                dir.toString()));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(new File(dir.toFile(), "log.txt")))
                .start();
    }

    public static void main(String[] arguments) throws Exception {
        Path dir = Path.of(arguments[0]);
        try (AnnotationConfigApplicationContext ledger = ledger(dir)) {
            FlowInbox inbox = inbox(dir, ledger);
            Path home = dir.resolve("inbox").resolve(FLOW);
            while (isEmpty(home.resolve("done")) && isEmpty(home.resolve("failed"))) {
                if (!inbox.step(Page::enter)) {
                    TimeUnit.MILLISECONDS.sleep(20);
                }
            }
            inbox.close();
        }
    }

    static FlowInbox inbox(Path dir, AnnotationConfigApplicationContext ledger) {
        LedgerView view = ledger.getBean(LedgerView.class);
        FileMappings mappings = new FileMappings(Path.of("src/test/resources/intake/mappings"));
        mappings.refresh();
        if (!mappings.faults().isEmpty()) {
            throw new IllegalStateException(mappings.faults().toString());
        }
        Flows flows = new OneFlow(new Flow(FLOW, "npsp", "register", 1, true, true));
        InboxSettings settings = new InboxSettings(
                dir.resolve("inbox"), Duration.ZERO, Duration.ofMillis(20), Duration.ofSeconds(30), 500);
        return new Inbox(
                        new LedgerSide(
                                new LedgerIntake(flows, mappings, ledger.getBean(Ledger.class), Deadlines.none()),
                                view,
                                ledger.getBean(Memos.class)),
                        flows,
                        mappings,
                        settings,
                        Clock.systemUTC(),
                        RandomGenerator.getDefault())
                .open(FLOW, "*");
    }

    static AnnotationConfigApplicationContext ledger(Path dir) throws ClassNotFoundException {
        AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
        context.getEnvironment()
                .getPropertySources()
                .addFirst(new MapPropertySource(
                        "test", Map.of("ledger.directory", dir.resolve("data").toString())));
        context.register(Class.forName("vn.lienthong.ledger.LedgerConfiguration"));
        context.refresh();
        return context;
    }

    private static boolean isEmpty(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return true;
        }
        try (var files = Files.list(folder)) {
            return files.noneMatch(file -> file.toString().endsWith(".csv.report.json"))
                    || !Files.exists(folder.resolve("export.csv"));
        }
    }
}
