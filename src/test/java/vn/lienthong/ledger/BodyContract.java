package vn.lienthong.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static vn.lienthong.ledger.Samples.NPSP;
import static vn.lienthong.ledger.Samples.START;
import static vn.lienthong.ledger.Samples.dossier;
import static vn.lienthong.ledger.Samples.record;
import static vn.lienthong.ledger.Samples.settlement;
import static vn.lienthong.ledger.Sql.values;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import vn.lienthong.ledger.Ledger.Claim;
import vn.lienthong.ledger.Ledger.NewAttempt;
import vn.lienthong.ledger.Ledger.Next;
import vn.lienthong.ledger.Ledger.Tried;

/** What any ledger does with bodies when it has a key. */
abstract class BodyContract extends LedgerOnDatabase {

    private static final byte[] SENT = "{\"ChuHoSo\":\"Trần Thị Thử\"}".getBytes(StandardCharsets.UTF_8);
    private static final byte[] ANSWERED = "{\"error_code\":0}".getBytes(StandardCharsets.UTF_8);

    @Test
    void bodies_messages_and_answers_are_closed_in_the_database_and_read_as_they_were() {
        reopenWith(withKeys(BodiesTest.ONE));
        long delivery = enterOne(record("a", "Trần Thị Thử", dossier("H-1")));
        assertThat(deliverWithACall()).containsExactly("Trần Thị Thử");

        assertThat(written()).hasSize(3).allMatch(body -> startsWith(body, BodiesTest.ONE));
        assertThat(view.record(delivery).orElseThrow().body())
                .isEqualTo("Trần Thị Thử".getBytes(StandardCharsets.UTF_8));
        Attempt.Call call = view.attempts(delivery).getFirst().calls().getFirst();
        assertThat(call.sent()).isEqualTo(SENT);
        assertThat(call.answered()).isEqualTo(ANSWERED);
        assertThat(view.received(NPSP, new LedgerView.Reached(START.minusSeconds(1), 0, 0), START.plusSeconds(1), 10))
                .extracting(received -> new String(received.record().body(), StandardCharsets.UTF_8))
                .containsExactly("Trần Thị Thử");
    }

    @Test
    void what_shadow_mode_would_have_changed_is_closed_too_and_keeps_its_key_needed() {
        reopenWith(withKeys(BodiesTest.ONE));
        long delivery = enterOne(record("a", dossier("H-1")));
        Attempt.Change change = new Attempt.Change("ChuHoSo", "Trần Thị Thử", "Lê Văn Thử");
        deliver(Attempt.Call.keptBack("DongBoHoSoMC", SENT, List.of(change), START));
        database.write(() -> {
            Sql sql = database.writing();
            sql.update("UPDATE record SET body = :none", values("none", new byte[0]));
            return sql.update("UPDATE call SET sent = NULL, answered = NULL", values());
        });

        assertThat(database.read(() -> database.reading()
                        .list("SELECT kept_back FROM call", values(), (row, number) -> row.getString(1))))
                .singleElement()
                .asString()
                .doesNotContain("Thử", "ChuHoSo");
        assertThat(view.attempts(delivery).getFirst().calls().getFirst().keptBack())
                .containsExactly(change);
        assertThatThrownBy(() -> reopenWith(withKeys(""))).isInstanceOf(LedgerNotOpened.class);
    }

    @Test
    void what_was_damaged_in_the_database_keeps_nothing_else_and_nobody_from_reading() {
        reopenWith(withKeys(BodiesTest.ONE));
        long delivery = enterOne(record("a", dossier("H-1")));
        deliver(Attempt.Call.keptBack("DongBoHoSoMC", SENT, List.of(new Attempt.Change("a", "b", "c")), START));
        enterOne(record("b", dossier("H-2")));
        enterOne(record("c", dossier("H-3")));
        database.write(() -> {
            Sql sql = database.writing();
            sql.update(
                    "UPDATE call SET sent = :cut, kept_back = substr(kept_back, 1, 30)",
                    values("cut", cut("call", "sent")));
            return sql.update(
                    "UPDATE record SET body = :cut WHERE source_key IN ('a', 'b')",
                    values("cut", cut("record", "body")));
        });

        assertThat(claim().stream().flatMap(claim -> claim.deliveries().stream()))
                .extracting(claimed -> claimed.record().isDamaged())
                .containsExactlyInAnyOrder(true, false);
        assertThat(view.record(delivery).orElseThrow().isDamaged()).isTrue();
        Attempt.Call call = view.attempts(delivery).getFirst().calls().getFirst();
        assertThat(new String(Objects.requireNonNull(call.sent()), StandardCharsets.UTF_8))
                .contains("ledger.body-damaged");
        assertThat(call.wasKeptBack()).isTrue();
        Attempt.Call bare =
                view.attemptsWithoutBodies(delivery).getFirst().calls().getFirst();
        assertThat(bare.sent()).isNull();
        assertThat(bare.wasKeptBack()).isTrue();
    }

