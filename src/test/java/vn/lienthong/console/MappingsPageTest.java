package vn.lienthong.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.ledger.Definitions;

class MappingsPageTest {

    private static final String DOSSIER = "npsp/dossier";

    @TempDir
    static Path folder;

    static House house;
    static String example;
    static long delivery;

    @BeforeAll
    static void open() throws IOException {
        house = House.open(
                folder,
                "server.address=0.0.0.0",
                "api.keys[0].name=mot-cua",
                "api.keys[0].secret=0123456789abcdef0123456789abcdef",
                "console.accounts[0].name=an.nguyen",
                "console.accounts[0].password=mat-khau-cua-an",
                "console.accounts[0].roles=see-bodies",
                "console.accounts[1].name=binh.tran",
                "console.accounts[1].password=mat-khau-cua-binh",
                "console.accounts[1].roles=see");
        example = Files.readString(Path.of("mappings/npsp/dossier/tests/agency-example.json"));
        delivery = house.seed().pending("G16-240315-0001");
    }

    @AfterAll
    static void close() {
        house.close();
    }

    @Test
    void lists_every_mapping_with_its_version_and_the_flows_that_use_it() throws Exception {
        String page = integrator().get("/mappings").body();
        assertThat(page.substring(page.indexOf(">npsp/progress<")).split("</tr>")[0])
                .contains("<a href=\"/deliveries?flow=npsp-progress\">npsp-progress</a>");
        assertThat(page).contains(DOSSIER, "npsp/progress", "npsp/exports/danh-sach-2025");
    }

    @Test
    void shows_what_a_record_becomes_and_where_each_field_is_from() throws Exception {
        String page = attempt(integrator(), example).body();
        assertThat(page)
                .contains("Ánh xạ được", "&quot;MaHoSo&quot;", "mappings/npsp/dossier/mapping.yaml:", "bảng đối chiếu");
    }

    @Test
    void says_every_problem_of_a_record_that_cannot_be_mapped() throws Exception {
        String page = attempt(integrator(), "{\"status\": \"999\"}").body();
        assertThat(page).contains("Không ánh xạ được", "mapping.required-missing", "MaHoSo");
    }

    @Test
    void takes_what_is_no_record_for_a_problem_of_the_record() throws Exception {
        assertThat(attempt(integrator(), "{").body()).contains("Không ánh xạ được", "source.");
    }

    @Test
    void explains_the_record_of_a_delivery() throws Exception {
        Reader integrator = integrator();
        String address = "/mappings/try?mapping=" + DOSSIER + "&amp;delivery=" + delivery;
        assertThat(integrator.get("/deliveries/" + delivery).body()).contains(address);
        assertThat(integrator.get(address.replace("&amp;", "&")).body()).contains("Không ánh xạ được");
    }

    @Test
    void shows_how_much_of_each_contract_is_produced_and_proven() throws Exception {
        Reader integrator = integrator();
        assertThat(integrator.get("/mappings").body()).contains("hx-get=\"/mappings/coverage\"");
        assertThat(integrator.get("/mappings/coverage").body())
                .contains("<html", "npsp/dossier/npsp-dossier.schema.json", "npsp/exports/danh-sach-2025", "(100 %)");
        String part = integrator.get("/mappings/coverage", "HX-Request", "true").body();
        assertThat(part).contains("npsp/dossier/npsp-dossier.schema.json").doesNotContain("<html");
    }

    @Test
    void shows_the_versions_of_a_mapping_and_what_changed_between_two() throws Exception {
        keep("made-of-1", "fields:\n  MaHoSo: { from: no }\n", "codes.csv", "1;mới\n");
        keep("made-of-2", "fields:\n  MaHoSo: { from: dossierNo }\n");
        Reader integrator = integrator();
        String page = integrator
                .get("/mappings/versions?mapping=test/versions&version=made-of-2&since=made-of-1")
                .body();
        assertThat(page)
                .contains("<span class=\"removed\">-  MaHoSo: { from: no }</span>")
                .contains("<span class=\"added\">+  MaHoSo: { from: dossierNo }</span>")
                .contains("<span class=\"removed\">-1;mới</span>", "bỏ tệp");
        assertThat(integrator
                        .get("/mappings/versions?mapping=test/versions&version=nowhere")
                        .body())
                .contains("console.no-such-version");
        assertThat(integrator.get("/mappings/versions?mapping=nowhere").statusCode())
                .isEqualTo(404);
    }

    private static void keep(String version, String mapping, String... more) {
        Map<String, byte[]> files = new HashMap<>();
        files.put("test/versions/mapping.yaml", mapping.getBytes(StandardCharsets.UTF_8));
        for (int i = 0; i < more.length; i += 2) {
            files.put(more[i], more[i + 1].getBytes(StandardCharsets.UTF_8));
        }
        house.bean(Definitions.class).keep(List.of(new Definitions.Made("test/versions", version, files)));
    }

    @Test
    void a_delivery_leads_to_the_version_it_was_made_by() throws Exception {
        long delivered = house.seed().delivered("G16-240315-0002");
        assertThat(integrator().get("/deliveries/" + delivered).body())
                .contains("/mappings/versions?mapping=npsp/dossier&amp;version=3f9c21aa");
    }

    @Test
    void whoever_may_not_see_records_cannot_try_one_nor_see_one() throws Exception {
        Reader other = new Reader(house);
        other.logIn("binh.tran", "mat-khau-cua-binh");
        assertThat(other.get("/mappings").statusCode()).isEqualTo(200);
        assertThat(attempt(other, example).statusCode()).isEqualTo(403);
        assertThat(other.get("/mappings/try?mapping=" + DOSSIER + "&delivery=" + delivery)
                        .statusCode())
                .isEqualTo(403);
    }

    private static Reader integrator() throws Exception {
        Reader reader = new Reader(house);
        reader.logIn("an.nguyen", "mat-khau-cua-an");
        return reader;
    }

    private static HttpResponse<String> attempt(Reader reader, String record) throws Exception {
        String form = "mapping=" + DOSSIER + "&record=" + URLEncoder.encode(record, StandardCharsets.UTF_8);
        return reader.post("/mappings/try", form, reader.get("/mappings/try?mapping=" + DOSSIER));
    }
}
