package vn.lienthong.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.dossier.DossierNo;
import vn.lienthong.dossier.SourceRecord;
import vn.lienthong.figures.Figures;
import vn.lienthong.intake.SettableClock;
import vn.lienthong.ledger.Ledger.Entry;
import vn.lienthong.ledger.Ledger.Owed;
import vn.lienthong.ledger.RealLedger;
import vn.lienthong.mapping.FileMappings;
import vn.lienthong.npsp.PortalHas;
import vn.lienthong.relay.Relay;
import vn.lienthong.relay.Share;

/** A comparison is started by itself once each night. The clock begins at 15:00, Vietnam time. */
class NightlyAgreementTest {

    @TempDir
    Path folder;

    private final SettableClock clock = new SettableClock();
    private String breaker = "closed";
    private Share share = new Share(0, 1);
    private RealLedger real;
    private Agreements agreements;

    @BeforeEach
    void open() {
        real = RealLedger.onSqlite(folder, clock);
        agreements = new Agreements(
                real.memos,
                real.view,
                (dossier, delivered) -> new PortalHas.Nothing(),
                new SourceLists(real.store, new FileMappings(folder), clock),
                new Figures(real.store, folder),
                Duration.ofHours(1),
                clock);
    }

    @AfterEach
    void close() {
        real.close();
    }

    @Test
    void one_is_started_at_the_time_of_the_setting_and_no_other_before_the_next_night() {
        AgreementWork work = work("02:00");
        work.goOn();
        assertThat(started()).isEmpty();

        clock.advance(Duration.ofHours(11));
        work.goOn();
        Instant first = clock.instant();
        assertThat(started()).contains(first);
        assertThat(agreements.latest().orElseThrow().isRunning()).isFalse();

        clock.advance(Duration.ofMinutes(30));
        work.goOn();
        work("02:00").goOn();
        assertThat(started()).contains(first);

        clock.advance(Duration.ofHours(24));
        work.goOn();
        assertThat(started()).contains(clock.instant());
    }

    @Test
    void a_process_that_was_down_in_the_night_starts_none_during_the_day() {
        clock.advance(Duration.ofHours(13));
        work("02:00").goOn();
        assertThat(started()).isEmpty();
    }

    @Test
    void none_is_started_where_the_setting_is_empty() {
        clock.advance(Duration.ofHours(11));
        work("").goOn();
        assertThat(started()).isEmpty();
    }

    @Test
    void it_goes_on_when_the_breaker_of_the_portal_is_closed_again() {
        breaker = "open";
        clock.advance(Duration.ofHours(11));
        AgreementWork work = work("02:00");
        work.goOn();
        assertThat(agreements.latest().orElseThrow().isRunning()).isTrue();

        breaker = "closed";
        work.goOn();
        assertThat(agreements.latest().orElseThrow().isRunning()).isFalse();
    }

    /** Two dossiers a second are two for all of them together. */
    @Test
    void processes_on_one_ledger_share_what_the_setting_allows() {
        for (String dossier : List.of("D-1", "D-2", "D-3", "D-4")) {
            Owed owed = new Owed("npsp-dossier", "npsp", new DossierNo(dossier), true, true, null, List.of());
            SourceRecord record = new SourceRecord(new byte[0], "application/json");
            real.ledger.enter(List.of(new Entry("push/test", dossier, dossier, null, record, List.of(owed))));
        }
        agreements.start("lan", "thử");
        AgreementWork work = work("");

        share = new Share(1, 2);
        work.goOn();
        assertThat(dossiers()).isEqualTo(1);
        share = new Share(2, 3);
        work.goOn();
        assertThat(dossiers()).as("the third of three has none").isEqualTo(1);
        share = new Share(0, 0);
        work.goOn();
        assertThat(dossiers()).as("others have not noticed yet").isEqualTo(1);
        share = new Share(0, 1);
        work.goOn();
        assertThat(dossiers()).isEqualTo(3);
    }

    private long dossiers() {
        return agreements.latest().orElseThrow().dossiers();
    }

    @Test
    void a_setting_that_is_no_time_is_refused() {
        assertThatThrownBy(() -> settings("2 o'clock")).hasMessageContaining("agreement.nightly");
    }

    private Optional<Instant> started() {
        return agreements.latest().map(Agreement::startedAt);
    }

    private static AgreementSettings settings(String nightly) {
        return new AgreementSettings(nightly, 2, Duration.ofHours(1), "", Duration.ofSeconds(2), Duration.ofSeconds(5));
    }

    private AgreementWork work(String nightly) {
        Relay relay = () -> List.of(new Relay.Counterpart("npsp", breaker, null, 5, 4, 0, null, null, null));
        return new AgreementWork(agreements, settings(nightly), relay, () -> share, clock);
    }
}
