package vn.lienthong.console;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.lienthong.dossier.DossierNo;
import vn.lienthong.dossier.Problem;
import vn.lienthong.dossier.SourceRecord;
import vn.lienthong.ledger.Attempt;
import vn.lienthong.ledger.Ledger;
import vn.lienthong.ledger.Ledger.Claim;
import vn.lienthong.ledger.Ledger.NewAttempt;
import vn.lienthong.ledger.Ledger.Next;

/** Puts deliveries into the ledger the way intake and relay do. People and dossiers are invented. */
final class Seed {

    static final String RECORD = "{\"dossierNo\":\"x\",\"applicant\":{\"name\":\"Trần Thị Thử\"}}";

    private static final AtomicInteger KEYS = new AtomicInteger();
    private final Ledger ledger;

    Seed(Ledger ledger) {
        this.ledger = ledger;
    }

    long pending(String dossier) {
        return enter("npsp-dossier", dossier, RECORD, List.of());
    }

    /** Owed by then. */
    long pending(String dossier, Instant deadline) {
        return enter("npsp-dossier", dossier, RECORD, deadline, List.of());
    }

    long dead(String dossier, Problem problem) {
        return enter("npsp-dossier", dossier, RECORD, List.of(problem));
    }

    long delivered(String dossier) {
        return tried(dossier, "delivered", null, new Next.Delivered("MaGiaoDich 42"));
    }

    long retrying(String dossier, Problem problem, Duration wait) {
        return tried(dossier, "deferred", problem, new Next.Retry(Instant.now().plus(wait), false));
    }

    /** Looked at in shadow mode: an update of the fields that would have changed. */
    long withheld(String dossier, Attempt.Change... changes) {
        long delivery = pending(dossier);
        byte[] message = "{\"data\":[{\"ChuHoSo\":\"Lê Thị Thử\"}]}".getBytes(StandardCharsets.UTF_8);
        String fields = Arrays.stream(changes).map(Attempt.Change::field).collect(Collectors.joining(", "));
        Problem report = Problem.of("npsp.shadow-updates")
                .with("changed", String.valueOf(changes.length))
                .with("same", "4")
                .with("untold", "27")
                .with("fields", fields);
        attempt(
                delivery,
                "withheld",
                report,
                new Next.Withheld(),
                Attempt.Call.keptBack("DongBoHoSoMC", message, List.of(changes), Instant.now()));
        return delivery;
    }

    long enter(String flow, @Nullable String dossier, String record, List<Problem> problems) {
        return enter(flow, dossier, record, null, problems);
    }

    private long enter(
            String flow, @Nullable String dossier, String record, @Nullable Instant deadline, List<Problem> problems) {
        String key = "key-" + KEYS.incrementAndGet();
        Ledger.Owed owed = new Ledger.Owed(
                flow, "npsp", dossier == null ? null : new DossierNo(dossier), true, true, deadline, problems);
        SourceRecord body = new SourceRecord(record.getBytes(StandardCharsets.UTF_8), "application/json");
        Ledger.Entry entry = new Ledger.Entry("push/mot-cua", key, "hash-" + key, null, body, List.of(owed));
        return ledger.enter(List.of(entry)).getFirst().deliveries().getFirst();
    }

    private long tried(String dossier, String outcome, @Nullable Problem problem, Next next) {
        long delivery = pending(dossier);
        attempt(delivery, outcome, problem, next);
        return delivery;
    }

    void attempt(long delivery, String outcome, @Nullable Problem problem, Next next) {
        Attempt.Call call = new Attempt.Call(
                "DongBoHoSoMC",
                "{\"ChuHoSo\":\"<script>alert(1)</script>\"}".getBytes(StandardCharsets.UTF_8),
                200,
                "{\"error_code\":\"0\"}".getBytes(StandardCharsets.UTF_8),
                Instant.now(),
                Duration.ofMillis(120));
        attempt(delivery, outcome, problem, next, call);
    }

    /** Claims lanes until the delivery is among what was claimed; what else was claimed goes back. */
    private void attempt(long delivery, String outcome, @Nullable Problem problem, Next next, Attempt.Call call) {
        List<Claim> claims = ledger.claim("npsp", 500, Map.of(), Duration.ofSeconds(60));
        for (Claim claim : claims) {
            if (claim.deliveries().stream().anyMatch(claimed -> claimed.delivery() == delivery)) {
                NewAttempt attempt = new NewAttempt(
                        Instant.now(),
                        Duration.ofMillis(137),
                        outcome,
                        true,
                        "npsp/dossier@3f9c21aa",
                        problem == null ? List.of() : List.of(Objects.requireNonNull(problem)),
                        List.of(call));
                ledger.settle(new Ledger.Settlement(claim, List.of(new Ledger.Tried(delivery, attempt, next))));
            } else {
                ledger.giveBack(claim, Instant.now());
            }
        }
    }
}
