package vn.lienthong.intake.rest;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A list without pages and without times: every round reads all of it. */
class WholeListTest extends RestContract {

    @Override
    Paging paging() {
        return Paging.of("none", "", 1, "");
    }

    @Override
    Pull.@Nullable Changed changed() {
        return null;
    }

    @Override
    String size() {
        return "";
    }

    /** As after an old backup was put in place of the system's database. */
    @Test
    void a_record_that_went_back_is_kept_once_and_costs_no_further_write() throws Exception {
        start();
        server.put("H-1", null, changed("A", 5, ""));
        work();
        server.put("H-1", null, changed("B", 3, ""));
        work();
        work();
        assertThat(entered()).containsExactly("H-1/1");
        assertThat(intake.offered()).isEqualTo(2);

        server.put("H-1", null, changed("B", 7, ""));
        work();
        assertThat(entered()).containsExactly("H-1/1", "H-1/2");
        work();
        assertThat(intake.offered()).isEqualTo(3);
    }

    @Test
    void the_time_of_a_change_counts_also_where_it_is_no_content() throws Exception {
        start();
        server.put("H-1", null, changed("A", 5, "changed"));
        work();
        server.put("H-1", null, changed("A", 9, "changed"));
        work();
        work();
        assertThat(intake.offered()).isEqualTo(2);
        server.put("H-1", null, changed("B", 7, "changed"));
        work();
        assertThat(entered()).containsExactly("H-1/1");

        server.put("H-1", null, changed("B", 11, "changed"));
        work();
        assertThat(entered())
                .as("what came too late once is news at a later time")
                .containsExactly("H-1/1", "H-1/2");
    }

    private static String changed(String owner, int minute, String notContent) {
        return """
                {"key":"H-1","dossier":"H-1","owner":"%s","changed":"2024-03-04T12:%02d:00Z","notContent":"%s"}""".formatted(owner, minute, notContent);
    }
}
