package vn.lienthong.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import vn.lienthong.dossier.SourceRecord;

/** By when a counterpart should have what is entered. */
class DeadlinesTest {

    private static final Instant OF_THE_POLICY = Instant.parse("2026-03-04T08:00:00Z");

    private final MemoryLedger ledger = new MemoryLedger();
    private final Agency agency = new Agency();
    private final LedgerIntake intake =
            new LedgerIntake(agency, agency.mappings(), ledger.ledger(), counterpart -> OF_THE_POLICY);

    @Test
    void a_promised_day_without_a_time_lasts_until_its_end_in_vietnam() {
        assertThat(deadline("2026-03-04T17:00:00Z")).isEqualTo("2026-03-05T16:59:59Z");
    }

    @Test
    void a_promised_time_stays_as_it_is() {
        assertThat(deadline("2026-03-04T10:00:00Z")).isEqualTo("2026-03-04T10:00:00Z");
        assertThat(deadline("2026-03-04T00:00:00Z")).isEqualTo("2026-03-04T00:00:00Z");
    }

    @Test
    void a_record_that_names_none_has_that_of_its_counterpart() {
        assertThat(deadline(null)).isEqualTo(OF_THE_POLICY);
    }

    private @Nullable Instant deadline(@Nullable String due) {
        String more = due == null ? "" : ",\"dueAt\":\"" + due + "\"";
        String body = "{\"dossier\":\"H-1\",\"owner\":\"one\"" + more + "}";
        Examined examined = intake.examine("json-flow", new SourceRecord(body.getBytes(UTF_8), "application/json"));
        intake.enter("push/test", List.of(new Arrival(examined, RecordKey.of(examined), null, List.of())));
        return ledger.kept.getLast().entry().owed().getFirst().deadline();
    }
}
