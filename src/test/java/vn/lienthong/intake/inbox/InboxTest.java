package vn.lienthong.intake.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.lienthong.intake.inbox.InboxFixture.HEADER;
import static vn.lienthong.intake.inbox.InboxFixture.rows;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import vn.lienthong.intake.Page;

class InboxTest {

    @TempDir
    Path dir;

    private InboxFixture here;

    private FlowInbox inbox;

    @BeforeEach
    void open() {
        here = new InboxFixture(dir, 3);
        inbox = here.open();
    }

    @Test
    void makes_its_folders_at_the_start() {
        assertThat(dir.resolve("csv-flow/done")).isDirectory();
        assertThat(dir.resolve("csv-flow/failed")).isDirectory();
    }

    @Test
    void enters_every_row_in_order_and_leaves_the_file_in_done_with_its_reports() throws Exception {
        here.drop("export.csv", HEADER + rows(1, 7));

        here.work(inbox);

        assertThat(here.dossiers()).containsExactly("H-1", "H-2", "H-3", "H-4", "H-5", "H-6", "H-7");
        assertThat(here.ledger.kept.getFirst().entry().source()).isEqualTo("inbox/csv-flow");
        assertThat(here.ledger.kept.get(4).entry().position()).startsWith("export.csv#5@");
        assertThat(here.in("csv-flow/done"))
                .containsExactly("export.csv", "export.csv.report.csv", "export.csv.report.json");
        assertThat(here.in("csv-flow/.taking")).isEmpty();
        JsonNode summary = here.summary("csv-flow/done/export.csv");
        assertThat(summary.get("rows").asInt()).isEqualTo(7);
        assertThat(summary.get("taken").asInt()).isEqualTo(7);
        assertThat(summary.get("sha256").asString()).hasSize(64);
        assertThat(here.report("csv-flow/done/export.csv")).isEmpty();
    }

    @Test
    void says_of_a_file_that_it_has_no_record() throws Exception {
        here.drop("export.csv", HEADER);

        here.work(inbox);

        assertThat(here.told("csv-flow/done/export.csv")).containsExactly("  passed-over intake.no-record");
    }

    @Test
    void takes_the_file_written_first_first() throws Exception {
        Path later = here.drop("a.csv", HEADER + rows(2, 2));
        Path earlier = here.drop("b.csv", HEADER + rows(1, 1));
        Files.setLastModifiedTime(later, FileTime.from(Instant.parse("2026-01-02T00:00:00Z")));
        Files.setLastModifiedTime(earlier, FileTime.from(Instant.parse("2026-01-01T00:00:00Z")));

        here.work(inbox);

        assertThat(here.dossiers()).containsExactly("H-1", "H-2");
    }

    @Test
    void refuses_a_file_broken_at_its_end_as_a_whole() throws Exception {
        here.drop("export.csv", HEADER + rows(1, 5) + "6;H-6;\"Người thử");

        here.work(inbox);

        assertThat(here.ledger.kept).isEmpty();
        assertThat(here.in("csv-flow/failed"))
                .containsExactly("export.csv", "export.csv.report.csv", "export.csv.report.json");
        assertThat(here.summary("csv-flow/failed/export.csv")
                        .at("/refused/code")
                        .asString())
                .isEqualTo("agency.open-quote");
        assertThat(here.report("csv-flow/failed/export.csv").getFirst())
                .containsSequence("", "line 7", "", "refused", "agency.open-quote");
    }

    @Test
    void enters_bad_rows_as_dead_letters_and_reports_them() throws Exception {
        here.drop("export.csv", HEADER + rows(1, 1) + "2;H-2;;new\n3;;Người thử 3;new\n" + rows(4, 4));

        here.work(inbox);

        assertThat(here.ledger.dead()).hasSize(2);
        assertThat(here.told("csv-flow/done/export.csv"))
                .containsExactly("2 H-2 dead agency.missing", "3  dead agency.missing");
        assertThat(here.report("csv-flow/done/export.csv").getFirst().getLast())
                .isEqualTo(here.ledger.dead().getFirst().deliveries().getFirst().toString());
        assertThat(here.summary("csv-flow/done/export.csv").get("dead").asInt()).isEqualTo(2);
    }

