package vn.lienthong.mapping.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class LegibilityTest {

    private static final Legibility LEGIBLE = new Legibility.Legible();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Société Générale",
                "SOCIÉTÉ GÉNÉRALE",
                "Müller & Söhne",
                "São Paulo",
                "Škoda Mladá Boleslav",
                "Łódź",
                "Björk Guðmundsdóttir",
                "Þórður Ægisson",
                "Dvořák",
                "José Peña",
                "João Félix Conceição",
                "Loïc Dupont",
                "Citroën Việt Nam",
                "Besançon & Orléans",
                "L'Oréal",
                "Ångström",
                "Çelik İstanbul",
                "Gábor Szűcs",
                "naïve café",
                "Győr, Hódmezővásárhely",
                "Čapek & Žižkov",
                "Kơ Să Ha Hoang",
                "Kpă Klơng",
                "Y Wŭk Êban",
                "Chư Păh",
                "H´Hen Niê",
                "Clâu Nâm",
                "東京",
                "Москва"
            })
    void foreign_names_stay_as_they_are(String name) {
        assertThat(VietnameseText.reread(name)).isEqualTo(LEGIBLE);
        assertThat(VietnameseText.decode(name.getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(new Decoded.Sure(name, "utf-8", 1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Hà",
                "Lê Hoàng Tô",
                "Bà Rịa – Vũng Tàu",
                "HỢP TÁC XÃ “HÒA BÌNH”",
                "“XÃ”",
                "CÔNG TY",
                "Ãn, Â, Ô tô",
                "Nhà hát «Tuổi trẻ»",
                "«Hà»",
                "5 µm, 100 m², 30 °C, ± 2",
                "5 µm",
                "ảnh 3×4 cm",
                "3×4 cm",
                "Samsung®",
                "© 2020",
                "£50",
                "Nº 5",
                "§ 5",
                "½ ngày",
                "325.000 đ",
                "QĐ-BVHTTDL",
                "000.00.00.G16-230403-0052",
                "someone@example.com",
                "https://example.com/tim?hoten=a&trang=2",
                "Có?Không",
                "Yes?No",
                "Loại nào?",
                "Đã nộp phí chưa? chưa",
                "UBND?",
                "Xem www.example.com/tim?hoten=a",
                "ảnh D×R×C",
                "Chú thích¹",
                "A≠B",
                "10 Ωm, 5 µg/l, 100µA",
                "□ Nam ■ Nữ",
                "─────",
                "VietÁ Bank",
                "Vì sao???",
                "Ai?",
                "?"
            })
    void right_text_stays_as_it_is(String text) {
        assertThat(VietnameseText.reread(text)).isEqualTo(LEGIBLE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Công ty Cổ phần Ánh Dương",
                "Đặng Thị Hạnh",
                "ỦY BAN NHÂN DÂN XÃ HÒA BÌNH",
                "Mới đăng ký",
                "Hà Nội",
                "Tàu",
                "hòa",
                "Société Générale",
                "Café",
                "Nguyễn Văn A (ông) – “số 3”"
            })
    void misread_utf8_is_put_right(String text) {
        for (String by : List.of("windows-1252", "windows-1258", "windows-1250", "x-MacRoman", "IBM437", "IBM850")) {
            String misread = Spelling.misread(text.getBytes(StandardCharsets.UTF_8), Charset.forName(by));
            assertThat(VietnameseText.reread(misread))
                    .as("%s by %s", misread, by)
                    .isEqualTo(new Legibility.Mended(text, "misread-utf-8", 1));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Hà", "Bàn", "Zơ Râm Thị Bé", "Kim Sơne"})
    void utf8_misread_twice_is_never_put_half_right(String text) {
        for (String by : List.of("windows-1252", "windows-1258", "ISO-8859-1")) {
            Charset charset = Charset.forName(by);
            String once = Spelling.misread(text.getBytes(StandardCharsets.UTF_8), charset);
            String twice = Spelling.misread(once.getBytes(StandardCharsets.UTF_8), charset);
            assertThat(VietnameseText.reread(twice))
                    .as("%s by %s", twice, by)
                    .isIn(
                            new Legibility.Mended(text, "misread-utf-8", 1),
                            new Legibility.Unsure(List.of("misread-utf-8")));
        }
    }

    @Test
    void utf8_misread_after_an_old_font_is_put_right() {
        assertThat(VietnameseText.reread(Spelling.misread(VietnameseCharset.UTF_8, "C«ng ty Cæ phÇn")))
                .isInstanceOfSatisfying(
                        Legibility.Mended.class,
                        mended -> assertThat(mended.text()).isEqualTo("Công ty Cổ phần"));
    }

    @ParameterizedTest
    @EnumSource(names = {"TCVN3", "VNI"})
    void text_of_an_old_font_read_by_the_vietnamese_table_of_windows_is_put_right(VietnameseCharset charset) {
        for (String text : List.of(
                "Thủ tục cấp giấy phép tổ chức triển lãm tại địa phương",
                "Tỉnh Ninh Bình",
                "Nguyễn Khánh Trang",
                "Võ Thu Yến Đặng")) {
            String misread = Nfc.of(Spelling.misread(Spelling.in(charset, text), Charset.forName("windows-1258")));
            assertThat(VietnameseText.reread(misread))
                    .as(misread)
                    .isInstanceOfSatisfying(
                            Legibility.Mended.class,
                            mended -> assertThat(mended.text()).isEqualTo(text));
        }
    }

    @Test
    void utf8_misread_twice_is_put_right() {
        String twice =
                Spelling.misread(VietnameseCharset.UTF_8, Spelling.misread(VietnameseCharset.UTF_8, "Đặng Thị Hạnh"));

        assertThat(VietnameseText.reread(twice)).isEqualTo(new Legibility.Mended("Đặng Thị Hạnh", "misread-utf-8", 1));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    C«ng ty Cæ phÇn L÷ hµnh        | Công ty Cổ phần Lữ hành      | misread-tcvn3
                    Hµ Néi                         | Hà Nội                       | misread-tcvn3
                    ®­êng NguyÔn V¨n Cõ            | đường Nguyễn Văn Cừ          | misread-tcvn3
                    Sè 5/Q§-BVHTT ngµy 1/2/2007    | Số 5/QĐ-BVHTT ngày 1/2/2007  | misread-tcvn3
                    ®µi VTV3                       | đài VTV3                     | misread-tcvn3
                    Coâng ty Coå phaàn             | Công ty Cổ phần              | misread-vni
                    Ñöôøng Nguyeãn Vaên Cöø        | Đường Nguyễn Văn Cừ          | misread-vni
                    CỘNG HÒA XÃ HỘI                |                              |
                    Thuò tuòc câìp giâìy pheìp     | Thụ tục cấp giấy phép        | misread-windows-1258
                    Ðặng Thị Hạnh                  | Đặng Thị Hạnh                | eth
                    QÐ-BVHTTDL                     | QĐ-BVHTTDL                   | eth
                    Ðinh Thu Loan                  | Đinh Thu Loan                | eth
                    103 Phan Ðình Phùng            | 103 Phan Đình Phùng          | eth
                    """)
    void text_of_an_old_font_is_put_right(String typed, String meant, String how) {
        if (meant == null) {
            assertThat(VietnameseText.reread(typed)).isEqualTo(LEGIBLE);
            return;
        }
        assertThat(VietnameseText.reread(typed)).isInstanceOfSatisfying(Legibility.Mended.class, mended -> {
            assertThat(mended.text()).isEqualTo(meant);
            assertThat(mended.how()).isEqualTo(how);
            assertThat(mended.confidence()).isBetween(0.25, 1.0);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Hµ",
                "HÃ\u00A0",
                "BÃ’",
                "HÃ Ná»™i",
                "Nguyễn VÃ¢n",
                "Leâ",
                "Nghi phÇn Karaoke",
                "H'Hen Niª",
                "Y BhÜm Niª",
                "C«ng ty TNHH NestlÐ ViÖt Nam",
                "L'OrÐal ViÖt Nam",
                "Ký hợp ð±i",
                "Ðã hoàn phí",
                "¤ng Ba",
                "Thû tøc cÃp giÃy phép ÇiŠu chÌnh",
                "Ph߶ng 1",
                "Nguyễn Văn Аn",
                "ThuƠ"
            })
    void is_held_where_what_was_meant_is_not_proven(String text) {
        assertThat(VietnameseText.reread(text))
                .isInstanceOfSatisfying(
                        Legibility.Unsure.class,
                        unsure -> assertThat(unsure.candidates()).isNotEmpty());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    Cấp cho Coâng ty Phöông Ñoâng  | misread-vni
                    Nguyễn Văn Thö                 | misread-vni
                    Nguyễn Văn Coâng               | misread-vni
                    Đề nghị Nguyeãn Văn Dũng       | misread-vni
                    Nguyễn Vuõ Anh                 | misread-vni
                    Quảng cáo Nắng Môùi            | misread-vni
                    Lê Quoác Hà                    | misread-vni
                    Cấp cho Coâng ty Phöông Toyota | misread-vni
                    Cấp thẻ ñoái với môn Judo      | misread-vni
                    Trần Thị HuÖ                   | misread-tcvn3
                    Đề nghị NguyÔn Văn             | misread-tcvn3
                    Phan §×nh Phùng                | misread-tcvn3
                    C«ng dân                       | misread-tcvn3
                    """)
    void is_held_where_old_words_stand_among_right_ones(String text, String how) {
        assertThat(VietnameseText.reread(text))
                .isInstanceOfSatisfying(
                        Legibility.Unsure.class,
                        unsure -> assertThat(unsure.candidates()).contains(how));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Ông Loïc Dupont, quốc tịch Pháp",
                "Ngân hàng Société Générale tại Việt Nam",
                "Công ty Müller & Söhne tại Hà Nội",
                "Bà Trần Zoë",
                "Chị Thérèse Nguyễn",
                "bánh mì pâté, cà phê noël",
                "chaï Latte",
                "hiện tượng El Niño",
                "Côte d'Ivoire, São Tomé và Príncipe",
                "thôn Kon Rẫy, xã Ea Kpăm, buôn Mrê",
                "Y Bhuăt Niê ở Đắk Rlấp",
                "Hrê, Brâu và Xơ Đăng",
                "Ngân hàng VietÁ tại Huế"
            })
    void foreign_names_among_right_words_stay_as_they_are(String text) {
        assertThat(VietnameseText.reread(text)).isEqualTo(LEGIBLE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Nguy\uFFFDn",
                "Nguy?n V?n An",
                "H?ng",
                "Hi?u",
                "??ng",
                "?inh Thu Loan",
                "V? Thanh Loan",
                "Ng? M? Lan",
                "MAI TH? TRANG",
                "Thành ph? Hu?",
                "B? Tài chính",
                "Chính ph?",
                "Phan Bá Qu?",
                "“Ti?ng hát”",
                "T?nh/TP",
                "?? Quang Phúc",
                "??",
                "? ??",
                "(???), ??",
                "Fran?ois",
                "C\u0000ng ty",
                "N\u0000g\u0000u\u0000"
            })
    void is_damaged_where_letters_are_gone(String text) {
        assertThat(VietnameseText.reread(text)).isEqualTo(new Legibility.Damaged());
    }

    @Test
    void a_field_filled_up_with_nul_has_lost_nothing() {
        assertThat(VietnameseText.reread("An\u0000\u0000\u0000")).isEqualTo(LEGIBLE);
    }

    @Test
    void no_table_of_a_foreign_alphabet_is_taken_for_utf8() {
        assertThat(VietnameseText.decode(Spelling.in(VietnameseCharset.VISCII, "Phường")))
                .isInstanceOf(Decoded.Unsure.class);
    }
}
