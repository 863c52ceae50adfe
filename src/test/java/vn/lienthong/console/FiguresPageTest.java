package vn.lienthong.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import vn.lienthong.ledger.Store;

/** What the page, the API and the files show of the ministry's figures. */
class FiguresPageTest {

    @TempDir
    static Path folder;

    static House house;

    @BeforeAll
    static void open() {
        house = House.open(folder);
        house.bean(Store.class).write(sql -> sql.update("""
                        INSERT INTO figure (state, month, field, agency, channel, promise, amount) VALUES
                            ('SETTLED', 202411, 'Điện ảnh', 'Cục Điện ảnh', 'ONLINE', 'ON_TIME', 4432),
                            ('SETTLED', 202411, 'Điện ảnh', 'Cục Điện ảnh', 'OTHER', 'LATE', 4327)
                        """, new MapSqlParameterSource()));
        house.bean(Store.class).write(sql -> sql.update("""
                        INSERT INTO figure_unread (delivery, record, received_at, flow, tried)
                        VALUES (1, 1, 1, 'npsp-progress', ''), (2, 2, 1, 'npsp-progress', '')
                        """, new MapSqlParameterSource()));
    }

    @AfterAll
    static void close() {
        house.close();
    }

    @Test
    void the_page_shows_each_rate_with_what_it_is_computed_of_in_both_languages() throws Exception {
        Reader reader = new Reader(house);

        assertThat(reader.get("/figures").body())
                .contains("Số liệu của bộ", "50.6 %", "(4.432 / 8.759)", "2024-11", "Cục Điện ảnh");
        assertThat(reader.get("/figures", "Accept-Language", "en").body())
                .contains("The ministry", "50.6 %", "(4,432 / 8,759)", "Not known");
    }

    @Test
    void what_is_in_no_figure_and_what_the_ministry_has_not_filled_in_is_told() throws Exception {
        assertThat(new Reader(house).get("/figures", "Accept-Language", "en").body())
                .contains("flow=npsp-progress\">npsp-progress</a>: <b>2</b>", "An empty cell of");
        assertThat(house.get("/api/figures").json().path("notRead").toString())
                .isEqualTo("[{\"flow\":\"npsp-progress\",\"records\":2}]");
        assertThat(house.get("/api/figures.csv").body()).contains("\r\nnotRead,npsp-progress,2\r\n");
    }

    @Test
    void the_api_and_the_files_say_the_same() {
        assertThat(house.get("/api/figures").json().at("/dossiers/onlineRate").toString())
                .isEqualTo("{\"numerator\":4432,\"denominator\":8759,\"percent\":50.6}");
        assertThat(house.get("/api/figures.csv").body()).contains("\r\nmonth,2024-11,8759,4432,4327,0,50.6,");
        assertThat(house.get("/api/figures.xlsx").body()).startsWith("PK");
    }
}
