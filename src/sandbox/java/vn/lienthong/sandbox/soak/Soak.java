package vn.lienthong.sandbox.soak;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.nio.file.Files;
import java.util.function.Consumer;
import org.slf4j.LoggerFactory;
import vn.lienthong.sandbox.Options;

/**
 * {@code ./lienthong soak [--database=sqlite|postgresql] [--processes=N] [--seed=N] [--faults=N] [--dossiers=N]
 * [--only=KIND,…] [--without=KIND,…] [--senders=N] [--dir=DIR] [--ledger.url=… --ledger.username=… --ledger.password=…]}.
 * Prints the seed first and the report last; ends with 1 if any promise was broken. The folder then holds what it takes to
 * find out why: plan, chronicle of the faults, the portal's record, logs and the ledger.
 */
public final class Soak {

    private Soak() {}

    public static void main(String[] arguments) throws Exception {
        ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).setLevel(Level.WARN);
        Settings settings = Settings.of(Options.of(arguments));
        Report report = run(settings, Installed.here(), System.out::println);
        report.lines().forEach(System.out::println);
        System.exit(report.violations().isEmpty() ? 0 : 1);
    }

    /** Does one run, and leaves its report and evidence in the run's folder. */
    public static Report run(Settings settings, Installed installed, Consumer<String> tell) throws Exception {
        tell.accept("Seed " + settings.seed() + ": " + settings.command());
        Run run = new Run(settings, installed, tell);
        Thread end = new Thread(() -> close(run));
        Runtime.getRuntime().addShutdownHook(end);
        try {
            Report report = run.run();
            Files.write(settings.dir().resolve("report.txt"), report.lines());
            Files.write(settings.dir().resolve("violations.txt"), report.violations());
            Files.write(settings.dir().resolve("faults.txt"), report.chronicle());
            return report;
        } finally {
            Runtime.getRuntime().removeShutdownHook(end);
            run.close();
        }
    }

    private static void close(Run run) {
        try {
            run.close();
        } catch (Exception left) {
            System.err.println("Not everything could be ended: " + left.getMessage());
        }
    }
}