    @Test
    void reports_rows_that_are_not_owed_or_worth_a_look() throws Exception {
        here.drop("export.csv", HEADER + "1;H-1;Người thử;skip\n2;H-2;Người thử;warn\n");

        here.work(inbox);

        assertThat(here.told("csv-flow/done/export.csv"))
                .containsExactly("1 H-1 not-owed agency.skipped", "2 H-2 taken agency.odd");
        assertThat(here.ledger.kept.getFirst().entry().owed()).isEmpty();
        assertThat(here.summary("csv-flow/done/export.csv").get("withWarnings").asInt())
                .isEqualTo(1);
    }

    @Test
    void reports_what_the_file_holds_beside_its_rows() throws Exception {
        here.drop("export.csv", HEADER + "1;H-1;Người thử;\n# hidden\n2;H-2;Người thử;\n# a sum\n");

        here.work(inbox);

        assertThat(here.told("csv-flow/done/export.csv"))
                .containsExactly("  passed-over agency.remark", "  passed-over agency.remark");
        assertThat(here.summary("csv-flow/done/export.csv").get("taken").asInt())
                .isEqualTo(2);
    }

    @Test
    void drops_an_exact_repeat_in_the_file_whether_near_or_far() throws Exception {
        here.drop(
                "export.csv", HEADER + rows(1, 2) + "3;H-1;Người thử 1;new\n" + rows(4, 7) + "8;H-2;Người thử 2;new\n");

        here.work(inbox);

        assertThat(here.dossiers()).containsExactly("H-1", "H-2", "H-4", "H-5", "H-6", "H-7");
        assertThat(here.told("csv-flow/done/export.csv"))
                .containsExactly(
                        "3 H-1 repeated-in-file intake.repeated-in-file",
                        "8 H-2 repeated-in-file intake.repeated-in-file");
    }

    @Test
    void keeps_a_contradiction_in_the_file_as_a_dead_letter_whether_near_or_far() throws Exception {
        here.drop("export.csv", HEADER + rows(1, 2) + "3;H-1;Người khác;new\n" + rows(4, 7) + "8;H-2;Người khác;new\n");

        here.work(inbox);

        assertThat(here.told("csv-flow/done/export.csv"))
                .containsExactly("3 H-1 conflict intake.conflict-in-file", "8 H-2 conflict intake.conflict-in-file");
        assertThat(here.ledger.dead()).hasSize(2).allSatisfy(one -> {
            assertThat(one.version()).isEqualTo(2);
            assertThat(one.entry().owed().getFirst().supersedes()).isFalse();
            assertThat(one.entry().owed().getFirst().problems().getFirst().code())
                    .isEqualTo("intake.conflict-in-file");
        });
        assertThat(here.report("csv-flow/done/export.csv").get(1).get(7)).contains("row 2");
    }

    /** The first of the two says what an earlier export said, so the ledger has it from another file. */
    @Test
    void keeps_a_contradiction_of_a_row_that_was_known_before() throws Exception {
        here.drop("export.csv", HEADER + rows(1, 7));
        here.work(inbox);

        here.drop(
                "export-b.csv", HEADER + rows(1, 2) + "3;H-1;Người khác;new\n" + rows(4, 7) + "8;H-2;Người khác;new\n");
        here.work(inbox);

        assertThat(here.told("csv-flow/done/export-b.csv"))
                .contains("3 H-1 conflict intake.conflict-in-file", "8 H-2 conflict intake.conflict-in-file");
        assertThat(here.report("csv-flow/done/export-b.csv").getLast().get(7)).contains("row 2");
        assertThat(here.ledger.dead()).hasSize(2);
    }

    @Test
    void keeps_a_contradiction_of_a_row_that_was_known_before_through_a_restart() throws Exception {
        here.drop("export.csv", HEADER + rows(1, 7));
        here.work(inbox);

        here.drop("export-b.csv", HEADER + rows(1, 7) + "8;H-2;Người khác;new\n9;H-3;Người thử 3;new\n");
        here.look(inbox);
        here.clock.advance(InboxFixture.SETTLE);
        for (int step = 0; step < 4; step++) {
            inbox.step(Page::enter); // takes the file, checks it, enters two pages
        }
        inbox.close();
        assertThat(here.in("csv-flow/done")).doesNotContain("export-b.csv");
        here.work(here.open());

        assertThat(here.told("csv-flow/done/export-b.csv"))
                .contains("8 H-2 conflict intake.conflict-in-file", "9 H-3 repeated-in-file intake.repeated-in-file");
        assertThat(here.ledger.dead()).hasSize(1);
    }

