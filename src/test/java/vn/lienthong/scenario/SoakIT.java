package vn.lienthong.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.sandbox.soak.Report;
import vn.lienthong.sandbox.soak.Settings;
import vn.lienthong.sandbox.soak.Settings.Database;
import vn.lienthong.sandbox.soak.Soak;

/** The proof machine in short, on both databases; {@code ./lienthong soak} is the long one. */
class SoakIT {

    @Test
    void every_promise_is_kept_on_sqlite_under_every_fault(@TempDir Path folder) throws Exception {
        assertKept(Settings.of(Database.SQLITE, 1, 1, 14, folder.resolve("soak")));
    }

    @Test
    void every_promise_is_kept_by_two_processes_on_postgresql_under_every_fault(@TempDir Path folder) throws Exception {
        assertKept(Settings.of(Database.POSTGRESQL, 2, 1, 15, folder.resolve("soak")));
    }

    private static void assertKept(Settings settings) throws Exception {
        Report report = Soak.run(settings, QuickStart.installed(), System.out::println);

        assertThat(report.violations()).as(String.join("\n", report.lines())).isEmpty();
        assertThat(report.faults().keySet())
                .as("kinds of faults that struck")
                .hasSize(settings.kinds().size());
    }
}
