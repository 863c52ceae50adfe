package vn.lienthong.mapping.convert;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.MissingNode;
import vn.lienthong.mapping.convert.Conversion.Unconvertible;

class ConversionsTest {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
    private static final String REGISTER = "{'shape':'dd/MM/yyyy HH:mm'}";

    private final List<String> warnings = new ArrayList<>();

    @Test
    void a_promise_before_its_beginning_is_kept_and_told() {
        String options = "{'shape':'dd/MM/yyyy','after':'|'}";

        assertThat(convert("npsp-datetime", options, "03/11/2020|31/10/2020")).isEqualTo("20201031000000");
        assertThat(warnings).containsExactly("convert.before-its-beginning");
        assertThat(convert("npsp-datetime", options, "03/11/2020|03/11/2020")).isEqualTo("20201103000000");
        assertThat(convert("npsp-datetime", options, "31/11/2020|03/11/2020")).isEqualTo("20201103000000");
        assertThat(convert("npsp-datetime", options, "03/11/2020")).isEqualTo("20201103000000");
        assertThat(warnings).hasSize(1);
    }

    @Test
    void a_refused_time_quotes_dates_but_never_other_text() {
        assertThat(refused("npsp-datetime", REGISTER, "31/11/2020 09:15").details())
                .containsEntry("value", "31/11/2020 09:15");
        assertThat(refused("npsp-datetime", REGISTER, "Nguyễn Thị Thử Nghiệm").details())
                .containsEntry("value", "…");
        assertThat(refused("npsp-datetime", REGISTER, "079186000374").details()).containsEntry("value", "…");
    }

    @ParameterizedTest
    @CsvSource({
        "0708000386, 0708000386,",
        "0243.822.0000, 02438220000,",
        "+84 903 000 771, 0903000771, convert.phone-made-national",
        "84903000771, 0903000771, convert.phone-made-national",
        "+840903000771, 0903000771, convert.phone-made-national",
        "01699000523, 0399000523, convert.phone-renumbered",
        "01239000523, 0839000523, convert.phone-renumbered",
        "01889000523, 0589000523, convert.phone-renumbered",
        "978000026, 0978000026, convert.leading-zero-restored",
        "1900 1234, 19001234,",
        "12345, 12345, convert.phone-odd",
        "+1 202 555 0100, +1 202 555 0100, convert.phone-odd"
    })
    void telephones_come_out_in_todays_national_form(String text, String result, String warning) {
        assertThat(convert("phone", null, text)).isEqualTo(result);
        assertThat(warnings).isEqualTo(warning == null ? List.of() : List.of(warning));
    }

    @Test
    void a_holder_kind_is_proven_by_legal_form_or_identity_number() {
        String options = "{'words':{'Công ty':'2','Trung tâm':'4'}}";

        assertThat(convert("holder-kind", options, "CÔNG TY CP A|0199673622")).isEqualTo("2");
        assertThat(convert("holder-kind", options, "Trung tâm B|")).isEqualTo("4");
        assertThat(convert("holder-kind", options, "Lê Thị C|079186000374")).isEqualTo("1");
        assertThat(convert("holder-kind", options, "Câu lạc bộ D|0199673622")).isEqualTo("convert.holder-kind-unsure");
        assertThat(convert("holder-kind", options, "Công tyxyz")).isEqualTo("convert.holder-kind-unsure");
    }

