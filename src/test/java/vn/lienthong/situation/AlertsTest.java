package vn.lienthong.situation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import vn.lienthong.dossier.Problem;
import vn.lienthong.ledger.InMemoryMemos;
import vn.lienthong.ledger.Ledger.LedgerUnavailable;
import vn.lienthong.ledger.Memos;
import vn.lienthong.situation.AlertSettings.Mail;
import vn.lienthong.situation.AlertSettings.Security;

/** From what there is to tell to the one who hears it. */
class AlertsTest {

    private static final Concern DEAD = concern("dead", "3 dead");
    private static final Concern BROKEN = concern("broken", "a file is broken");

    private final Memos memos = new InMemoryMemos();
    private final List<Concern> shared = new ArrayList<>();
    private final List<Concern> own = new ArrayList<>();
    private final List<Alerts> opened = new ArrayList<>();
    private Instant now = Instant.parse("2026-03-02T02:00:00Z");
    private Listener listener;

    @BeforeEach
    void start() throws IOException {
        listener = new Listener();
    }

    @AfterEach
    void stop() {
        opened.forEach(Alerts::close);
        listener.close();
    }

    @Test
    void an_alert_says_in_words_what_is_new_and_where_to_look() {
        shared.add(DEAD);
        look(process());

        JsonNode alert = listener.told.getFirst();
        assertThat(alert.path("subject").asString()).isEqualTo("Liên Thông: 3 dead");
        assertThat(alert.path("text").asString()).isEqualTo("""
                Liên Thông: 3 dead

                New:
                - 3 dead
                  http://10.0.0.5:8080/dead

                http://10.0.0.5:8080/
                """);
        assertThat(alert.path("new").get(0).path("page").asString()).isEqualTo("/dead");
        assertThat(listener.keys).containsExactly("a-secret");
    }

    @Test
    void what_to_do_stands_below_what_is_wrong() {
        own.add(new Concern("x", 1, Duration.ZERO, "a file is broken", "Mend it.", Concerns.HOME));
        look(process());

        assertThat(listener.told.getFirst().path("text").asString()).endsWith("""
                - a file is broken
                  Mend it.

                http://10.0.0.5:8080/
                """);
        assertThat(listener.told.getFirst().path("new").get(0).path("advice").asString())
                .isEqualTo("Mend it.");
    }

    @Test
    void that_all_is_well_again_is_told_too() {
        Alerts process = process();
        shared.add(DEAD);
        look(process);
        shared.clear();
        pass(15);
        look(process);

        assertThat(listener.subjects()).containsExactly("Liên Thông: 3 dead", "Liên Thông: All is well again.");
    }

    @Test
    void of_several_processes_one_tells_and_a_restart_tells_nothing_twice() {
        shared.add(DEAD);
        look(process(), process());
        pass(60);
        look(process());

        assertThat(listener.subjects()).containsExactly("Liên Thông: 3 dead");
    }

    @Test
    void while_one_process_tells_the_others_do_not() {
        shared.add(DEAD);
        Alerts one = process();
        Alerts other = process();
        one.look();
        pass(5);
        listener.meanwhile(other::look);
        one.look();

        assertThat(listener.subjects()).containsExactly("Liên Thông: 3 dead");
    }

    @Test
    void what_one_process_alone_can_know_is_no_ones_elses_matter() {
        Alerts broken = process();
        Alerts well = process(shared, List.of());
        own.add(BROKEN);
        look(broken, well);
        pass(15);
        look(well, broken);

        assertThat(listener.subjects()).containsExactly("Liên Thông: a file is broken");
    }

    @Test
    void while_the_ledger_is_away_the_process_tells_what_it_knows() {
        Supplier<List<Concern>> away = () -> {
            throw new LedgerUnavailable("ledger.unavailable", new IllegalStateException());
        };
        Alerts process = alerts(away, () -> own);
        own.add(BROKEN);
        look(process);

        assertThat(listener.subjects()).containsExactly("Liên Thông: a file is broken");
    }

    @Test
    void what_could_not_be_told_is_a_fault_until_it_is_told_again() {
        Alerts process = process();
        listener.answers(503);
        shared.add(DEAD);
        look(process);
        assertThat(process.faults()).singleElement().satisfies(fault -> {
            assertThat(fault.code()).isEqualTo("alerts.not-sent");
            assertThat(fault.details()).containsEntry("channel", "webhook").containsEntry("why", "HTTP 503");
        });

        listener.answers(200);
        pass(4);
        process.look();
        assertThat(listener.told).isEmpty();
        pass(1);
        process.look();

        assertThat(listener.subjects()).containsExactly("Liên Thông: 3 dead");
        assertThat(process.faults()).isEmpty();
    }

    @Test
    void a_turn_that_was_never_ended_is_taken_by_another_process() {
        shared.add(DEAD);
        Alerts process = process();
        process.look();
        pass(5);
        // as a process leaves it that dies while it tells
        AlertNotes.InMemo notes = new AlertNotes.InMemo(memos, "webhook");
        notes.write(notes.read().waitingUntil(now.plus(AlertSettings.TURN)));

        process.look();
        assertThat(listener.told).isEmpty();
        pass(2);
        process.look();

        assertThat(listener.subjects()).containsExactly("Liên Thông: 3 dead");
    }

