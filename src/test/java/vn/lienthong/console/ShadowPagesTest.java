package vn.lienthong.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.mock.web.MockHttpServletResponse;
import vn.lienthong.dossier.Problem;
import vn.lienthong.ledger.Attempt;
import vn.lienthong.ledger.LedgerView;
import vn.lienthong.relay.Flows;

/** What a flow in shadow mode reports, to whoever may see values and to whoever may not. */
class ShadowPagesTest {

    private static final String PERSON = "Lê Thị Thử";

    @TempDir
    static Path folder;

    static House house;
    static long withheld;

    @BeforeAll
    static void open() {
        house = House.open(
                folder,
                "server.address=0.0.0.0",
                "api.keys[0].name=giam-sat",
                "api.keys[0].secret=0123456789abcdef0123456789abcdef",
                "api.keys[0].roles=see",
                "api.keys[1].name=doi-soat",
                "api.keys[1].secret=fedcba9876543210fedcba9876543210",
                "api.keys[1].roles=see-bodies",
                "console.accounts[0].name=an.nguyen",
                "console.accounts[0].password=mat-khau-cua-an",
                "console.accounts[0].roles=see-bodies",
                "console.accounts[1].name=binh.tran",
                "console.accounts[1].password=mat-khau-cua-binh",
                "console.accounts[1].roles=see");
        Seed seed = house.seed();
        withheld = seed.withheld(
                "G16-240315-0001",
                new Attempt.Change("TrangThaiHoSo", "2", "4"),
                new Attempt.Change("ChuHoSo", "Trần Văn Thử", PERSON));
        seed.withheld("G16-240315-0002", new Attempt.Change("TrangThaiHoSo", "4", "10"));
        seed.dead("G16-240315-0003", Problem.of("npsp.procedure-unknown").with("procedure", "1.000000"));
    }

    @AfterAll
    static void close() {
        house.close();
    }

    @Test
    void a_delivery_shows_what_would_change_to_whoever_may_see_values() throws Exception {
        String page = reader("an.nguyen", "mat-khau-cua-an")
                .get("/deliveries/" + withheld)
                .body();
        assertThat(page).contains("npsp.shadow-updates", "TrangThaiHoSo", "Trần Văn Thử", PERSON);
    }

    @Test
    void and_to_others_which_fields() throws Exception {
        String page = reader("binh.tran", "mat-khau-cua-binh")
                .get("/deliveries/" + withheld)
                .body();
        assertThat(page).contains("npsp.shadow-updates", "ChuHoSo").doesNotContain("Trần Văn Thử", PERSON);
    }

    @Test
    void the_api_tells_the_same() {
        House.Answer all = house.get("/api/deliveries/" + withheld, "X-Api-Key", "fedcba9876543210fedcba9876543210");
        House.Answer some = house.get("/api/deliveries/" + withheld, "X-Api-Key", "0123456789abcdef0123456789abcdef");
        assertThat(all.json().at("/attempts/0/calls/0/changes/1/sent").asString())
                .isEqualTo(PERSON);
        assertThat(some.json().at("/attempts/0/calls/0/keptBack").asBoolean()).isTrue();
        assertThat(some.json().at("/attempts/0/calls/0/changes/1/field").asString())
                .isEqualTo("ChuHoSo");
        assertThat(some.body()).doesNotContain("Trần Văn Thử", PERSON);
    }

    @Test
    void a_flow_tells_what_it_would_do_and_which_fields_would_change() throws Exception {
        String page = reader("binh.tran", "mat-khau-cua-binh")
                .get("/shadow/npsp-dossier")
                .body();
        assertThat(page)
                .contains("npsp.shadow-updates", "npsp.procedure-unknown", "/shadow/npsp-dossier/deliveries.csv");
        House.Answer report = house.get("/api/shadow/npsp-dossier", "X-Api-Key", "0123456789abcdef0123456789abcdef");
        assertThat(report.json().at("/results/0/deliveries").asInt()).isEqualTo(2);
        assertThat(report.json().at("/results/0/sample/code").asString()).isEqualTo("npsp.shadow-updates");
        assertThat(report.json().at("/fields/0/field").asString()).isEqualTo("TrangThaiHoSo");
        assertThat(report.json().at("/fields/0/deliveries").asInt()).isEqualTo(2);
        assertThat(report.json().at("/more").asBoolean()).isFalse();
    }

    @Test
    void a_line_for_each_delivery_opens_in_a_spreadsheet_and_names_no_person() throws Exception {
        String lines = reader("binh.tran", "mat-khau-cua-binh")
                .get("/shadow/npsp-dossier/deliveries.csv")
                .body();
        assertThat(lines).startsWith("\uFEFFdelivery,dossier,state,code,").doesNotContain(PERSON);
        assertThat(lines.lines()).hasSize(4);
        assertThat(lines.lines().skip(1))
                .anyMatch(line -> line.startsWith(
                        withheld + ",G16-240315-0001,HELD,npsp.shadow-updates,2,4,27,\"TrangThaiHoSo, ChuHoSo\","));
    }

    @Test
    void a_page_that_counts_a_part_says_so_and_the_file_has_every_line() throws Exception {
        ShadowSummary small = new ShadowSummary(house.bean(LedgerView.class), house.bean(Flows.class), 1, 1);
        ShadowSummary.Of part = small.of("npsp-dossier");
        assertThat(part.more()).isTrue();
        assertThat(part.counted()).isEqualTo(2);
        assertThat(part.lookedAt()).isEqualTo(3);
        assertThat(part.fields()).extracting(ShadowSummary.Field::name).containsExactly("TrangThaiHoSo");
        MockHttpServletResponse file = new MockHttpServletResponse();
        small.csv("npsp-dossier", Locale.ENGLISH, file);
        assertThat(file.getContentAsString(StandardCharsets.UTF_8)
                        .lines()
                        .skip(1)
                        .map(line -> line.split(",")[2]))
                .containsExactly("HELD", "HELD", "DEAD");
        assertThat(house.get("/api/shadow/npsp-dossier/deliveries.csv", "X-Api-Key", "0123456789abcdef0123456789abcdef")
                        .body()
                        .lines())
                .hasSize(4);
    }

    @Test
    void a_flow_nobody_knows_has_no_report() {
        House.Answer none = house.get("/api/shadow/nowhere", "X-Api-Key", "0123456789abcdef0123456789abcdef");
        assertThat(none.status()).isEqualTo(404);
        assertThat(none.json().path("code").asString()).isEqualTo("console.no-such-flow");
    }

    private static Reader reader(String name, String password) throws Exception {
        Reader reader = new Reader(house);
        reader.logIn(name, password);
        return reader;
    }
}
