package vn.lienthong.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.agreement.SourceLists;

/** Files given on pages: a settlement file, and a list of what the ministry's own system has. */
class FileFormsTest {

    private static final byte[] DAY = "ma;so_tien\r\n1;2000\r\n".getBytes(UTF_8);

    @TempDir
    static Path folder;

    @TempDir
    static Path lockedFolder;

    static House house;
    static House locked;
    static Reader reader;

    @BeforeAll
    static void open() {
        house = House.open(folder);
        reader = new Reader(house);
        locked = House.open(
                lockedFolder,
                "api.keys[0].name=mot-cua",
                "api.keys[0].secret=a-long-secret-that-pushes",
                "console.accounts[0].name=an",
                "console.accounts[0].password=mat-khau-cua-an",
                "console.accounts[0].roles=see",
                "console.accounts[1].name=binh",
                "console.accounts[1].password=mat-khau-cua-binh",
                "console.accounts[1].roles=act",
                "uploads.largest-body=1KB");
    }

    @AfterAll
    static void close() {
        house.close();
        locked.close();
    }

    @Test
    void a_settlement_file_leads_to_its_report_and_says_what_is_in_no_line() throws Exception {
        HttpResponse<String> report = reader.give(english("/reconciliations"), "ngày 15.csv", DAY, "layout=daily");
        assertThat(report.uri().getPath()).isEqualTo("/reconciliations/1");
        assertThat(report.uri().getQuery()).as("the token stays in no address").isNull();
        assertThat(report.body()).contains("source.rows-of-sums", "1,999 đ");
    }

    @Test
    void a_file_known_already_says_so_and_links_to_its_report() throws Exception {
        HttpResponse<String> page = reader.give(english("/reconciliations"), "known.csv", DAY, "layout=daily");
        assertThat(page.uri().getPath()).isEqualTo("/reconciliations");
        assertThat(page.body()).contains("This file was compared before", "href=\"/reconciliations/1\"");
        HttpResponse<String> anew =
                reader.give(english("/reconciliations"), "known.csv", DAY, "layout=daily", "anew=true");
        assertThat(anew.uri().getPath()).isEqualTo("/reconciliations/1");
    }

    @Test
    void a_refused_file_shows_its_problem_and_what_was_chosen_stays() throws Exception {
        HttpResponse<String> page =
                reader.give(english("/reconciliations"), "day.csv", DAY, "layout=bank-list", "anew=true");
        assertThat(page.body())
                .contains("paygov.no-such-layout", "<option value=\"bank-list\" selected", "checked=\"checked\"");
        assertThat(english("/reconciliations").body())
                .contains("<option value=\"daily\" selected")
                .doesNotContain("paygov.no-such-layout", "checked=\"checked\"");
    }

    @Test
    void a_list_of_the_ministry_is_taken_or_says_what_is_wrong_with_it() throws Exception {
        byte[] list = "dossierNo,status\nG16-1,done\n".getBytes(UTF_8);
        assertThat(reader.give(english("/agreement"), "list.csv", list, "layout=", "partial=true")
                        .body())
                .contains("The list list.csv was taken: 1 dossiers, 0 lines that cannot be read.");
        assertThat(house.bean(SourceLists.class).newest().orElseThrow().partial())
                .isTrue();
        assertThat(reader.give(english("/agreement"), "list.ods", list, "layout=")
                        .body())
                .contains("agreement.no-such-layout", "ods");
        assertThat(reader.give(english("/agreement"), "x.csv", "rỗng".getBytes(UTF_8), "layout=csv")
                        .body())
                .contains("role=\"alert\"")
                .doesNotContain("was taken");
    }

    @Test
    void a_form_without_its_token_or_with_another_is_refused_before_it_is_read() throws Exception {
        byte[] form = Reader.multipart("day.csv", DAY, "layout=daily", "_csrf=x");
        english("/reconciliations");
        assertThat(reader.give("/reconciliations", form).statusCode()).isEqualTo(403);
        assertThat(reader.give("/reconciliations?_csrf=x", form).body()).contains("console.form-expired");
        assertThat(reader.give("/agreement/source", form).statusCode()).isEqualTo(403);
    }

    @Test
    void a_form_that_is_none_or_has_no_file_is_refused_with_a_page() throws Exception {
        HttpResponse<String> page = english("/reconciliations");
        assertThat(reader.give(page, "", new byte[0], "layout=daily").body()).contains("console.no-file");
        assertThat(reader.give(page, "day.csv", DAY, "layuot=daily").body()).contains("console.bad-form");
        assertThat(reader.post("/reconciliations", "layout=daily", english("/agreement"))
                        .body())
                .contains("console.unsupported-media-type");
    }

    @Test
    void no_other_path_takes_such_a_form() throws Exception {
        byte[] form = Reader.multipart("day.csv", DAY, "reason=x");
        String token = english("/agreement").body().replaceAll("(?s).*(_csrf=[^\"]+)\".*", "$1");
        assertThat(reader.give("/agreement?" + token, form).body()).contains("console.reason-missing");
        for (String path : new String[] {"/api/reconciliations", "/api/agreement/source", "/api/agreement"}) {
            assertThat(reader.give(path, form).statusCode()).as(path).isEqualTo(415);
        }
    }

    @Test
    void only_who_may_act_gives_a_file_and_only_one_that_is_not_too_large() throws Exception {
        Reader sees = new Reader(locked);
        sees.logIn("an", "mat-khau-cua-an");
        assertThat(sees.get("/reconciliations").body()).doesNotContain("multipart/form-data");
        Reader acts = new Reader(locked);
        acts.logIn("binh", "mat-khau-cua-binh");
        HttpResponse<String> page = acts.get("/reconciliations");
        assertThat(acts.give(page, "day.csv", DAY, "layout=daily").uri().getPath())
                .isEqualTo("/reconciliations/1");
        HttpResponse<String> large = acts.give(page, "day.csv", new byte[300_000], "layout=daily");
        assertThat(large.statusCode()).isEqualTo(413);
        assertThat(large.body()).contains("console.body-too-large", "<h1");
    }

    @Test
    void what_comes_too_slowly_gets_a_page_that_says_so(@TempDir Path slowFolder) throws Exception {
        try (House slow = House.open(slowFolder, "uploads.body-within=1ns")) {
            Reader person = new Reader(slow);
            HttpResponse<String> file = person.give(person.get("/reconciliations"), "day.csv", DAY, "layout=daily");
            HttpResponse<String> form = person.post("/agreement", "reason=x", person.get("/agreement"));
            for (HttpResponse<String> page : List.of(file, form)) {
                assertThat(page.statusCode()).isEqualTo(408);
                assertThat(page.body()).contains("intake.body-too-slow", "uploads.body-within", "<h1");
            }
        }
    }

    private HttpResponse<String> english(String path) throws Exception {
        return reader.get(path + "?lang=en");
    }
}
