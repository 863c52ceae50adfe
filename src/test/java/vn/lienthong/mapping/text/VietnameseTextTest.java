package vn.lienthong.mapping.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class VietnameseTextTest {

    private static final String SENTENCE =
            "Thủ tục cấp giấy phép xây dựng tượng đài, tranh hoành tráng; phường Võ Thị Sáu, quận 3";

    private record Letter(String letter, String hex, boolean caseOnlyByFont) {}

    @ParameterizedTest
    @EnumSource(names = {"TCVN3", "VNI", "VISCII", "VPS"})
    void every_letter_of_the_table_is_read_in_both_cases(VietnameseCharset charset) throws Exception {
        List<Letter> letters = letters(column(charset));
        assertThat(letters).hasSize(134);
        Map<String, String> firstMeaning = new LinkedHashMap<>();
        letters.forEach(letter -> firstMeaning.putIfAbsent(letter.hex(), letter.letter()));

        for (Letter letter : letters) {
            byte[] bytes = HexFormat.of().parseHex(letter.hex().replace(" ", ""));
            assertThat(charset.decode(bytes))
                    .as("%s in %s", letter.letter(), charset)
                    .contains(firstMeaning.get(letter.hex()));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"VNI", "VISCII"})
    void tables_with_all_capitals_lose_nothing(VietnameseCharset charset) throws Exception {
        String alphabet =
                String.join("", letters(2).stream().map(Letter::letter).toList());

        assertThat(charset.decode(encode(alphabet, charset))).contains(alphabet);
    }

    @ParameterizedTest
    @EnumSource
    void a_sentence_survives_the_way_there_and_back(VietnameseCharset charset) throws Exception {
        assertThat(charset.decode(encode(SENTENCE, charset))).contains(SENTENCE);
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"UTF_16LE", "UTF_16BE"})
    void finds_out_by_itself_how_a_sentence_is_written(VietnameseCharset charset) throws Exception {
        assertThat(VietnameseText.decode(encode(SENTENCE, charset)))
                .isInstanceOfSatisfying(Decoded.Sure.class, sure -> {
                    assertThat(sure.text()).isEqualTo(SENTENCE);
                    assertThat(sure.how()).isEqualTo(charset.label());
                    assertThat(sure.confidence()).isBetween(0.25, 1.0);
                });
    }

    @Test
    void a_short_cell_is_settled_by_its_neighbours() throws Exception {
        byte[] alone = encode("Tỏ", VietnameseCharset.TCVN3);
        byte[] neighbour = encode(SENTENCE, VietnameseCharset.TCVN3);

        assertThat(VietnameseText.decode(alone)).isInstanceOf(Decoded.Unsure.class);
        assertThat(VietnameseText.decodeTogether(List.of(neighbour, alone)).getLast())
                .isInstanceOfSatisfying(
                        Decoded.Sure.class, sure -> assertThat(sure.text()).isEqualTo("Tỏ"));
    }

    @Test
    void says_unsure_and_never_guesses() {
        assertThat(VietnameseText.decode("Müller Straße".getBytes(StandardCharsets.ISO_8859_1)))
                .isInstanceOf(Decoded.Unsure.class);
        assertThat(VietnameseText.decode(new byte[] {(byte) 0xFF, (byte) 0xFF})).isInstanceOf(Decoded.Unsure.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Zürich", "José Peña", "Škoda Mladá Boleslav", "東京", "naïve café", "Ångström"})
    void foreign_names_stay_as_they_are(String name) {
        assertThat(VietnameseText.decode(name.getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(new Decoded.Sure(name, "utf-8", 1));
        assertThat(VietnameseText.unmisread(name)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Công ty Cổ phần Ánh Dương", "Đặng Thị Hạnh", "Ủy ban nhân dân", "Mới đăng ký"})
    void misread_utf8_is_put_right(String text) {
        String misread = new String(text.getBytes(StandardCharsets.UTF_8), Charset.forName("windows-1252"));
        String keptControls = misread.contains("\uFFFD") ? keepingControls(text) : misread;

        assertThat(VietnameseText.unmisread(keptControls)).contains(text);
        assertThat(VietnameseText.decode(keptControls.getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(new Decoded.Sure(text, "misread-utf-8", 1));
    }

    @Test
    void good_vietnamese_is_never_taken_for_misread() {
        assertThat(VietnameseText.unmisread(SENTENCE)).isEmpty();
        assertThat(VietnameseText.unmisread("Ãn, Â, Ô tô")).isEmpty();
    }

    @Test
    void decomposed_text_comes_out_composed() {
        byte[] apart = Normalizer.normalize(SENTENCE, Normalizer.Form.NFD).getBytes(StandardCharsets.UTF_8);

        assertThat(VietnameseText.decode(apart)).isEqualTo(new Decoded.Sure(SENTENCE, "utf-8", 1));
    }

    @Test
    void a_byte_without_meaning_is_not_dropped() {
        assertThat(VietnameseCharset.TCVN3.decode(new byte[] {'a', (byte) 0xFF}))
                .isEmpty();
        assertThat(VietnameseCharset.VNI.decode(new byte[] {'x', (byte) 0xD8})).isEmpty();
        assertThat(VietnameseCharset.UTF_8.decode(new byte[] {(byte) 0xC3})).isEmpty();
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

    private static String keepingControls(String text) {
        StringBuilder misread = new StringBuilder();
        for (byte code : text.getBytes(StandardCharsets.UTF_8)) {
            String sign = new String(new byte[] {code}, Charset.forName("windows-1252"));
            misread.append(sign.equals("\uFFFD") ? (char) (code & 0xFF) : sign.charAt(0));
        }
        return misread.toString();
    }

    private static byte[] encode(String text, VietnameseCharset charset) throws Exception {
        return switch (charset) {
            case UTF_8 -> text.getBytes(StandardCharsets.UTF_8);
            case UTF_16LE -> text.getBytes(StandardCharsets.UTF_16LE);
            case UTF_16BE -> text.getBytes(StandardCharsets.UTF_16BE);
            case WINDOWS_1258 -> windows1258(text);
            default -> byTable(text, letters(column(charset)));
        };
    }

    /** windows-1258 writes tones as signs of their own, after the letter with its hat, breve or horn. */
    private static byte[] windows1258(String text) {
        StringBuilder typed = new StringBuilder();
        for (String letter : text.split("")) {
            String apart = Normalizer.normalize(letter, Normalizer.Form.NFD);
            String tone = apart.replaceAll("[^\\u0300\\u0301\\u0303\\u0309\\u0323]", "");
            typed.append(Normalizer.normalize(
                            apart.replaceAll("[\\u0300\\u0301\\u0303\\u0309\\u0323]", ""), Normalizer.Form.NFC))
                    .append(tone);
        }
        return typed.toString().getBytes(Charset.forName("windows-1258"));
    }

    private static byte[] byTable(String text, List<Letter> letters) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (String sign : text.split("")) {
            letters.stream()
                    .filter(letter -> letter.letter().equals(sign))
                    .findFirst()
                    .ifPresentOrElse(
                            letter -> bytes.writeBytes(
                                    HexFormat.of().parseHex(letter.hex().replace(" ", ""))),
                            () -> bytes.writeBytes(sign.getBytes(StandardCharsets.US_ASCII)));
        }
        return bytes.toByteArray();
    }

    private static int column(VietnameseCharset charset) {
        return switch (charset) {
            case TCVN3 -> 2;
            case VNI -> 4;
            case VISCII -> 5;
            default -> 6;
        };
    }

    private static List<Letter> letters(int column) throws Exception {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(VietnameseText.class.getResourceAsStream("vietnamese-legacy-charsets.csv")),
                StandardCharsets.UTF_8))) {
            return lines.lines()
                    .skip(1)
                    .map(line -> line.split(",", -1))
                    .map(cells -> new Letter(cells[0], cells[column], "1".equals(cells[3])))
                    .toList();
        }
    }
}
