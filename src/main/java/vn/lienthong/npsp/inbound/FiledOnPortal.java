package vn.lienthong.npsp.inbound;

import java.util.List;
import java.util.function.Predicate;
import vn.lienthong.dossier.DossierNo;
import vn.lienthong.intake.RecordKey;
import vn.lienthong.ledger.LedgerView;

/** Whether a dossier came to us from the portal, by its number there. Known as long as identities are kept. */
public final class FiledOnPortal implements Predicate<String> {

    private final InboundSettings settings;
    private final LedgerView view;

    public FiledOnPortal(InboundSettings settings, LedgerView view) {
        this.settings = settings;
        this.view = view;
    }

    /** @throws vn.lienthong.ledger.Ledger.LedgerUnavailable if the ledger cannot be asked */
    @Override
    public boolean test(String number) {
        DossierNo dossier = new DossierNo(number);
        List<String> keys = settings.flows().stream()
                .map(flow -> RecordKey.ofDossier(flow, dossier))
                .toList();
        return !view.known(Inbound.SOURCE, keys).isEmpty();
    }
}
