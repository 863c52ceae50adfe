package vn.lienthong.scenario;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import vn.lienthong.dossier.DossierNo;
import vn.lienthong.dossier.SourceRecord;
import vn.lienthong.ledger.Ledger;
import vn.lienthong.ledger.RealLedger;

/** Dossiers owed to the portal, put into a ledger while no connector runs. */
final class Backlog {

    private static final int PAGE = 1000;

    private Backlog() {}

    static void owe(RealLedger ledger, int dossiers) {
        for (int from = 0; from < dossiers; from += PAGE) {
            ledger.ledger.enter(IntStream.range(from, Math.min(from + PAGE, dossiers))
                    .mapToObj(Backlog::entry)
                    .toList());
        }
    }

    private static Ledger.Entry entry(int number) {
        String dossier = Dossiers.number(number);
        byte[] body = Dossiers.dossier(number, "received").getBytes(StandardCharsets.UTF_8);
        Ledger.Owed owed = new Ledger.Owed("npsp-dossier", "npsp", new DossierNo(dossier), true, true, null, List.of());
        return new Ledger.Entry(
                "push/bench",
                dossier,
                "hash of " + dossier,
                null,
                new SourceRecord(body, "application/json"),
                List.of(owed));
    }
}
