package vn.lienthong.intake.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages by cursors. */
class CursorsTest extends RestContract {

    @Override
    Paging paging() {
        return Paging.of("cursor", "cursor", 1, "cursor");
    }

    @Test
    void a_cursor_that_leads_back_is_told_and_not_followed_for_ever() throws Exception {
        start();
        put(many());
        server.next(request -> RecordServer.send(request, 200, one("H-1", "12:00:00", "c-0")));
        server.next(request -> RecordServer.send(request, 200, "{\"data\":{\"items\":[]},\"cursor\":\"c-0\"}"));
        work();
        assertThat(faults()).containsExactly("intake.api-leads-back");
        work();
        assertThat(faults()).isEmpty();
        assertThat(entered()).contains("H-25/1");
    }

    @Test
    void a_page_of_earlier_records_than_those_before_it_is_refused_whole() throws Exception {
        start();
        server.next(request -> RecordServer.send(request, 200, one("H-1", "12:00:01", "c-1")));
        server.next(request -> RecordServer.send(request, 200, one("H-2", "12:00:00", "c-2")));
        work();
        assertThat(entered()).containsExactly("H-1/1");
        assertThat(faults()).containsExactly("intake.api-out-of-order");
    }

    @Test
    void a_record_that_comes_again_behind_itself_changed_is_its_next_version() throws Exception {
        start();
        server.next(request -> RecordServer.send(request, 200, one("H-1", "12:00:01", "c-1")));
        server.next(request ->
                RecordServer.send(request, 200, one("H-1", "12:00:02", "c-2").replace("\"A\"", "\"B\"")));
        server.next(request -> RecordServer.send(request, 200, "{\"data\":{\"items\":[]},\"cursor\":null}"));
        work();
        assertThat(faults()).isEmpty();
        assertThat(entered()).containsExactly("H-1/1", "H-1/2");
    }

    private static String one(String dossier, String time, String cursor) {
        return """
                {"data":{"items":[{"key":"%1$s","dossier":"%1$s","owner":"A","updatedAt":"2024-03-04T%2$s+07:00"}]},
                 "cursor":"%3$s"}""".formatted(dossier, time, cursor);
    }

    /** With a cursor that is new each time. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3})
    @Timeout(60)
    void a_list_that_comes_again_and_again_is_told_and_not_walked_for_ever(int pages) throws Exception {
        start();
        AtomicInteger answers = new AtomicInteger();
        server.always(request -> {
            int n = answers.incrementAndGet();
            String answer = pages == 0
                    ? "{\"data\":{\"items\":[]},\"cursor\":\"c-" + n + "\"}"
                    : one("H-" + n % pages, "12:00:00", "c-" + n);
            RecordServer.send(request, 200, answer);
        });
        work();
        assertThat(faults()).containsExactly("intake.api-leads-back");
        assertThat(entered()).hasSize(pages);
        server.always(null);
        put(many());
        work();
        assertThat(faults()).isEmpty();
        assertThat(entered()).contains("H-25/1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16LE", "UTF-32BE"})
    void an_answer_that_is_not_utf_8_is_told(String encoding) throws Exception {
        byte[] answer = one("H-1", "12:00:01", "").getBytes(Charset.forName(encoding));
        start();
        server.next(request -> {
            request.sendResponseHeaders(200, answer.length);
            request.getResponseBody().write(answer);
        });
        work();
        assertThat(problems())
                .singleElement()
                .satisfies(told -> assertThat(told.details()).containsEntry("what", "not UTF-8"));
    }

    @Test
    void a_cursor_longer_than_any_request_may_be_is_told() throws Exception {
        start();
        server.next(request -> RecordServer.send(request, 200, one("H-1", "12:00:01", "c".repeat(10_000))));
        work();
        assertThat(problems())
                .singleElement()
                .satisfies(told -> assertThat(told.details()).containsEntry("what", "too long cursor"));
    }

    @Test
    void a_full_page_that_says_nothing_of_a_next_one_is_told() throws Exception {
        start();
        put(many());
        StringBuilder items = new StringBuilder();
        for (int i = 1; i <= PAGE; i++) {
            items.append(i == 1 ? "" : ",")
                    .append("{\"key\":\"%d\",\"dossier\":\"H-%d\",\"owner\":\"A\",\"updatedAt\":1}".formatted(i, i));
        }
        server.next(request -> RecordServer.send(request, 200, "{\"data\":{\"items\":[" + items + "]}}"));
        work();
        assertThat(entered()).hasSize(PAGE);
        assertThat(faults()).containsExactly("intake.api-without-next");
    }
}
