package vn.lienthong.console;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;
import vn.lienthong.ledger.Ledger.Next;

/** What each role finds on the page with a delivery's record and messages. */
class MaskedPagesTest {

    private static final String RECORD = """
            {"dossierNo":"G16-240315-0001","status":"received","MaHoSo":"no rule reads this","applicant":{"name":"Trần Thị Thử","identityNo":"001199000123"}}
            """;

    @TempDir
    static Path folder;

    static House house;
    static long delivery;

    @BeforeAll
    static void open() {
        house = House.open(
                folder,
                "server.address=0.0.0.0",
                "api.keys[0].name=giam-sat",
                "api.keys[0].secret=0123456789abcdef0123456789abcdef",
                "api.keys[0].roles=see",
                "api.keys[1].name=doi-chieu",
                "api.keys[1].secret=fedcba9876543210fedcba9876543210",
                "api.keys[1].roles=see-bodies",
                "console.accounts[0].name=an.nguyen",
                "console.accounts[0].password=mat-khau-cua-an",
                "console.accounts[0].roles=see-bodies",
                "console.accounts[1].name=binh.tran",
                "console.accounts[1].password=mat-khau-cua-binh",
                "console.accounts[1].roles=see",
                "console.accounts[2].name=chi.le",
                "console.accounts[2].password=mat-khau-cua-chi",
                "console.accounts[2].roles=act");
        Seed seed = house.seed();
        delivery = seed.enter("npsp-dossier", "G16-240315-0001", RECORD, List.of());
        seed.attempt(delivery, "delivered", null, new Next.Delivered("MaGiaoDich 42"));
    }

    @AfterAll
    static void close() {
        house.close();
    }

    @Test
    void whoever_may_see_bodies_sees_them_word_for_word() throws Exception {
        String page = bodies("an.nguyen", "mat-khau-cua-an");
        assertThat(page)
                .contains("Trần Thị Thử", "001199000123", "no rule reads this", "&lt;script&gt;")
                .doesNotContain("•••");
    }

    @ParameterizedTest
    @CsvSource({"binh.tran, mat-khau-cua-binh", "chi.le, mat-khau-cua-chi"})
    void whoever_may_not_sees_what_tells_of_nobody(String name, String password) throws Exception {
        String page = bodies(name, password);
        assertThat(page)
                .contains("G16-240315-0001", "received", "ChuHoSo", "error_code", "•••")
                .doesNotContain("Trần Thị Thử", "001199000123", "no rule reads this", "alert(1)");
    }

    @Test
    void the_api_leaves_bodies_out_for_who_may_not_see_them() {
        House.Answer answer = house.get("/api/deliveries/" + delivery, "X-Api-Key", "0123456789abcdef0123456789abcdef");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).doesNotContain("Trần Thị Thử", "ChuHoSo");
    }

    @Test
    void who_reads_them_stands_in_the_log_and_who_does_not_is_not_said_to() throws Exception {
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        Logger logger = (Logger) LoggerFactory.getLogger(PersonalReads.class);
        logger.addAppender(lines);
        logger.setLevel(Level.INFO);
        try {
            bodies("an.nguyen", "mat-khau-cua-an");
            bodies("binh.tran", "mat-khau-cua-binh");
            house.get("/api/deliveries/" + delivery, "X-Api-Key", "fedcba9876543210fedcba9876543210");
            house.get("/api/deliveries/" + delivery, "X-Api-Key", "0123456789abcdef0123456789abcdef");
        } finally {
            logger.setLevel(null);
            logger.detachAppender(lines);
        }
        assertThat(lines.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .containsExactly(
                        "an.nguyen reads the bodies of delivery " + delivery + ".",
                        "doi-chieu reads the bodies of delivery " + delivery + ".");
    }

    private static String bodies(String name, String password) throws Exception {
        Reader reader = new Reader(house);
        reader.logIn(name, password);
        assertThat(reader.get("/deliveries/" + delivery).body()).contains("/deliveries/" + delivery + "/bodies");
        return reader.get("/deliveries/" + delivery + "/bodies").body();
    }
}
