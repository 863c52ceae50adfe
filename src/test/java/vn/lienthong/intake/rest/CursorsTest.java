package vn.lienthong.intake.rest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

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

    private static String one(String dossier, String time, String cursor) {
        return """
                {"data":{"items":[{"key":"%1$s","dossier":"%1$s","owner":"A","updatedAt":"2024-03-04T%2$s+07:00"}]},
                 "cursor":"%3$s"}""".formatted(dossier, time, cursor);
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
