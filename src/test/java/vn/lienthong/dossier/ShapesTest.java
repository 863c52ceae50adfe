package vn.lienthong.dossier;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Each shape read by hand, held against the regular expression that says what it means. */
class ShapesTest {

    private static final int TRIES = 200_000;
    private static final String[] GOOD = {
        "000.00.00.G16-240315-0012",
        "G16.05-20240315-1234567",
        "H56.16.1AB-240315-0001",
        "000.00.05.G16",
        "G16",
        "1.011451",
        "G16-1.011451.000.00.00.G16",
        "2.001628.H13-1"
    };
    private static final String SIGNS = "0123456789AGZ.-–aé/ \n٣";

    @Test
    void a_dossier_number_is_national_by_the_published_expression() {
        Pattern shape = Pattern.compile(DossierNo.NATIONAL_SHAPE);
        assertSame(text -> shape.matcher(text).matches(), Shapes::isDossierNumber);
    }

    @Test
    void an_agency_code_has_the_older_form_or_the_newer() {
        Pattern older = Pattern.compile("\\d{3}\\.\\d{2}\\.\\d{2}\\.[A-Z]\\d{2}");
        Pattern newer = Pattern.compile("[A-Z]\\d{2}(\\.[0-9A-Z]+)*");
        assertSame(text -> older.matcher(text).matches(), text -> Shapes.isOldAgency(text, 0, text.length()));
        assertSame(
                text -> older.matcher(text).matches() || newer.matcher(text).matches(),
                text -> Shapes.isAgency(text, 0, text.length()));
    }

    @Test
    void a_procedure_is_found_between_an_agencys_prefix_and_a_local_tail() {
        Pattern written = Pattern.compile("(?:[A-Z]\\d{2}-)?(\\d\\.\\d{6})(?:\\.[0-9A-Z.-]+)?");
        everyText(text -> {
            Matcher matcher = written.matcher(text.strip());
            String code = matcher.matches() ? matcher.group(1) : null;
            assertThat(ProcedureCode.in(text).map(ProcedureCode::value).orElse(null))
                    .as(text)
                    .isEqualTo(code);
        });
    }

    @Test
    void the_newer_form_of_an_agency_is_the_older_one_turned_round_without_its_zeros() {
        assertThat(new AgencyCode("000.00.05.G16").newForm()).isEqualTo(new AgencyCode("G16.05"));
        assertThat(new AgencyCode("012.34.05.G16").newForm()).isEqualTo(new AgencyCode("G16.05.34.012"));
        assertThat(new AgencyCode("000.00.00.G16").newForm()).isEqualTo(new AgencyCode("G16"));
        assertThat(new AgencyCode("G16.05").newForm()).isEqualTo(new AgencyCode("G16.05"));
    }

    private static void assertSame(Predicate<String> meaning, Predicate<String> byHand) {
        int[] holds = {0};
        everyText(text -> {
            assertThat(byHand.test(text)).as(text).isEqualTo(meaning.test(text));
            holds[0] += meaning.test(text) ? 1 : 0;
        });
        assertThat(holds[0]).as("texts of the shape").isGreaterThan(100);
    }

    /** Good ones, and good ones with up to three signs changed, dropped or put in. */
    private static void everyText(java.util.function.Consumer<String> check) {
        Random random = new Random(1);
        for (int i = 0; i < TRIES; i++) {
            StringBuilder text = new StringBuilder(GOOD[random.nextInt(GOOD.length)]);
            for (int change = random.nextInt(4); change > 0; change--) {
                int at = random.nextInt(text.length());
                char sign = SIGNS.charAt(random.nextInt(SIGNS.length()));
                switch (random.nextInt(3)) {
                    case 0 -> text.setCharAt(at, sign);
                    case 1 -> text.insert(at, sign);
                    default -> text.deleteCharAt(text.length() > 1 ? at : 0).append(text.isEmpty() ? "0" : "");
                }
            }
            check.accept(text.toString());
        }
    }
}
