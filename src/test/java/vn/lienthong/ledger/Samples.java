package vn.lienthong.ledger;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import vn.lienthong.dossier.DossierNo;
import vn.lienthong.dossier.Problem;
import vn.lienthong.dossier.SourceRecord;
import vn.lienthong.ledger.Ledger.Claim;
import vn.lienthong.ledger.Ledger.Claimed;
import vn.lienthong.ledger.Ledger.Decision;
import vn.lienthong.ledger.Ledger.Entry;
import vn.lienthong.ledger.Ledger.NewAttempt;
import vn.lienthong.ledger.Ledger.Next;
import vn.lienthong.ledger.Ledger.Owed;
import vn.lienthong.ledger.Ledger.Settlement;
import vn.lienthong.ledger.Ledger.Tried;

/** What tests enter and settle. */
final class Samples {

    static final String NPSP = "npsp";
    static final String DOSSIERS = "npsp-dossier";
    static final String PROGRESS = "npsp-progress";
    static final Duration LEASE = Duration.ofSeconds(60);
    static final Instant START = Instant.parse("2026-03-02T02:00:00Z");
    static final Decision LAN = new Decision("lan", "checked by telephone");

    private Samples() {}

    /** A record with content of its own. */
    static Entry record(String key, Owed... owed) {
        return record(key, key + "/1", owed);
    }

    static Entry record(String key, String content, Owed... owed) {
        SourceRecord body = new SourceRecord(content.getBytes(StandardCharsets.UTF_8), "application/json");
        return new Entry("push/test", key, "hash of " + content, null, body, List.of(owed));
    }

    static Owed dossier(String number) {
        return new Owed(DOSSIERS, NPSP, new DossierNo(number), true, true, null, List.of());
    }

    static Owed badDossier(String number, Problem... problems) {
        return new Owed(DOSSIERS, NPSP, new DossierNo(number), true, true, null, List.of(problems));
    }

    static Owed progress(String number) {
        return new Owed(PROGRESS, NPSP, new DossierNo(number), false, false, null, List.of());
    }

    static Owed withoutNumber(Problem... problems) {
        return new Owed(DOSSIERS, NPSP, null, true, true, null, List.of(problems));
    }

    static Problem problem(String code) {
        return Problem.of(code).at("mappings/npsp/dossier/mapping.yaml:8").in("TrangThaiHoSo");
    }

    static NewAttempt attempt(String outcome, Problem... problems) {
        return new NewAttempt(
                START, Duration.ofMillis(120), outcome, true, "npsp/dossier@3f9c21aa", List.of(problems), List.of());
    }

    static Tried delivered(Claimed claimed) {
        return new Tried(claimed.delivery(), attempt("delivered"), new Next.Delivered("receipt " + claimed.delivery()));
    }

    static Tried retry(Claimed claimed, Instant at) {
        return new Tried(
                claimed.delivery(), attempt("deferred", problem("npsp.refused-connection")), new Next.Retry(at, false));
    }

    static Tried unanswered(Claimed claimed, Instant at) {
        return new Tried(
                claimed.delivery(), attempt("unanswered", problem("npsp.read-timeout")), new Next.Retry(at, true));
    }

    static Tried dead(Claimed claimed, String code) {
        return new Tried(claimed.delivery(), attempt("refused", problem(code)), new Next.Dead(false));
    }

    static Tried heldByPolicy(Claimed claimed) {
        return new Tried(claimed.delivery(), attempt("unanswered", problem("npsp.read-timeout")), new Next.Held());
    }

    static Tried withheld(Claimed claimed) {
        Attempt.Change change = new Attempt.Change("TrangThaiHoSo", "2", "4");
        Attempt.Call keptBack = Attempt.Call.keptBack("DongBoHoSoMC", new byte[] {'{', '}'}, List.of(change), START);
        NewAttempt made = new NewAttempt(
                START,
                Duration.ofMillis(120),
                "withheld",
                false,
                "npsp/dossier@3f9c21aa",
                List.of(problem("npsp.shadow-updates")),
                List.of(keptBack));
        return new Tried(claimed.delivery(), made, new Next.Withheld());
    }

    static Settlement settlement(Claim claim, Tried... tried) {
        return new Settlement(claim, List.of(tried));
    }

    static List<String> contents(Claim claim) {
        return claim.deliveries().stream()
                .map(claimed -> new String(claimed.record().body(), StandardCharsets.UTF_8))
                .toList();
    }
}