    @Test
    void a_stop_ends_what_is_under_way_and_another_process_tells_it() {
        shared.add(DEAD);
        Alerts stops = process();
        stops.look();
        pass(5);
        listener.meanwhile(stops::close);
        stops.look();
        assertThat(stops.faults()).isEmpty();

        pass(2);
        stops.look();
        assertThat(stops.test("lan", "why")).extracting(Alerts.Tried::arrived).containsExactly(false);
        process().look();

        assertThat(listener.subjects()).containsExactly("Liên Thông: 3 dead", "Liên Thông: 3 dead");
    }

    @Test
    void what_another_version_noted_and_cannot_be_read_is_told_anew() {
        memos.write(memos.read("alerts/webhook"), "not what we write");
        shared.add(DEAD);
        look(process());

        assertThat(listener.subjects()).containsExactly("Liên Thông: 3 dead");
    }

    @Test
    void who_was_put_off_while_others_were_told_is_told_later_by_whichever_process() throws IOException {
        try (MailServer server = new MailServer()) {
            server.answers("RCPT TO:<later@bo.gov.vn>", "450 4.2.0 greylisted");
            shared.add(DEAD);
            Alerts process = mailing(server, shared);
            look(process);
            assertThat(process.faults()).extracting(Problem::code).containsExactly("alerts.not-to-all");
            pass(4);
            process.look();
            assertThat(server.taken).hasSize(1);

            pass(1);
            process.look();
            assertThat(server.taken).as("put off once more").hasSize(1);
            server.answers("RCPT TO:<later@bo.gov.vn>", "250 welcome");
            pass(5);
            server.heard.clear();
            mailing(server, shared).look();
            assertThat(server.taken).hasSize(2).last().asString().contains("3 dead");
            assertThat(server.heard).noneMatch(line -> line.equals("RCPT TO:<truc@bo.gov.vn>"));

            pass(5);
            process.look();
            assertThat(server.taken).as("it is over").hasSize(2);
        }
    }

    @Test
    void who_is_put_off_for_a_day_is_tried_no_more() throws IOException {
        try (MailServer server = new MailServer()) {
            server.answers("RCPT TO:<later@bo.gov.vn>", "450 4.2.0 greylisted");
            own.add(BROKEN);
            Alerts process = mailing(server, List.of());
            look(process);
            pass(24 * 60);
            process.look();
            server.heard.clear();

            pass(5);
            process.look();
            process.look();
            assertThat(server.heard.stream().filter(line -> line.startsWith("RCPT")))
                    .as("the reminder alone")
                    .hasSize(1);
        }
    }

    @Test
    void a_test_goes_out_at_once_and_says_whose_it_is() {
        assertThat(process().test("lan", "just set up")).containsExactly(new Alerts.Tried("webhook", true, null));
        assertThat(listener.subjects()).containsExactly("Liên Thông: This is a test, asked for by lan: just set up");
    }

    /** Each takes a look now, and again when what is there has lasted long enough. */
    private void look(Alerts... processes) {
        for (Alerts process : processes) {
            process.look();
        }
        pass(5);
        for (Alerts process : processes) {
            process.look();
        }
    }

    private void pass(int minutes) {
        now = now.plus(Duration.ofMinutes(minutes));
    }

    private Alerts process() {
        return process(shared, own);
    }

    private Alerts process(List<Concern> ofAll, List<Concern> ofOne) {
        return alerts(() -> List.copyOf(ofAll), () -> List.copyOf(ofOne));
    }

    private Alerts alerts(Supplier<List<Concern>> ofAll, Supplier<List<Concern>> ofOne) {
        AlertSettings settings = AlertSamples.settings(listener.url());
        return alerts(new WebhookChannel(settings.webhook(), () -> now), ofAll, ofOne);
    }

    private Alerts mailing(MailServer server, List<Concern> ofAll) {
        Mail mail = new Mail(
                "127.0.0.1",
                server.port(),
                Security.NONE,
                "",
                "",
                "a@bo.gov.vn",
                List.of("truc@bo.gov.vn", "later@bo.gov.vn"));
        return alerts(new MailChannel(mail, () -> now), () -> List.copyOf(ofAll), () -> List.copyOf(own));
    }

    private Alerts alerts(Channel channel, Supplier<List<Concern>> ofAll, Supplier<List<Concern>> ofOne) {
        AlertSettings settings = AlertSamples.settings();
        InstantSource time = () -> now;
        Alerts alerts = new Alerts(
                List.of(channel), ofAll, ofOne, new Wording(AlertSamples.texts(), settings), memos, settings, time);
        opened.add(alerts);
        return alerts;
    }

    private static Concern concern(String id, String text) {
        return new Concern(id, 3, Duration.ofMinutes(5), text, "/" + id);
    }
}