    @Test
    void an_old_file_that_is_dropped_once_more_takes_no_dossier_back_without_a_person() throws Exception {
        String old = HEADER + rows(1, 3) + "4;H-4;Người cũ;new\n";
        here.drop("export-1.csv", old);
        here.work(inbox);
        here.drop("export-2.csv", HEADER + rows(1, 6));
        here.work(inbox);
        here.drop("export-again.csv", old);
        here.work(inbox);

        assertThat(here.told("csv-flow/done/export-again.csv"))
                .containsExactly(
                        "1 H-1 repeated intake.repeated",
                        "2 H-2 repeated intake.repeated",
                        "3 H-3 repeated intake.repeated",
                        "4 H-4 dead intake.same-file-again");
        assertThat(here.ledger.dead())
                .singleElement()
                .matches(one ->
                        one.version() == 3 && !one.entry().owed().getFirst().supersedes());
        assertThat(here.summary("csv-flow/done/export-again.csv").get("dead").asInt())
                .isEqualTo(1);
    }

    @Test
    void an_old_file_is_known_through_a_restart_and_another_file_may_say_what_it_said() throws Exception {
        String old = HEADER + rows(1, 3) + "4;H-4;Người cũ;new\n5;H-5;Người cũ;new\n";
        here.drop("export-1.csv", old);
        here.work(inbox);
        here.drop("export-2.csv", HEADER + rows(1, 6));
        here.work(inbox);
        here.drop("export-3.csv", HEADER + "1;H-4;Người cũ;new\n");
        here.work(inbox);
        assertThat(here.told("csv-flow/done/export-3.csv")).isEmpty();
        here.drop("export-again.csv", old);
        here.look(inbox);
        here.clock.advance(InboxFixture.SETTLE);
        for (int step = 0; step < 3; step++) {
            inbox.step(Page::enter);
        }
        inbox.close();
        here.work(here.open());

        assertThat(here.told("csv-flow/done/export-again.csv"))
                .contains("4 H-4 repeated intake.repeated", "5 H-5 dead intake.same-file-again");
        assertThat(here.ledger.dead()).hasSize(1);
    }

    @Test
    void says_of_what_was_refused_before_that_it_still_waits() throws Exception {
        here.drop("export.csv", HEADER + rows(1, 2) + "3;H-3;;new\n");
        here.work(inbox);

        here.drop("export-b.csv", HEADER + "3;H-3;;new\n" + rows(1, 2));
        here.work(inbox);

        assertThat(here.told("csv-flow/done/export-b.csv"))
                .contains("1 H-3 dead intake.repeated-waits", "2 H-1 repeated intake.repeated")
                .doesNotContain("1 H-3 repeated intake.repeated");
        assertThat(here.summary("csv-flow/done/export-b.csv").get("dead").asInt())
                .isEqualTo(1);
        assertThat(here.ledger.dead()).hasSize(1);
    }

    @Test
    void knows_every_row_again_when_the_same_file_is_dropped_twice() throws Exception {
        String content = HEADER + rows(1, 4) + "5;H-1;Người khác;new\n6;H-2;;new\n7;H-3;Người thử 3;new\n";
        here.drop("export.csv", content);
        here.work(inbox);
        int kept = here.ledger.kept.size();

        here.drop("export.csv", content);
        here.work(inbox);

        assertThat(here.ledger.kept).hasSize(kept);
        assertThat(here.in("csv-flow/done")).contains("export-2.csv", "export-2.csv.report.csv");
        JsonNode again = here.summary("csv-flow/done/export-2.csv");
        assertThat(again.get("repeated").asInt()).isEqualTo(4);
        assertThat(again.get("repeatedInFile").asInt()).isEqualTo(1);
        assertThat(again.get("taken").asInt()).isZero();
        assertThat(again.get("conflicts").asInt()).isEqualTo(2);
    }

