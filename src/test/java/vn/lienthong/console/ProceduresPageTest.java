package vn.lienthong.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import vn.lienthong.ledger.Store;
import vn.lienthong.procedures.PortalOfRows;
import vn.lienthong.procedures.Pulls;
import vn.lienthong.procedures.PullsBefore;

/** What the pages show of the portal's procedures. */
class ProceduresPageTest {

    private static final String CODE = "1.011451";
    private static final String START = "reason=th%E1%BB%AD";

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
    void a_person_pulls_and_sees_what_changed_field_by_field() throws Exception {
        Reader reader = new Reader(house);
        PortalOfRows portal = house.bean(PortalOfRows.class);
        portal.has(CODE, "Cấp Giấy phép phân loại phim", ",\"YEUCAU\":\"Không\"");
        reader.post("/procedures", START, reader.get("/procedures"));
        PullsBefore.stepOn(house.bean(Pulls.class));
        portal.has(CODE, "Cấp Giấy phép phân loại phim", ",\"YEUCAU\":\"<b>Có</b>\"");

        reader.post("/procedures", START, reader.get("/procedures"));
        PullsBefore.stepOn(house.bean(Pulls.class));

        house.bean(Store.class).write(sql -> sql.update("""
                INSERT INTO figure_dossier (dossier, received_at, record, settled, finished_at, due_at, field, agency, channel,
                    state, month, promise, procedure_code)
                VALUES ('G16-OPEN-1', 1, 1, 'NO', '', '', '', '', 'ONLINE', 'OPEN', 0, 'UNKNOWN', :code)
                """, new MapSqlParameterSource("code", CODE)));

        assertThat(reader.get("/procedures").body())
                .contains("Hồ sơ đang mở của thủ tục này: 1")
                .contains("1 thủ tục trong danh sách, đã hỏi 1.", "<b>1</b> thay đổi")
                .contains("crosswalks/procedures-by-code-or-name.csv:")
                .contains("/procedures/" + CODE, "YEUCAU", "Không", "&lt;b&gt;Có&lt;/b&gt;");
        assertThat(reader.get("/procedures", "Accept-Language", "en").body())
                .contains("1 procedures listed", "changed");
        assertThat(reader.get("/procedures/" + CODE).body())
                .contains("Nội dung phiên bản 2", "&lt;b&gt;Có", "/dossiers?no=G16-OPEN-1");
        assertThat(reader.get("/procedures/" + CODE + "?version=1").body()).contains("Nội dung phiên bản 1", "Không");
    }

    @Test
    void says_why_it_waits_and_ends() throws Exception {
        Reader reader = new Reader(house);
        house.bean(PortalOfRows.class).goesDown();
        reader.post("/procedures", START, reader.get("/procedures"));
        PullsBefore.stepOn(house.bean(Pulls.class));

        assertThat(reader.get("/procedures").body()).contains("npsp.not-reached", "Chờ đến");
        reader.post("/procedures/end", "reason=nhầm", reader.get("/procedures"));
        assertThat(reader.get("/procedures").body()).contains("đã dừng trước khi xong", "<q>nhầm</q>");
        house.bean(PortalOfRows.class).comesBack();
    }

    @Test
    void an_unknown_procedure_is_not_found() throws Exception {
        HttpResponse<String> page = new Reader(house).get("/procedures/1.999999");

        assertThat(page.statusCode()).isEqualTo(404);
        assertThat(page.body()).contains("console.no-such-procedure");
    }
}