    /** The beginning of what stands there. */
    private byte[] cut(String table, String column) {
        return database
                .read(() -> database.reading()
                        .list("SELECT " + column + " FROM " + table, values(), (row, number) -> row.getBytes(1)))
                .stream()
                .map(stored -> Arrays.copyOf(stored, stored.length - 1))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void the_same_record_again_is_known_whatever_closed_it() {
        reopenWith(withKeys(BodiesTest.ONE));
        long delivery = enterOne(record("a", dossier("H-1")));
        reopenWith(withKeys(BodiesTest.OTHER + " " + BodiesTest.ONE));

        assertThat(enterOne(record("a", dossier("H-1")))).isEqualTo(delivery);
    }

    @Test
    void what_was_owed_before_there_was_a_key_and_what_former_keys_closed_is_delivered() {
        enterOne(record("a", dossier("H-1")));
        reopenWith(withKeys(BodiesTest.ONE));
        enterOne(record("b", dossier("H-2")));
        reopenWith(withKeys(BodiesTest.OTHER + "\n" + BodiesTest.ONE));
        enterOne(record("c", dossier("H-3")));

        assertThat(deliverAll()).containsExactlyInAnyOrder("a/1", "b/1", "c/1");
    }

    @Test
    void a_start_without_a_key_that_closed_something_is_refused() {
        reopenWith(withKeys(BodiesTest.ONE));
        enterOne(record("a", dossier("H-1")));

        for (String keys : List.of("", BodiesTest.OTHER)) {
            assertThatThrownBy(() -> reopenWith(withKeys(keys)))
                    .isInstanceOfSatisfying(
                            LedgerNotOpened.class,
                            refused -> assertThat(refused.advice()).contains("LEDGER_KEYS_FILE"))
                    .hasMessageContaining(
                            Objects.requireNonNull(Bodies.of(BodiesTest.ONE).current()));
        }
        reopenWith(withKeys(BodiesTest.ONE));
        assertThat(deliverAll()).containsExactly("a/1");
    }

    @Test
    void a_key_may_go_when_nothing_is_closed_with_it_any_more() {
        reopenWith(withKeys(BodiesTest.ONE));
        enterOne(record("a", dossier("H-1")));
        deliverAll();
        database.write(() -> database.writing().update("UPDATE record SET body = :none", values("none", new byte[0])));

        reopenWith(withKeys(BodiesTest.OTHER));
        reopenWith(withKeys(BodiesTest.OTHER));
        assertThatThrownBy(() -> {
                    enterOne(record("b", dossier("H-2")));
                    reopenWith(withKeys(""));
                })
                .isInstanceOf(LedgerNotOpened.class)
                .hasMessageContaining(
                        Objects.requireNonNull(Bodies.of(BodiesTest.OTHER).current()))
                .hasMessageNotContaining(
                        Objects.requireNonNull(Bodies.of(BodiesTest.ONE).current()));
    }

    @Test
    void a_key_is_looked_for_to_the_end_of_a_large_ledger() {
        enterOne(record("a", dossier("H-1")));
        reopenWith(withKeys(BodiesTest.ONE));
        enterOne(record("b", dossier("H-2")));
        database.write(() -> database.writing().update("""
                INSERT INTO record (id, source, source_key, version, content_hash, received_at, media_type, body)
                SELECT id - 1234567, source, 'far', version, content_hash, received_at, media_type, body
                FROM record WHERE source_key = 'a'
                """, values()));

        assertThatThrownBy(() -> reopenWith(withKeys("")))
                .isInstanceOf(LedgerNotOpened.class)
                .hasMessageContaining(
                        Objects.requireNonNull(Bodies.of(BodiesTest.ONE).current()));
    }

    final LedgerSettings withKeys(String keys) {
        LedgerSettings now = currentSettings();
        return new LedgerSettings(
                now.url(), now.username(), now.password(), now.directory(), now.connections(), now.patience(), keys);
    }

    private List<String> deliverWithACall() {
        return deliver(new Attempt.Call("DongBoHoSoMC", SENT, 200, ANSWERED, START, Duration.ofMillis(5), null));
    }

    private List<String> deliver(Attempt.Call call) {
        Claim claim = claimOne();
        NewAttempt attempt = new NewAttempt(
                START, Duration.ofMillis(120), "delivered", true, "npsp/dossier@3f9c21aa", List.of(), List.of(call));
        long delivery = claimedOne(claim).delivery();
        assertThat(ledger.settle(settlement(claim, new Tried(delivery, attempt, new Next.Delivered("receipt")))))
                .isTrue();
        return Samples.contents(claim);
    }

    /** Every body there is, as it stands in the database. */
    private List<byte[]> written() {
        return database.read(() -> Stream.of(
                        "SELECT body FROM record", "SELECT sent FROM call", "SELECT answered FROM call")
                .flatMap(query -> database.reading().list(query, values(), (row, number) -> row.getBytes(1)).stream())
                .toList());
    }

    private static boolean startsWith(byte[] body, String key) {
        byte[] beginning =
                Bodies.beginning(Objects.requireNonNull(Bodies.of(key).current()));
        return body.length > beginning.length
                && Arrays.equals(body, 0, beginning.length, beginning, 0, beginning.length);
    }
}
