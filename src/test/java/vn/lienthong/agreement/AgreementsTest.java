package vn.lienthong.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.dossier.DossierNo;
import vn.lienthong.dossier.Problem;
import vn.lienthong.dossier.SourceRecord;
import vn.lienthong.figures.Figures;
import vn.lienthong.ledger.Ledger.Claim;
import vn.lienthong.ledger.Ledger.Decision;
import vn.lienthong.ledger.Ledger.Entry;
import vn.lienthong.ledger.Ledger.NewAttempt;
import vn.lienthong.ledger.Ledger.Next;
import vn.lienthong.ledger.Ledger.Owed;
import vn.lienthong.ledger.Ledger.Settlement;
import vn.lienthong.ledger.Ledger.Tried;
import vn.lienthong.ledger.RealLedger;
import vn.lienthong.mapping.FileMappings;
import vn.lienthong.npsp.PortalHas;
import vn.lienthong.npsp.PortalLook;

/** Planted differences are found, and no others. */
class AgreementsTest {

    @TempDir
    Path folder;

    private RealLedger real;
    private final Map<String, PortalHas> portal = new HashMap<>();
    private final List<String> asked = new ArrayList<>();
    private Runnable meanwhile = () -> {};

    @BeforeEach
    void open() {
        real = RealLedger.onSqlite(folder);
    }

    @AfterEach
    void close() {
        real.close();
    }

    @Test
    void finds_each_planted_difference_and_says_who_acts() {
        delivered("A-agrees");
        portal.put("A-agrees", it());
        delivered("B-missing");
        enter("C-never-sent", Problem.of("mapping.no-crosswalk-pair"));
        delivered("D-stale");
        enter("D-stale", Problem.of("npsp.refused"));
        portal.put("D-stale", it());
        cancelled("E-extra");
        portal.put("E-extra", it());
        delivered("F-changed");
        portal.put("F-changed", it("TrangThaiHoSo", "ChuHoSo"));
        cancelled("G-given-up");
        enter("H-on-its-way");
        statusDelivered("I-filed-on-the-portal");
        portal.put("I-filed-on-the-portal", it());

        Agreement agreement = compare();

        assertThat(agreement.isRunning()).isFalse();
        assertThat(agreement.differences())
                .extracting(one -> one.dossier() + " " + one.problem().code())
                .containsExactly(
                        "B-missing agreement.missing",
                        "C-never-sent agreement.never-sent",
                        "D-stale agreement.stale",
                        "E-extra agreement.extra",
                        "F-changed agreement.changed");
        assertThat(agreement.dossiers()).isEqualTo(9);
        assertThat(agreement.agree()).isEqualTo(3);
        assertThat(agreement.onTheWay()).isEqualTo(1);
        assertThat(agreement.differ()).isEqualTo(5);
        assertThat(agreement.differences().get(1).problem().details())
                .containsEntry("cause", "mapping.no-crosswalk-pair");
        assertThat(agreement.differences().get(4).problem().details())
                .containsEntry("fields", "TrangThaiHoSo, ChuHoSo");
        assertThat(agreement.differences())
                .allSatisfy(one -> assertThat(one.delivery()).isNotNull());
    }

    @Test
    void a_dossier_that_moves_while_it_is_looked_at_is_no_difference() {
        delivered("A");
        meanwhile = () -> enter("A");

        Agreement agreement = compare();

        assertThat(agreement.differ()).isZero();
        assertThat(agreement.onTheWay()).isEqualTo(1);
    }

    @Test
    void could_not_ask_is_no_difference_and_it_goes_on_where_it_stood() {
        for (String each : List.of("A", "B", "C")) {
            delivered(each);
            portal.put(each, it());
        }
        portal.put("B", new PortalHas.NotAsked(Problem.of("npsp.not-reached").with("why", "x")));
        Agreements agreements = agreements();
        agreements.start("lan", "thử");

        assertThat(agreements.step(10)).isFalse();

        Agreement waiting = agreements.latest().orElseThrow();
        assertThat(waiting.waits()).isNotNull();
        assertThat(waiting.dossiers()).isEqualTo(1);
        portal.put("B", it());
        asked.clear();
        Agreements afterRestart = agreements();
        afterRestart.step(10);
        assertThat(asked).containsExactly("B", "C");
        assertThat(afterRestart.latest().orElseThrow().agree()).isEqualTo(3);
        assertThat(afterRestart.latest().orElseThrow().isRunning()).isFalse();
    }

