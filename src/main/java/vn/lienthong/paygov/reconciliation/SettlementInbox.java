package vn.lienthong.paygov.reconciliation;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import vn.lienthong.dossier.CsvLine;
import vn.lienthong.dossier.Problem;
import vn.lienthong.dossier.Thrown;
import vn.lienthong.intake.inbox.Drops;
import vn.lienthong.intake.inbox.Names;
import vn.lienthong.ledger.Ledger.LedgerUnavailable;
import vn.lienthong.paygov.PaymentRefused;
import vn.lienthong.paygov.PaymentRefused.Kind;
import vn.lienthong.paygov.Reconciliation;
import vn.lienthong.paygov.ReconciliationFiles;
import vn.lienthong.paygov.Reconciliations;

/**
 * Settlement files dropped into a folder of their layout's name. A file that was compared moves to {@code done/}, one that is
 * refused to {@code failed/}; a report lies beside it, and is there before the file is. A file is where it was until then, so
 * whoever dies leaves it to the next look, which finds the report there is; several processes may look into the same folder.
 */
public class SettlementInbox {

    static final String BY = "inbox";
    static final String REPORT = ".report.csv";

    private static final Logger LOG = LoggerFactory.getLogger(SettlementInbox.class);
    private static final Locale VIETNAMESE = Locale.of("vi");

    private final ReconciliationSettings settings;
    private final Reconciliations reconciliations;
    private final ReconciliationFiles reports;
    private final InstantSource time;
    private final Map<String, Drops> layouts = new HashMap<>();

    public SettlementInbox(
            ReconciliationSettings settings,
            Reconciliations reconciliations,
            ReconciliationFiles reports,
            InstantSource time) {
        this.settings = settings;
        this.reconciliations = reconciliations;
        this.reports = reports;
        this.time = time;
    }

    @Scheduled(fixedDelayString = "${reconciliation.every}")
    void look() {
        Path folder = settings.folder();
        if (folder == null) {
            return;
        }
        for (String layout : reconciliations.layouts()) {
            try {
                look(Files.createDirectories(folder.resolve(layout)), layout);
            } catch (LedgerUnavailable unavailable) {
                // told elsewhere; the files are there at the next look
                return;
            } catch (IOException failed) {
                LOG.warn(
                        "Cannot look for settlement files in {} ({}). Next look in {}.",
                        folder.resolve(layout),
                        failed.getClass().getSimpleName(),
                        settings.every());
            }
        }
    }

    private void look(Path folder, String layout) throws IOException {
        Drops drops =
                layouts.computeIfAbsent(layout, fresh -> new Drops(folder, settings.settle(), settings.settle(), time));
        for (Path file : drops.complete()) {
            try {
                take(file, layout);
            } catch (LedgerUnavailable unavailable) {
                throw unavailable;
            } catch (NoSuchFileException overtaken) {
                LOG.debug("Another process has moved {}.", file);
            } catch (IOException | RuntimeException unforeseen) {
                // One file must not keep the others waiting.
                LOG.error(
                        "Settlement file {} could not be dealt with. It stays where it is; next look in {}.",
                        Names.plain(file.getFileName().toString()),
                        settings.every(),
                        Thrown.of(unforeseen));
            }
        }
    }

    private void take(Path file, String layout) throws IOException {
        String name = file.getFileName().toString();
        try {
            Reconciliation report =
                    reconciliations.reconcile(file, name, layout, BY, false).report();
            publish(file, "done", out -> reports.csv(report, null, VIETNAMESE, out));
            LOG.info(
                    "Settlement file {} was compared: report {}, {} payments got a task.",
                    Names.plain(name),
                    report.id(),
                    report.tasks());
        } catch (PaymentRefused refused) {
            if (refused.kind() != Kind.NOT_NOW) {
                publish(file, "failed", out -> refuse(refused.problems(), out));
                LOG.warn(
                        "Settlement file {} is refused ({}). It lies in failed/ beside its report.",
                        Names.plain(name),
                        refused.getMessage());
            }
        }
    }

    private static void refuse(List<Problem> problems, OutputStream out) throws IOException {
        StringBuilder lines =
                new StringBuilder(CsvLine.BYTE_ORDER_MARK + "code,place,says_vi,says_en,advice_vi,advice_en\r\n");
        for (Problem problem : problems) {
            lines.append(CsvLine.of(Arrays.asList(
                    problem.code(),
                    problem.place(),
                    problem.says(VIETNAMESE),
                    problem.says(Locale.ENGLISH),
                    problem.advice(VIETNAMESE),
                    problem.advice(Locale.ENGLISH))));
        }
        out.write(lines.toString().getBytes(StandardCharsets.UTF_8));
    }

    private interface Writer {
        void write(OutputStream out) throws IOException;
    }

    private static void publish(Path file, String where, Writer writer) throws IOException {
        Path folder = Files.createDirectories(file.resolveSibling(where));
        String name = Names.free(folder, file.getFileName().toString());
        Path growing = Files.createTempFile(folder, ".", REPORT);
        try {
            try (OutputStream out = Files.newOutputStream(growing)) {
                writer.write(out);
            }
            Files.move(growing, folder.resolve(name + REPORT), StandardCopyOption.REPLACE_EXISTING);
            Files.move(file, folder.resolve(name));
        } finally {
            Files.deleteIfExists(growing);
        }
    }
}
