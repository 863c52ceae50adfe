package vn.lienthong.intake.sql;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import vn.lienthong.connections.DatabaseSettings;
import vn.lienthong.connections.Databases;
import vn.lienthong.intake.Deadlines;
import vn.lienthong.intake.LedgerIntake;
import vn.lienthong.intake.OneFlow;
import vn.lienthong.intake.Overlap;
import vn.lienthong.intake.Page;
import vn.lienthong.intake.Source;
import vn.lienthong.ledger.RealLedger;
import vn.lienthong.mapping.FileMappings;
import vn.lienthong.relay.Flow;
import vn.lienthong.relay.Flows;

/** A process that takes the rows of a database, with a real mapping and a real ledger; it ends when there are no more. */
final class SqlProcess {

    private static final String FLOW = "cases";

    private SqlProcess() {}

    /** Starts one as a child; its heap is given, so that it says what it needs. */
    static Process start(Path dir, DatabaseServer server, String heap) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heap,
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                SqlProcess.class.getName(),
                dir.toString(),
                server.url(),
                server.username(),
                server.password()));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(new File(dir.toFile(), "log.txt")))
                .start();
    }

    public static void main(String[] arguments) throws Exception {
        Path dir = Path.of(arguments[0]);
        DatabaseSettings settings = new DatabaseSettings(
                arguments[1], arguments[2], arguments[3], Duration.ofMinutes(1), ZoneId.of("Asia/Ho_Chi_Minh"));
        FileMappings mappings = new FileMappings(Path.of("src/test/resources/intake/mappings"));
        Flows flows = new OneFlow(new Flow(FLOW, "npsp", "cases", 1, true, true));
        Polling polling = new Polling(
                FLOW,
                "motcua",
                "SELECT * FROM cases",
                "dossier",
                "changed_at",
                Overlap.of("0s"),
                Duration.ofMillis(1),
                500);
        Databases databases = new Databases(Map.of("motcua", settings), Path.of("no-such-folder"));
        try (RealLedger ledger = RealLedger.onSqlite(dir.resolve("data"))) {
            SqlSources sources = new SqlSources(
                    databases,
                    new LedgerIntake(flows, mappings, ledger.ledger, Deadlines.none()),
                    ledger.view,
                    ledger.memos,
                    Clock.systemUTC(),
                    System::nanoTime);
            try (Source source = sources.open(polling)) {
                while (source.step(Page::enter)) {
                    // Until there is nothing more to do.
                }
            }
            Files.writeString(dir.resolve("faults"), sources.faults().toString());
        }
        Path status = Path.of("/proc/self/status");
        if (Files.exists(status)) {
            Files.copy(status, dir.resolve("status"));
        }
    }
}
