package vn.lienthong.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;
import vn.lienthong.agreement.Agreement;
import vn.lienthong.agreement.Agreement.Difference;
import vn.lienthong.agreement.SourceList;
import vn.lienthong.dossier.Problem;
import vn.lienthong.ledger.Memos;

/** What the page and the CSV show of a comparison with the portal. */
class AgreementPageTest {

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
    void a_person_starts_it_sees_what_differs_and_who_acts_and_ends_it() throws Exception {
        Reader reader = new Reader(house);
        HttpResponse<String> page = reader.get("/agreement");
        assertThat(page.body()).contains("Chưa đối chiếu lần nào");

        reader.post("/agreement", "reason=th%E1%BB%AD", page);
        found("000.00.00.G16-240315-0001", Problem.of("agreement.stale").with("cause", "npsp.refused"));

        assertThat(reader.get("/agreement").body())
                .contains("000.00.00.G16-240315-0001", "Người vận hành", "npsp.refused", "/deliveries/7");
        assertThat(reader.get("/agreement", "Accept-Language", "en").body())
                .contains(
                        "Operator:",
                        "With the list list.csv of what the ministry has",
                        "line 3: mapping.no-crosswalk-pair",
                        "The list lacks 1,200 dossiers");
        HttpResponse<String> csv = reader.get("/agreement/differences.csv");
        assertThat(csv.body())
                .startsWith("\uFEFFdossier,code,says,advice,delivery\r\n000.00.00.G16-240315-0001,agreement.stale,");
        reader.post("/agreement/end", "reason=xong", reader.get("/agreement"));
        assertThat(reader.get("/agreement").body()).contains("đã dừng trước khi xong", "<q>xong</q>");
    }

    /** As a step would write it down. */
    private static void found(String dossier, Problem problem) {
        Memos memos = house.bean(Memos.class);
        JsonMapper json = new JsonMapper();
        Memos.Memo memo = memos.read("agreement/npsp");
        Agreement now = json.readValue(memo.content(), Agreement.class);
        Agreement after = new Agreement(
                now.by(),
                now.reason(),
                now.startedAt(),
                null,
                false,
                null,
                null,
                dossier,
                null,
                new SourceList(
                        1,
                        "list.csv",
                        "csv",
                        "lan",
                        now.startedAt(),
                        false,
                        4,
                        1,
                        "line 3: mapping.no-crosswalk-pair",
                        1_200),
                1,
                0,
                0,
                0,
                1,
                List.of(new Difference(dossier, problem, 7L)),
                null);
        memos.write(memo, json.writeValueAsString(after));
    }
}
