package vn.lienthong.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import vn.lienthong.dossier.Batch;
import vn.lienthong.dossier.DossierNo;
import vn.lienthong.dossier.SourceRecord;

class CarryingTest {

    private final TestClock clock = new TestClock();

    @Test
    void a_clock_set_under_way_changes_nothing_about_how_long_it_took() {
        Flow flow = new Flow("dossiers", "portal", null, 1, true, true);
        OpenFlows.Running running = new OpenFlows.Running(flow, batch -> {
            clock.pass(Duration.ofDays(-1));
            return RelayStage.delivered();
        });
        Batch.Item item =
                new Batch.Item(1, new SourceRecord("a".getBytes(StandardCharsets.UTF_8), "application/json"), false);
        Batch batch = new Batch("dossiers", new DossierNo("G16-1"), true, List.of(item), false, () -> true);
        assertThat(new Carrying(running, clock, () -> 0).carry(batch).took()).isEqualTo(Duration.ZERO);
    }
}
