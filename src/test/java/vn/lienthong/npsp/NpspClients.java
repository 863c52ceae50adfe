package vn.lienthong.npsp;

import java.time.InstantSource;
import vn.lienthong.intake.Agency;
import vn.lienthong.intake.Deadlines;
import vn.lienthong.intake.LedgerIntake;
import vn.lienthong.intake.LedgerSide;
import vn.lienthong.intake.MemoryLedger;
import vn.lienthong.ledger.InMemoryMemos;
import vn.lienthong.npsp.questions.Questions;

/** A client and its questions for tests of other packages. */
public final class NpspClients {

    private NpspClients() {}

    /** Its questions; nothing takes them into a ledger. */
    public static Questions questions(NpspClient client) {
        MemoryLedger ledger = new MemoryLedger();
        Agency agency = new Agency();
        return new Questions(
                client::questions,
                () -> true,
                new LedgerSide(
                        new LedgerIntake(agency, agency.mappings(), ledger.ledger(), Deadlines.none()),
                        ledger.view(),
                        new InMemoryMemos()),
                InstantSource.system());
    }

    /** As shipped, before a portal at this address. */
    public static NpspClient before(String address) {
        return Given.client(Given.settings("url=" + address), Given.policy());
    }
}
