package vn.lienthong.paygov.reconciliation;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import vn.lienthong.dossier.Problem;
import vn.lienthong.intake.Sources;
import vn.lienthong.intake.inbox.LayoutFolders;
import vn.lienthong.intake.inbox.LayoutFolders.Fate;
import vn.lienthong.intake.inbox.Names;
import vn.lienthong.paygov.PaymentRefused;
import vn.lienthong.paygov.PaymentRefused.Kind;
import vn.lienthong.paygov.Reconciliation;
import vn.lienthong.paygov.ReconciliationFiles;
import vn.lienthong.paygov.Reconciliations;
import vn.lienthong.paygov.Reconciliations.Made;

/**
 * Settlement files dropped into a folder of their layout's name, as {@link LayoutFolders} takes them: the same file again finds the
 * report there is. The lines of that lie beside the file, and behind them what the file holds besides.
 */
public class SettlementInbox implements Sources {

    static final String BY = "inbox";

    private static final Logger LOG = LoggerFactory.getLogger(SettlementInbox.class);
    private static final Locale VIETNAMESE = Locale.of("vi");

    private final LayoutFolders folders;
    private final Reconciliations reconciliations;
    private final ReconciliationFiles reports;

    public SettlementInbox(
            ReconciliationSettings settings,
            Reconciliations reconciliations,
            ReconciliationFiles reports,
            InstantSource time) {
        this.folders = new LayoutFolders(settings.watched(), time);
        this.reconciliations = reconciliations;
        this.reports = reports;
    }

    @Scheduled(fixedDelayString = "${reconciliation.every}")
    void look() {
        folders.look(reconciliations.layouts(), this::take);
    }

    @Override
    public List<Problem> faults() {
        return folders.faults();
    }

    private Fate take(Path file, String layout) throws IOException {
        String name = file.getFileName().toString();
        try {
            Made made = reconciliations.reconcile(file, name, layout, BY, false);
            Reconciliation report = made.report();
            LOG.info(
                    "Settlement file {} was compared: report {}, {} payments got a task.",
                    Names.plain(name),
                    report.id(),
                    report.tasks());
            return new Fate.Done(out -> {
                reports.csv(report, null, VIETNAMESE, out);
                reports.passedOver(made.passedOver(), VIETNAMESE, out);
            });
        } catch (PaymentRefused refused) {
            return refused.kind() == Kind.NOT_NOW ? new Fate.NotNow() : new Fate.Failed(refused.problems());
        }
    }
}
