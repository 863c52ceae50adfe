package vn.lienthong.ledger;

import static vn.lienthong.ledger.Samples.dossier;
import static vn.lienthong.ledger.Samples.record;

import java.io.BufferedReader;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A process that enters records as fast as it can, and says which were acknowledged, until it is killed. */
final class EnteringProcess {

    private static final String ACKNOWLEDGED = "acknowledged ";

    private EnteringProcess() {}

    public static void main(String[] arguments) {
        LedgerSettings settings = new LedgerSettings(
                arguments[0], "postgres", "postgres", Path.of(arguments[1]), 8, Duration.ofSeconds(10), "");
        Ledger ledger = new JdbcLedger(Databases.open(settings), InstantSource.system(), new Random());
        for (int thread = 0; thread < 4; thread++) {
            int number = thread;
            Thread.ofPlatform().start(() -> enter(ledger, number));
        }
    }

    private static void enter(Ledger ledger, int thread) {
        for (int i = 0; ; i++) {
            String key = thread + "-" + i;
            ledger.enter(List.of(record(key, dossier("D-" + i % 50))));
            synchronized (System.out) {
                System.out.println(ACKNOWLEDGED + key);
                System.out.flush();
            }
        }
    }

    /** Starts it, kills it without warning after so many acknowledgements, and gives their keys. */
    static List<String> killedAfter(int acknowledgements, LedgerSettings settings, String... options) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "--enable-native-access=ALL-UNNAMED"));
        command.addAll(List.of(options));
        command.addAll(List.of(
                EnteringProcess.class.getName(),
                settings.url(),
                settings.directory().toString()));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        List<String> keys = new ArrayList<>();
        try (BufferedReader lines = process.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith(ACKNOWLEDGED)) {
                    keys.add(line.substring(ACKNOWLEDGED.length()));
                }
                if (keys.size() == acknowledgements) {
                    process.toHandle().destroyForcibly(); // what it still said stays readable
                }
            }
        } finally {
            process.destroyForcibly().waitFor();
        }
        return keys;
    }
}