    @Test
    void goes_on_step_by_step_and_there_is_one_at_a_time() {
        for (String each : List.of("A", "B", "C")) {
            delivered(each);
            portal.put(each, it());
        }
        Agreements agreements = agreements();
        agreements.start("lan", "thử");

        assertThat(agreements.step(2)).isTrue();
        assertThat(agreements.start("an", "khác").by()).isEqualTo("lan");
        assertThat(agreements.step(2)).isFalse();

        assertThat(asked).containsExactly("A", "B", "C");
        assertThat(agreements.start("an", "khác").by()).isEqualTo("an");
    }

    @Test
    void two_processes_do_not_take_the_same_step() {
        delivered("A");
        portal.put("A", it());
        Agreements agreements = agreements();
        agreements.start("lan", "thử");
        meanwhile = () -> assertThat(agreements().step(10)).isFalse();

        agreements.step(10);

        assertThat(asked).containsExactly("A");
    }

    @Test
    void a_step_that_died_with_a_clock_that_was_ahead_keeps_nobody_waiting() {
        delivered("A");
        portal.put("A", it());
        Agreements ahead = agreements(() -> real.ledger.time().instant().plus(Duration.ofDays(1)));
        ahead.start("lan", "thử");
        meanwhile = () -> {
            throw new IllegalStateException("killed");
        };
        assertThatThrownBy(() -> ahead.step(10)).hasMessage("killed");

        agreements().step(10);

        assertThat(agreements().latest().orElseThrow().agree()).isEqualTo(1);
    }

    @Test
    void whoever_ends_it_in_the_middle_of_a_step_has_the_last_word() {
        delivered("A");
        portal.put("A", it());
        Agreements agreements = agreements();
        agreements.start("lan", "thử");
        meanwhile = () -> agreements.end("minh", "sai ngày");

        agreements.step(10);

        assertThat(agreements.latest()).hasValueSatisfying(ended -> {
            assertThat(ended.ended()).isTrue();
            assertThat(ended.endedBy()).isEqualTo("minh");
            assertThat(ended.endReason()).isEqualTo("sai ngày");
        });
        assertThat(agreements.step(10)).isFalse();
    }

    private Agreements agreements() {
        return agreements(real.ledger.time());
    }

    private Agreements agreements(InstantSource clock) {
        PortalLook look = (dossier, delivered) -> {
            asked.add(dossier.value());
            Runnable once = meanwhile;
            meanwhile = () -> {};
            once.run();
            return portal.getOrDefault(dossier.value(), new PortalHas.Nothing());
        };
        FileMappings mappings = new FileMappings(Path.of("mappings"));
        return new Agreements(
                real.memos,
                real.view,
                look,
                new SourceLists(real.store, mappings, real.ledger.time()),
                new Figures(real.store, Path.of("mappings/figures")),
                Duration.ofHours(1),
                clock);
    }

    private Agreement compare() {
        Agreements agreements = agreements();
        agreements.start("lan", "thử");
        while (agreements.step(4)) {
            // on to the next few
        }
        return agreements.latest().orElseThrow();
    }

    private static PortalHas it(String... differing) {
        return new PortalHas.It(List.of(differing));
    }

    private void delivered(String dossier) {
        enter(dossier);
        settle(dossier);
    }

    /** What was never a dossier of ours to create, and yet the portal took something of it. */
    private void statusDelivered(String dossier) {
        enter("npsp-portal-status", dossier, false);
        settle(dossier);
    }

    private void settle(String dossier) {
        Claim claim = real.ledger.claim("npsp", 10, Map.of(), Duration.ofSeconds(60)).stream()
                .filter(each -> new DossierNo(dossier).equals(each.dossier()))
                .findFirst()
                .orElseThrow();
        NewAttempt attempt =
                new NewAttempt(Instant.now(), Duration.ZERO, "delivered", true, null, List.of(), List.of());
        long delivery = claim.deliveries().getFirst().delivery();
        real.ledger.settle(new Settlement(claim, List.of(new Tried(delivery, attempt, new Next.Delivered("0")))));
    }

    private void cancelled(String dossier) {
        real.ledger.cancel(enter(dossier), new Decision("lan", "thử"));
    }

    private long enter(String dossier, Problem... problems) {
        return enter("npsp-dossier", dossier, true, problems);
    }

    private long enter(String flow, String dossier, boolean opensLane, Problem... problems) {
        String key = dossier + "/" + System.nanoTime();
        SourceRecord record = new SourceRecord(key.getBytes(StandardCharsets.UTF_8), "application/json");
        Owed owed = new Owed(flow, "npsp", new DossierNo(dossier), opensLane, false, null, List.of(problems));
        return real.ledger
                .enter(List.of(new Entry("push/test", key, key, null, record, List.of(owed))))
                .getFirst()
                .deliveries()
                .getFirst();
    }
}