    @Test
    void takes_other_content_in_a_later_file_as_a_new_version_though_the_name_is_the_same() throws Exception {
        here.drop("export.csv", HEADER + rows(1, 2));
        here.work(inbox);

        here.drop("export.csv", HEADER + "1;H-2;Người khác;new\n");
        here.work(inbox);

        assertThat(here.ledger.dead()).isEmpty();
        assertThat(here.ledger.kept.getLast().version()).isEqualTo(2);
        assertThat(here.summary("csv-flow/done/export-2.csv").get("newVersions").asInt())
                .isEqualTo(1);
    }

    @Test
    void refuses_a_link() throws Exception {
        Path secret = Files.writeString(dir.resolve(".outside"), HEADER + rows(1, 1));
        Files.createSymbolicLink(dir.resolve("csv-flow/export.csv"), secret);

        here.work(inbox);

        assertThat(here.ledger.kept).isEmpty();
        assertThat(here.summary("csv-flow/failed/export.csv")
                        .at("/refused/code")
                        .asString())
                .isEqualTo("intake.link");
        assertThat(secret).exists();
    }

    /** Each record has the names of its columns with it, so a few bytes more make a record more of their whole size. */
    @Test
    void refuses_a_file_that_makes_far_more_of_itself_than_it_is() throws Exception {
        String names = IntStream.range(0, 1_000)
                .mapToObj(n -> ";" + "name".repeat(20) + n)
                .collect(Collectors.joining());
        here.drop("export.csv", HEADER.strip() + names + "\n" + rows(1, 4_000));

        here.work(inbox);

        assertThat(here.ledger.kept).isEmpty();
        assertThat(here.summary("csv-flow/failed/export.csv")
                        .at("/refused/code")
                        .asString())
                .isEqualTo("intake.records-too-large");
    }

    @Test
    void goes_on_with_the_next_file_when_a_reader_fails_on_one() throws Exception {
        here.drop("a.csv", HEADER + "1;BUG;;\n");
        here.drop("b.csv", HEADER + rows(1, 1));

        here.work(inbox);

        assertThat(here.summary("csv-flow/failed/a.csv").at("/refused/code").asString())
                .isEqualTo("intake.reader-failed");
        assertThat(here.dossiers()).containsExactly("H-1");
    }

    @Test
    void does_not_move_a_file_whose_route_forgot_to_enter_it() throws Exception {
        here.drop("export.csv", HEADER + rows(1, 2));
        here.clock.advance(InboxFixture.SETTLE);
        inbox.step(Page::enter);
        here.clock.advance(InboxFixture.SETTLE);

        while (inbox.step(page -> {})) {
            // As far as it goes.
        }
        assertThat(here.in("csv-flow/done")).isEmpty();

        here.look(inbox);
        assertThat(here.dossiers()).containsExactly("H-1", "H-2");
    }

    @Test
    void never_writes_over_an_earlier_file_or_its_report() throws Exception {
        Files.writeString(dir.resolve("csv-flow/done/export.csv.report.csv"), "someone's");
        here.drop("export.csv", HEADER + rows(1, 1));

        here.work(inbox);

        assertThat(dir.resolve("csv-flow/done/export.csv.report.csv")).hasContent("someone's");
        assertThat(here.in("csv-flow/done")).contains("export-2.csv");
    }

    @Test
    void takes_names_of_any_letters_and_of_the_greatest_length() throws Exception {
        String name = "Sổ theo dõi hồ sơ #5@ " + "ă".repeat(100) + ".csv";
        here.drop(name, HEADER + rows(1, 1));

        here.work(inbox);

        assertThat(here.in("csv-flow/done")).hasSize(3).anyMatch(file -> file.endsWith("ă.csv"));
    }

    @Test
    void keeps_personal_data_and_formulas_out_of_the_report() throws Exception {
        here.drop("export.csv", HEADER + "1;=HYPERLINK(1);;new\n");

        here.work(inbox);

        assertThat(here.report("csv-flow/done/export.csv").getFirst().get(2)).isEqualTo("'=HYPERLINK(1)");
    }
}
