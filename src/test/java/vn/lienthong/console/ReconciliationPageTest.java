package vn.lienthong.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reports of reconciliation as a person reads and takes them away. */
class ReconciliationPageTest {

    @TempDir
    static Path folder;

    static House house;

    @BeforeAll
    static void open() {
        house = House.open(folder);
    }

    @AfterAll
    static void close() {
        house.close();
    }

    @Test
    void lists_the_files_that_were_compared_with_what_differs() {
        String page = house.get("/reconciliations", "Accept-Language", "en").body();
        assertThat(page)
                .contains("doi-soat-&lt;b&gt;.csv", "2,999 đ", "-1 đ", "--layout=bank-list|daily")
                .doesNotContain("doi-soat-<b>");
        assertThat(house.get("/payments", "Accept-Language", "vi").body()).contains("Đối soát");
    }

    @Test
    void shows_of_a_file_its_sums_its_verdicts_and_what_is_wrong_with_a_line() {
        String page = house.get("/reconciliations/1", "Accept-Language", "en").body();
        assertThat(page)
                .contains("Less came than was ordered.", "SHORT", "1,999 đ", "2,000 đ", "href=\"/payments/2\"")
                .contains("line 1", "line 2");
        assertThat(house.get("/reconciliations/1?verdict=SHORT", "Accept-Language", "vi")
                        .body())
                .contains("Thiếu", "line 2", "lines.csv?verdict=SHORT")
                .doesNotContain("line 1<");
        assertThat(house.get("/reconciliations/1?verdict=SHORTER").status()).isEqualTo(400);
        assertThat(house.get("/reconciliations/9").status()).isEqualTo(404);
    }

    @Test
    void gives_the_lines_as_files_to_take_away() {
        House.Answer csv = house.get("/reconciliations/1/lines.csv");
        assertThat(csv.header("Content-Disposition")).contains("reconciliation-1.csv");
        assertThat(csv.body().lines()).hasSize(3);
        House.Answer xlsx = house.get("/reconciliations/1/lines.xlsx");
        assertThat(xlsx.header("Content-Type")).contains("spreadsheetml");
        assertThat(xlsx.body()).startsWith("PK");
        assertThat(house.get("/reconciliations/9/lines.csv").status()).isEqualTo(404);
    }

    @Test
    void a_person_confirms_refunds_with_a_reason_and_not_without() throws Exception {
        Reader reader = new Reader(house);
        var page = reader.get("/reconciliations/1", "Accept-Language", "en");
        assertThat(reader.post("/reconciliations/1/refunds", "reason=sao+ke", page)
                        .body())
                .contains("3 ");
        assertThat(reader.post("/reconciliations/1/refunds", "reason=", page).statusCode())
                .isEqualTo(400);
    }
}
