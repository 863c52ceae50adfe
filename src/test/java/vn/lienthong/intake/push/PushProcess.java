package vn.lienthong.intake.push;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.context.ConfigurableApplicationContext;
import vn.lienthong.ledger.RealLedger;

/** The HTTP door before a real ledger on disk, in a process of its own whose heap is given. */
final class PushProcess {

    private PushProcess() {}

    /** @return a child that writes its port into the file {@code port} */
    static Process start(Path dir, String heap) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx" + heap,
                        "-XX:+ExitOnOutOfMemoryError",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        PushProcess.class.getName(),
                        dir.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(new File(dir.toFile(), "log.txt")))
                .start();
    }

    public static void main(String[] arguments) throws Exception {
        Path dir = Path.of(arguments[0]);
        RealLedger ledger = RealLedger.onSqlite(dir.resolve("data"));
        ConfigurableApplicationContext door = LedgerFullTest.open(ledger);
        String port = door.getEnvironment().getRequiredProperty("local.server.port");
        Files.writeString(dir.resolve("port.part"), port);
        Files.move(dir.resolve("port.part"), dir.resolve("port"));
    }
}
