package vn.lienthong.npsp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import vn.lienthong.dossier.Batch;
import vn.lienthong.dossier.MappedRecord;
import vn.lienthong.dossier.Problem;
import vn.lienthong.dossier.SourceRecord;
import vn.lienthong.relay.Outcome;

/** A problem quotes the portal, and not the people the portal named. */
class UnnamedTest {

    private static final Set<String> PEOPLE = Set.of("Ngô Văn Thật", "Ngô Văn", "001199000123", "an");

    @Test
    void what_the_portal_repeats_of_a_dossiers_people_is_not_quoted() {
        assertThat(Unnamed.without(PEOPLE, "Hồ sơ của ông NGÔ VĂN THẬT (001199000123) đã tồn tại"))
                .isEqualTo("Hồ sơ của ông *** (***) đã tồn tại");
    }

    @Test
    void other_words_stay_also_where_they_hold_a_short_name() {
        assertThat(Unnamed.without(PEOPLE, "Cơ quan chưa khai báo Ngô Vănh"))
                .isEqualTo("Cơ quan chưa khai báo Ngô Vănh");
    }

    @Test
    void a_name_that_the_end_of_the_quotation_cuts_is_none_either() {
        assertThat(Unnamed.without(PEOPLE, "Đã có hồ sơ của Ngô Văn Th…")).isEqualTo("Đã có hồ sơ của ***…");
    }

    @Test
    void in_every_outcome_and_warning_that_quotes() {
        Batch.Item item = new Batch.Item(1, new SourceRecord(new byte[0], "application/json"), false);
        Problem quoting = Problem.of("npsp.accepted-with-doubt").with("answer", "Của Ngô Văn Thật");
        item.becomes(new MappedRecord(new byte[0], "npsp/dossier", "1", List.of(quoting), () -> PEOPLE));
        Unnamed unnamed = new Unnamed(List.of(item));
        Problem unnamedToo = quoting.with("answer", "Của ***");

        unnamed.inWarnings();

        assertThat(Items.mapped(item).warnings()).containsExactly(unnamedToo);
        assertThat(unnamed.in(new Outcome.Refused(quoting))).isEqualTo(new Outcome.Refused(unnamedToo));
        assertThat(unnamed.in(new Outcome.Unanswered(quoting))).isEqualTo(new Outcome.Unanswered(unnamedToo));
        assertThat(unnamed.in(new Outcome.Deferred(quoting, null, true)))
                .isEqualTo(new Outcome.Deferred(unnamedToo, null, true));
    }
}
