package vn.lienthong.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Payments as a person sees and settles them. */
class PaymentsPageTest {

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
    void lists_what_waits_for_a_person() {
        String page = house.get("/payments?task=true", "Accept-Language", "en").body();
        assertThat(page).contains("#2", "paygov.unresolved", "3,600,000 đ").doesNotContain("#1<");
    }

    @Test
    void of_a_dossiers_payments_lists_those_of_the_state_and_with_a_task_that_are_asked_for() {
        String dossier = "/payments?dossier=000.00.00.G16-240315-0012";
        assertThat(house.get(dossier).body()).contains("#1<", "#2<");
        assertThat(house.get(dossier + "&task=true").body()).contains("#2<").doesNotContain("#1<");
        assertThat(house.get(dossier + "&state=WAITING").body()).contains("#1<").doesNotContain("#2<");
    }

    /** Or a program that turns pages until one is empty would never end. */
    @Test
    void a_dossiers_payments_have_one_page() {
        String dossier = "/api/payments?dossier=000.00.00.G16-240315-0012";
        assertThat(house.get(dossier).body()).contains("\"payment\":1", "\"payment\":2");
        assertThat(house.get(dossier + "&page=2").body()).contains("\"items\":[]");
    }

    @Test
    void shows_what_to_do_what_happened_and_what_proves_it() {
        String page = house.get("/payments/2", "Accept-Language", "en").body();
        assertThat(page)
                .contains("The schedule is over", "Đã hỏi ngân hàng", "href=\"#m7\"", "id=\"m7\"", "kept as evidence");
    }

    @Test
    void a_person_settles_with_a_reason_and_not_without() throws Exception {
        Reader reader = new Reader(house);
        var page = reader.get("/payments/2");
        assertThat(reader.post("/payments/2", "as=PAID&transaction=GD1&reason=ngan+hang", page)
                        .statusCode())
                .isEqualTo(200);
        assertThat(reader.post("/payments/2", "as=PAID&reason=", page).statusCode())
                .isEqualTo(400);
        assertThat(reader.post("/payments/2", "as=CREATED&reason=x", page).body())
                .contains("paygov.no-way-back");
    }

    @Test
    void a_refund_shows_who_asked_and_offers_what_this_person_may_do() throws Exception {
        Reader reader = new Reader(house);
        var page = reader.get("/payments/3", "Accept-Language", "en");
        assertThat(page.body())
                .contains("Waits for a second person", "nộp hai lần", "value=\"APPROVE\"", "value=\"DECLINE\"")
                .doesNotContain("value=\"WITHDRAW\"", "value=\"REFUNDED\"");
        assertThat(reader.post("/payments/3/refund", "step=APPROVE&reason=dung", page)
                        .statusCode())
                .isEqualTo(200);
        assertThat(reader.post("/payments/3/refund", "step=APPROVE&reason=", page)
                        .statusCode())
                .isEqualTo(400);
        assertThat(reader.post("/payments/3/refund", "step=ASK&reason=x", page).body())
                .contains("paygov.refund-stands-otherwise");
    }

    @Test
    void numbers_of_documents_hold_no_control_characters_and_are_no_longer_than_names() throws Exception {
        Reader reader = new Reader(house);
        var page = reader.get("/payments/2");
        for (String wrong : List.of("GD%00", "GD%1B1", "9".repeat(201))) {
            assertThat(reader.post("/payments/2", "as=PAID&reason=x&transaction=" + wrong, page)
                            .statusCode())
                    .isEqualTo(400);
            assertThat(reader.post("/payments/3/refund", "step=APPROVE&reason=x&document=" + wrong, page)
                            .statusCode())
                    .isEqualTo(400);
        }
    }

    @Test
    void a_receipt_is_a_file_to_keep_and_never_shown_as_a_page_of_ours() {
        assertThat(house.get("/payments/2").body()).contains("href=\"/payments/2/receipt\"");
        House.Answer receipt = house.get("/payments/2/receipt");
        assertThat(receipt.status()).isEqualTo(200);
        assertThat(receipt.header("Content-Type")).isEqualTo("application/pdf");
        assertThat(receipt.header("Content-Disposition")).startsWith("attachment");
        assertThat(receipt.header("X-Content-Type-Options")).isEqualTo("nosniff");
    }

    @Test
    void what_the_portal_hears_is_shown_with_the_delivery_or_with_what_to_do() {
        assertThat(house.get("/payments/2", "Accept-Language", "en").body())
                .contains("Fee state at the portal", "href=\"/deliveries/7\"", "paygov.fee-state-entered");
        assertThat(house.get("/payments/3", "Accept-Language", "en").body())
                .contains(
                        "would take the portal back",
                        "Have your system push the dossier anew",
                        "paygov.fee-state-overtaken");
        assertThat(house.get("/payments/1", "Accept-Language", "en").body())
                .contains("There is no record of the dossier here", "Looked at again");
    }

    @Test
    void a_receipt_that_is_elsewhere_or_still_missing_says_so_and_is_no_link() {
        assertThat(house.get("/payments/3", "Accept-Language", "en").body())
                .contains("keeps the receipt at this address", "http://ss-term.example:8080/bienlai/3.pdf")
                .doesNotContain("href=\"http://ss-term.example");
        assertThat(house.get("/payments/1", "Accept-Language", "en").body())
                .contains("The payment system is asked again", "the payment system gave none");
        assertThat(house.get("/payments/3/receipt").status()).isEqualTo(404);
    }

    @Test
    void one_person_settles_no_refund() {
        assertThat(house.get("/payments/3").body()).doesNotContain("value=\"REFUND_REQUESTED\"");
        assertThat(house.get("/payments/2").body()).doesNotContain("id=\"refund\"");
    }

    @Test
    void says_that_there_is_no_such_payment() {
        assertThat(house.get("/payments/99").status()).isEqualTo(404);
    }
}
