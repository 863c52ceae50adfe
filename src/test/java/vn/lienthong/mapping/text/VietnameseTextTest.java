package vn.lienthong.mapping.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class VietnameseTextTest {

    private static final String SENTENCE =
            "Thủ tục cấp giấy phép xây dựng tượng đài, tranh hoành tráng; phường Võ Thị Sáu, quận 3";

    private static final byte[] NOTHING = {};

    @ParameterizedTest
    @EnumSource
    void finds_out_by_itself_how_a_sentence_is_written(VietnameseCharset charset) {
        assertThat(VietnameseText.decode(Spelling.in(charset, SENTENCE)))
                .isInstanceOfSatisfying(Decoded.Sure.class, sure -> {
                    assertThat(sure.text()).isEqualTo(SENTENCE);
                    assertThat(sure.how()).isEqualTo(charset.label());
                    assertThat(sure.confidence()).isBetween(0.25, 1.0);
                });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    Hà                                  | TCVN3        | unsure
                    Tỏ                                  | TCVN3        | unsure
                    Hà Nội                              | TCVN3        | sure
                    Sơn La                              | TCVN3        | unsure
                    Nguyễn Thị Thử Nghiệm               | VNI          | sure
                    Tỉnh Đắk Lắk                        | TCVN3        | sure
                    Huyện Krông Pắk, tỉnh Đắk Lắk       | VNI          | sure
                    Số 12 ngõ 34, phường Quảng An       | WINDOWS_1258 | sure
                    Quyết định số 12/2007/QĐ-BVHTT      | TCVN3        | sure
                    Công ty TNHH MTV Karaoke Sao Đêm    | VNI          | sure
                    CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM  | VISCII       | sure
                    Cộng hòa xã hội chủ nghĩa Việt Nam  | VPS          | sure
                    Lễ phí: 325.000 đồng                | TCVN3        | sure
                    12/QĐ                               | TCVN3        | unsure
                    325.000 đ                           | TCVN3        | unsure
                    Société Générale                    | WINDOWS_1258 | unsure
                    Loïc Dupont                         | WINDOWS_1258 | unsure
                    """)
    void a_cell_alone_is_read_or_held(String text, VietnameseCharset charset, String outcome) {
        Decoded decoded = VietnameseText.decode(Spelling.in(charset, text));

        if (outcome.equals("sure")) {
            assertThat(decoded)
                    .isInstanceOfSatisfying(
                            Decoded.Sure.class, sure -> assertThat(sure.text()).isEqualTo(text));
        } else {
            assertThat(decoded).isInstanceOf(Decoded.Unsure.class);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    Tỏ               | TCVN3
                    325.000 đ        | TCVN3
                    12/2007/QĐ-BVHTT | TCVN3
                    Société Générale | TCVN3
                    Đắk Lắk          | VPS
                    Hà               | VISCII
                    São Paulo        | WINDOWS_1258
                    """)
    void a_short_cell_or_a_foreign_name_is_settled_by_its_neighbours(String text, VietnameseCharset charset) {
        List<byte[]> row = Stream.of("1", SENTENCE, text)
                .map(cell -> Spelling.in(charset, cell))
                .toList();

        assertThat(VietnameseText.decodeTogether(row, NOTHING).getLast())
                .isInstanceOfSatisfying(
                        Decoded.Sure.class, sure -> assertThat(sure.text()).isEqualTo(text));
    }

    @Test
    void a_row_of_short_cells_is_settled_by_the_header_line() {
        byte[] cell = Spelling.in(VietnameseCharset.TCVN3, "Sơn La");
        byte[] header = Spelling.in(VietnameseCharset.TCVN3, "Số hồ sơ;Tỉnh, thành phố;Ngày nhận");

        assertThat(VietnameseText.decodeTogether(List.of(cell), NOTHING).getFirst())
                .isInstanceOf(Decoded.Unsure.class);
        assertThat(VietnameseText.decodeTogether(List.of(cell), header).getFirst())
                .isInstanceOfSatisfying(
                        Decoded.Sure.class, sure -> assertThat(sure.text()).isEqualTo("Sơn La"));
    }

    @Test
    void cells_of_one_row_may_be_written_in_different_ways() {
        List<byte[]> row = List.of(
                Spelling.in(VietnameseCharset.TCVN3, "Công ty Cổ phần Lữ hành Mây Ngàn"),
                Spelling.in(VietnameseCharset.UTF_8, "Sơn Tây, Hà Nội"),
                Spelling.in(VietnameseCharset.UTF_8, Spelling.misread(VietnameseCharset.UTF_8, "Đã trả kết quả")),
                "ho-so@example.com".getBytes(StandardCharsets.US_ASCII));

        assertThat(VietnameseText.decodeTogether(row, NOTHING))
                .map(decoded -> decoded instanceof Decoded.Sure sure ? sure.text() : "?")
                .containsExactly(
                        "Công ty Cổ phần Lữ hành Mây Ngàn", "Sơn Tây, Hà Nội", "Đã trả kết quả", "ho-so@example.com");
    }

    @Test
    void a_word_of_another_table_is_no_foreign_name_in_that_of_its_neighbours() {
        List<byte[]> row =
                List.of(Spelling.in(VietnameseCharset.TCVN3, SENTENCE), Spelling.in(VietnameseCharset.VNI, "nhiên"));

        assertThat(VietnameseText.decodeTogether(row, NOTHING).getLast())
                .isInstanceOfSatisfying(
                        Decoded.Sure.class, sure -> assertThat(sure.text()).isEqualTo("nhiên"));
    }

    @Test
    void says_unsure_and_never_guesses() {
        assertThat(VietnameseText.decode("Müller Straße".getBytes(StandardCharsets.ISO_8859_1)))
                .isInstanceOf(Decoded.Unsure.class);
        assertThat(VietnameseText.decode(new byte[] {(byte) 0xFF, (byte) 0xFF})).isInstanceOf(Decoded.Unsure.class);
        assertThat(VietnameseText.decode(new byte[] {'a', 0x01, 'b'})).isInstanceOf(Decoded.Unsure.class);
    }

    @Test
    void a_cell_that_makes_no_sense_in_the_declared_character_set_is_held() {
        assertThat(VietnameseText.decodeAs(VietnameseCharset.TCVN3, Spelling.in(VietnameseCharset.UTF_8, "Sơn")))
                .isEqualTo(new Decoded.Unsure(List.of("tcvn3", "utf-8")));
        assertThat(VietnameseText.decodeAs(VietnameseCharset.TCVN3, Spelling.in(VietnameseCharset.VNI, "Trần Văn Đức")))
                .isInstanceOf(Decoded.Unsure.class);
        assertThat(VietnameseText.decodeAs(VietnameseCharset.TCVN3, Spelling.in(VietnameseCharset.VNI, "Gia đình")))
                .isInstanceOf(Decoded.Unsure.class);
        assertThat(VietnameseText.decodeAs(VietnameseCharset.UTF_8, Spelling.in(VietnameseCharset.TCVN3, "Hà Nội")))
                .isEqualTo(new Decoded.Unsure(List.of("utf-8")));
    }

    @ParameterizedTest
    @EnumSource(names = {"TCVN3", "VNI", "WINDOWS_1258"})
    void a_name_of_the_highlands_is_read_by_the_declared_character_set(VietnameseCharset charset) {
        for (String name : List.of("Y Bhĩm Niê", "Kpă Klơng", "H'Biă", "Jơ Ngây", "Bhalêê", "ảnh 30×40 cm")) {
            if (Spelling.readable(charset, name)
                    .equals(charset.decode(Spelling.in(charset, name)).orElse(""))) {
                assertThat(VietnameseText.decodeAs(charset, Spelling.in(charset, name)))
                        .as(name)
                        .isEqualTo(new Decoded.Sure(name, charset.label(), 1));
            }
        }
    }

    @Test
    void a_table_that_is_hardly_ever_met_does_not_win_by_one_odd_word() {
        assertThat(VietnameseText.decode(Spelling.in(VietnameseCharset.TCVN3, "Trần Văn ả")))
                .isInstanceOf(Decoded.Unsure.class);
        assertThat(VietnameseText.decode(Spelling.in(VietnameseCharset.VISCII, "Jơ Ngây")))
                .isInstanceOf(Decoded.Unsure.class);
    }

    @Test
    void a_foreign_name_is_read_by_the_declared_character_set() {
        assertThat(VietnameseText.decodeAs(
                        VietnameseCharset.TCVN3, Spelling.in(VietnameseCharset.TCVN3, "Société Générale")))
                .isEqualTo(new Decoded.Sure("Société Générale", "tcvn3", 1));
    }

    @Test
    void decomposed_text_comes_out_composed() {
        byte[] apart = Normalizer.normalize(SENTENCE, Normalizer.Form.NFD).getBytes(StandardCharsets.UTF_8);

        assertThat(VietnameseText.decode(apart)).isEqualTo(new Decoded.Sure(SENTENCE, "utf-8", 1));
    }

    @Test
    void a_mark_at_the_beginning_is_no_part_of_the_text() {
        assertThat(VietnameseText.decode("\uFEFFHà Nội".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(new Decoded.Sure("Hà Nội", "utf-8", 1));
    }

    @Test
    void a_byte_without_meaning_is_not_dropped() {
        assertThat(VietnameseCharset.TCVN3.decode(new byte[] {'a', (byte) 0xFF}))
                .isEmpty();
        assertThat(VietnameseCharset.VNI.decode(new byte[] {'x', (byte) 0xD8})).isEmpty();
        assertThat(VietnameseCharset.UTF_8.decode(new byte[] {(byte) 0xC3})).isEmpty();
    }

    @Test
    void a_capital_with_the_accent_of_a_small_letter_is_the_capital() {
        assertThat(VietnameseCharset.VNI.decode(new byte[] {'A', (byte) 0xF8, (byte) 0xD6, (byte) 0xF8}))
                .contains("ÀỪ");
    }

    @ParameterizedTest
    @CsvSource({
        "CôNG TY CP GIảI TRí SôNG TRăNG, CÔNG TY CP GIẢI TRÍ SÔNG TRĂNG",
        "PHAN CôNG SơN, PHAN CÔNG SƠN",
        "Lê Tú,",
        "TP Hà,",
        "Công ty ABC,",
        "CÔNG TY,"
    })
    void capitals_of_a_font_are_restored_only_where_proven(String typed, String restored) {
        assertThat(VietnameseText.capitalsRestored(typed).orElse(null)).isEqualTo(restored);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GIảI TRí SôNG TRăNG", "Uỷ BAN NHâN DâN TỉNH"})
    void names_in_a_font_of_capitals_are_read_as_they_were_typed(String typed) {
        byte[] bytes = Spelling.in(VietnameseCharset.TCVN3, typed);

        assertThat(VietnameseText.decode(bytes))
                .isInstanceOfSatisfying(
                        Decoded.Sure.class, sure -> assertThat(sure.text()).isEqualTo(typed));
    }
}