    @Test
    void procedure_codes_lose_additions_and_get_their_zeros_back() {
        assertThat(convert("procedure-code", null, "2.001616.000.00.00.H29")).isEqualTo("2.001616");
        assertThat(convert("procedure-code", null, "G16-1.003743")).isEqualTo("1.003743");
        assertThat(warnings).isEmpty();
        assertThat(number("procedure-code", "1.01208")).isEqualTo("1.012080");
        assertThat(warnings).containsExactly("convert.procedure-code-restored");
        assertThat(convert("procedure-code", null, "1.01208"))
                .as("a text is what was meant")
                .isEqualTo("convert.not-a-procedure-code");
        assertThat(number("procedure-code", "1.0120801")).isEqualTo("convert.not-a-procedure-code");
        assertThat(number("procedure-code", "1e99999999")).isEqualTo("convert.not-a-procedure-code");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u00a0000.00.00.G16-240315-0201\u00a0",
                "\ufeff000.00.00.G16-240315-0201",
                "000.00.00.G16-240315\u200b-0201",
                "000.00.00.G16\u00ad-240315-0201",
                "\u202e000.00.00.G16-240315-0201",
                "000.00.00.G16\u2011240315\u20110201",
                "000.00.00.G16 \u2013 240315 \u2212 0201",
                "000.00.00.\uff2716-240315-\uff102\uff101",
                "000.00.00.g16-240315-0201"
            })
    void one_dossier_has_one_number_however_alike_its_characters_look(String written) {
        assertThat(convert("dossier-number", null, written)).isEqualTo("000.00.00.G16-240315-0201");
        assertThat(warnings).containsExactly("convert.dossier-number-put-right");
    }

    @Test
    void a_cyrillic_letter_in_a_dossier_number_is_put_right_only_where_a_national_number_comes_of_it() {
        assertThat(convert("dossier-number", null, "000.00.12.\u041d29-201109-0001"))
                .isEqualTo("000.00.12.H29-201109-0001");
        assertThat(convert("dossier-number", null, "\u041d29/2007")).isEqualTo("\u041d29/2007");
    }

    @Test
    void an_old_dossier_number_keeps_its_dashes_and_letters_but_not_what_cannot_be_seen() {
        assertThat(convert("dossier-number", null, "\u00d0-01\u2013a/2007\u200b"))
                .isEqualTo("Đ-01\u2013a/2007");
        assertThat(warnings).containsExactly("convert.dossier-number-put-right", "convert.dossier-number-odd");
    }

    @Test
    void dossier_numbers_are_kept() {
        assertThat(convert("dossier-number", null, "000.00.00.G16 - 230403 - 0052"))
                .isEqualTo("000.00.00.G16-230403-0052");
        assertThat(warnings).isEmpty();
        assertThat(convert("dossier-number", null, "001/2007/BVHTT")).isEqualTo("001/2007/BVHTT");
        assertThat(warnings).containsExactly("convert.dossier-number-odd");
        assertThat(convert("dossier-number", "{'shape':'^\\\\d{3}/\\\\d{4}/BVHTT$'}", "001/2007/BVHTT"))
                .isEqualTo("001/2007/BVHTT");
        assertThat(warnings).hasSize(1);
        assertThat(convert("dossier-number", "{'national':'required'}", "001/2007/BVHTT"))
                .isEqualTo("convert.dossier-number-not-national");
        assertThat(convert("dossier-number", null, "x".repeat(101))).isEqualTo("convert.not-a-dossier-number");
    }

    @Test
    void agencies_by_code_and_name() {
        String names = "{'names':{'G16':'Bộ Văn hóa','G16.05':'Cục Điện ảnh'}}";

        assertThat(convert("agency-code", null, "000.00.05.G16-240315-0012")).isEqualTo("000.00.05.G16");
        assertThat(convert("agency-code", "{'form':'new'}", "000.00.05.G16")).isEqualTo("G16.05");
        assertThat(convert("agency-name", names, "000.00.05.G16-240315-0012")).isEqualTo("Cục Điện ảnh");
        assertThat(convert("agency-name", names, "G16.07-20240315-0000012")).isEqualTo("Bộ Văn hóa (G16.07)");
        assertThat(convert("agency-name", names, "H13.16-240315-0012")).isEqualTo("convert.agency-without-name");
        assertThat(convert("agency-code", null, "001/2007/BVHTT")).isEqualTo("convert.not-an-agency-code");
        assertThat(convert("agency-code", null, "000.00.12.H29\u2013201109\u20130001"))
                .isEqualTo("000.00.12.H29");
    }

    /** Each was read as if the option were not there, or as an empty text, and the field was left out. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            agency-name   | {'names':{'G16':null}}
            agency-name   | {'names':{'G16':' '}}
            holder-kind   | {'words':{'Công ty':['2']}}
            money         | {'zero':[]}
            money         | {'zero':null}
            npsp-datetime | {'shape':[]}
            npsp-datetime | {'shape':null}
            npsp-datetime | {'empty':null}
            text          | {'lines':null}
            """)
    void an_option_that_says_nothing_is_told_when_it_is_declared(String name, String options) {
        assertThat(Converted.flaws(name, options))
                .isNotEmpty()
                .allMatch(flaw -> flaw.contains(" option " + name + "."));
    }

    @Test
    void a_time_is_written_as_its_counterpart_wants_it_and_is_vietnams() {
        assertThat(convert("datetime", "{'write':'yyyyMMddHHmmxx'}", "2024-03-15T02:05:12Z"))
                .isEqualTo("202403150905+0700");
    }

    @Test
    void numbers_and_truth_values_are_written_as_such() {
        assertThat(convert("integer", null, "4")).isEqualTo(4L);
        assertThat(convert("integer", null, "4.5")).isEqualTo("convert.not-digits");
        assertThat(convert("integer", null, "x")).isEqualTo("convert.not-digits");
        assertThat(convert("boolean", null, "true")).isEqualTo(true);
        assertThat(convert("boolean", null, "yes")).isEqualTo("convert.not-a-boolean");
    }

    @Test
    void a_number_becomes_the_text_that_was_typed() {
        assertThat(number("text", "1e5")).isEqualTo("100000");
        assertThat(number("text", "3.0")).isEqualTo("3");
        assertThat(number("text", "1E-7")).isEqualTo("0.0000001");
        assertThat(number("text", "2.5")).isEqualTo("2.5");
    }

    @Test
    void a_time_and_an_amount_are_read_without_what_nobody_sees() {
        assertThat(convert("npsp-datetime", REGISTER, "\u200B15/03/2024\u202F08:30"))
                .isEqualTo("20240315083000");
        assertThat(convert("npsp-datetime", REGISTER, "\u202D15/03/2024 08:30\u202C"))
                .isEqualTo("20240315083000");
        assertThat(convert("money", null, "\u200B50\u2009000")).isEqualTo("50000");
        assertThat(convert("integer", null, "\u202D7\u202C")).isEqualTo(7L);
        assertThat(convert("text", null, "a\u202Eb\u202C")).isEqualTo("ab");
        assertThat(warnings).containsExactly("mapping.text-cleaned");
    }

    @Test
    void a_number_without_a_letter_or_digit_is_none_of_a_dossier() {
        assertThat(convert("dossier-number", null, "-")).isEqualTo("convert.not-a-dossier-number");
        assertThat(convert("dossier-number", null, "?")).isEqualTo("convert.not-a-dossier-number");
        assertThat(convert("dossier-number", null, "A")).isEqualTo("A");
    }

    @Test
    void text_is_cleaned_and_cut_between_characters() {
        assertThat(convert("text", null, "  Công  ty\u00A0 A\nB\t ")).isEqualTo("Công ty A B");
        assertThat(convert("text", null, "Công  ty")).isEqualTo("Công ty");
        assertThat(convert("text", "{'lines':'keep'}", "a \n b")).isEqualTo("a\nb");
        assertThat(convert("text", null, "Co\u0302ng")).isEqualTo("Công");
        assertThat(convert("cut", "{'longest':3}", "abcd")).isEqualTo("abc");
        assertThat(convert("cut", "{'longest':2}", "a\uD83D\uDE00b")).isEqualTo("a\uD83D\uDE00");
        assertThat(convert("cut", "{'longest':2}", "ax\u0323\u0307b"))
                .as("a letter keeps its accents")
                .isEqualTo("a");
        assertThat(warnings).containsOnly("convert.text-cut").hasSize(3);
    }

    @Test
    void signs_that_nobody_sees_are_taken_away_and_told() {
        assertThat(convert("text", null, "Công \u200Bty A\u0007")).isEqualTo("Công ty A");
        assertThat(convert("text", null, "field of fixed length\u0000\u0000")).isEqualTo("field of fixed length");
        assertThat(warnings).containsExactly("mapping.text-cleaned", "mapping.text-cleaned");
    }

    @Test
    void text_that_was_misread_is_put_right_or_refused() {
        assertThat(convert("text", null, "CÃ´ng ty")).isEqualTo("Công ty");
        assertThat(convert("cut", "{'longest':4}", "C«ng ty Cæ phÇn")).isEqualTo("Công");
        assertThat(warnings)
                .containsExactly("convert.misread-text-mended", "convert.misread-text-mended", "convert.text-cut");
        assertThat(convert("text", null, "Nguyễn VÃ¢n")).isEqualTo("convert.misread-text-unsure");
        assertThat(convert("unmisread", null, "Hµ")).isEqualTo("convert.misread-text-unsure");
        assertThat(convert("text", null, "Société Générale")).isEqualTo("Société Générale");
    }

    @ParameterizedTest
    @ValueSource(strings = {"C\u0000ng ty", "Nguy\uFFFDn", "Nguy?n V?n An"})
    void text_that_has_lost_letters_is_refused(String text) {
        assertThat(convert("text", null, text)).isEqualTo("convert.text-damaged");
    }

    @ParameterizedTest
    @CsvSource({
        "C&OCIRC;NG TY, CÔNG TY",
        "C&ocirc;ng ty, Công ty",
        "A &AMP; B &amp; C, A & B & C",
        "&#7844;n &#x1EA5;n, Ấn ấn",
        "&khong; & x;, &khong; & x;",
        "&amp;lt;, &lt;"
    })
    void html_entities_are_read_once(String text, String result) {
        assertThat(convert("html-text", null, text)).isEqualTo(result);
    }

    @Test
    void the_rest() {
        assertThat(convert("base64", null, "Đề nghị")).isEqualTo("xJDhu4Egbmdo4buL");
        assertThat(convert("upper-restored", null, "PHAN CôNG SơN")).isEqualTo("PHAN CÔNG SƠN");
        assertThat(convert("unmisread", null, "CÃ´ng ty")).isEqualTo("Công ty");
        assertThat(warnings).containsExactly("convert.capitals-restored", "convert.misread-text-mended");
        assertThat(convert("digits", null, "1.234-5 6")).isEqualTo("123456");
        assertThat(convert("digits", null, "12a")).isEqualTo("convert.not-digits");
        assertThat(convert("digits", null, "12.0")).isEqualTo("12");
        assertThat(convert("digits", null, "-5")).isEqualTo("convert.not-digits");
        assertThat(number("digits", "12.0")).isEqualTo("12");
        assertThat(number("digits", "3.5")).isEqualTo("convert.not-digits");
        assertThat(number("digits", "-5")).isEqualTo("convert.not-digits");
        assertThat(convert("npsp-boolean", null, "true")).isEqualTo("True");
        assertThat(convert("npsp-boolean", null, "có")).isEqualTo("convert.not-a-boolean");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "npsp-datetime {'shapes':'x'}",
                "npsp-datetime {'shape':'dd-MM-yy'}",
                "npsp-datetime {'shape':'dd-bb'}",
                "npsp-datetime {'years':[1]}",
                "cut {}",
                "cut 'x'",
                "holder-kind {}",
                "agency-name {}",
                "phone {'x':1}",
                "dossier-number {'national':'maybe'}"
            })
    void a_wrong_option_names_itself(String use) {
        String name = use.substring(0, use.indexOf(' '));

        assertThat(Converted.flaws(name, use.substring(name.length() + 1)))
                .singleElement()
                .asString()
                .containsAnyOf(name, "there is no key");
    }

    @Test
    void every_wrong_option_is_told_at_once() {
        assertThat(Converted.flaws("npsp-datetime", "{'shapes':'x','zone':'Hanoi','years':[1],'empty':{}}"))
                .hasSize(4)
                .anyMatch(why -> why.contains("npsp-datetime.zone"))
                .anyMatch(why -> why.contains("npsp-datetime.years"))
                .anyMatch(why -> why.contains("npsp-datetime.empty"))
                .anyMatch(why -> why.endsWith("there is no key \"shapes\". Did you mean: shape?"));
    }

    @Test
    void an_unknown_name_is_nothing() {
        assertThat(Conversions.find("npsp-date", MissingNode.getInstance())).isEmpty();
        assertThat(Conversions.names()).contains("npsp-datetime", "money");
    }

    private Object convert(String name, @Nullable String options, String text) {
        return apply(name, options, JsonNodeFactory.instance.stringNode(text));
    }

    private Object number(String name, String number) {
        return apply(name, null, JSON.readTree(number));
    }

    /** The result, or the code it was refused with. */
    private Object apply(String name, @Nullable String options, JsonNode value) {
        try {
            return Conversions.find(name, options(options))
                    .orElseThrow()
                    .conversion()
                    .apply(value, (code, details) -> warnings.add(code));
        } catch (Unconvertible refused) {
            return refused.code();
        }
    }

    private Unconvertible refused(String name, String options, String text) {
        try {
            Conversions.find(name, options(options))
                    .orElseThrow()
                    .conversion()
                    .apply(JsonNodeFactory.instance.stringNode(text), (code, details) -> {});
            throw new AssertionError("was not refused");
        } catch (Unconvertible refused) {
            return refused;
        }
    }

    private static JsonNode options(@Nullable String options) {
        return options == null ? MissingNode.getInstance() : JSON.readTree(options.replace('\'', '"'));
    }
}
