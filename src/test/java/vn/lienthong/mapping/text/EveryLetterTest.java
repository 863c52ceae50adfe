package vn.lienthong.mapping.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The 134 accented letters of both cases, each by itself, through every way they were ever written. */
class EveryLetterTest {

    static Stream<String> letters() {
        return Spelling.letters().stream();
    }

    @Test
    void there_are_67_of_either_case() {
        assertThat(Spelling.letters())
                .hasSize(134)
                .doesNotHaveDuplicates()
                .allSatisfy(letter -> assertThat(Normalizer.isNormalized(letter, Normalizer.Form.NFC))
                        .isTrue());
        assertThat(letters().filter(letter -> letter.equals(letter.toUpperCase(Locale.ROOT))))
                .hasSize(67);
    }

    @ParameterizedTest
    @EnumSource
    void is_read_in_every_character_set(VietnameseCharset charset) {
        letters()
                .forEach(letter -> assertThat(charset.decode(Spelling.in(charset, letter)))
                        .as("%s in %s", letter, charset)
                        .contains(Spelling.readable(charset, letter)));
    }

    /** TCVN3 has capitals of its own for seven letters, VPS lacks fourteen; all others have them. */
    @ParameterizedTest
    @EnumSource
    void loses_its_case_only_where_the_table_has_no_place_for_it(VietnameseCharset charset) {
        long lost = letters()
                .filter(letter -> !Spelling.readable(charset, letter).equals(letter))
                .count();

        assertThat(lost)
                .isEqualTo(
                        switch (charset) {
                            case TCVN3 -> 60;
                            case VPS -> 14;
                            default -> 0;
                        });
    }

    @Test
    void is_read_in_windows_1258_composed_or_with_its_tone_apart() {
        Charset charset = Charset.forName("windows-1258");
        letters()
                .filter(letter -> charset.newEncoder().canEncode(letter))
                .forEach(letter -> assertThat(VietnameseCharset.WINDOWS_1258.decode(letter.getBytes(charset)))
                        .contains(letter));
    }

    @Test
    void comes_out_composed_whatever_the_order_of_its_marks() {
        letters().forEach(letter -> {
            String apart = Normalizer.normalize(letter, Normalizer.Form.NFD);
            assertThat(Nfc.of(apart)).isEqualTo(letter);
            if (apart.length() == 3) {
                String turned = "" + apart.charAt(0) + apart.charAt(2) + apart.charAt(1);
                assertThat(Nfc.of(turned)).as("%s, tone first", letter).isEqualTo(letter);
                assertThat(Nfc.of(Normalizer.normalize(turned, Normalizer.Form.NFC)))
                        .isEqualTo(letter);
            }
        });
    }

    @ParameterizedTest
    @MethodSource("letters")
    void is_read_in_utf_16_of_either_order_with_a_mark_and_without(String letter) {
        String text = wordWith(letter) + " 1";
        for (VietnameseCharset charset :
                new VietnameseCharset[] {VietnameseCharset.UTF_16LE, VietnameseCharset.UTF_16BE}) {
            byte[] bytes = Spelling.in(charset, text);
            Decoded meant = new Decoded.Sure(text, charset.label(), 1);
            assertThat(VietnameseText.decode(bytes)).isEqualTo(meant);
            assertThat(VietnameseText.decode(marked(charset, bytes))).isEqualTo(meant);
        }
    }

    @ParameterizedTest
    @MethodSource("letters")
    void is_put_right_where_its_utf8_was_misread(String letter) {
        String text = "Nội dung: " + wordWith(letter);
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        Legibility meant = new Legibility.Mended(text, "misread-utf-8", 1);

        assertThat(VietnameseText.reread(Spelling.misread(bytes, Charset.forName("windows-1252"))))
                .isEqualTo(meant);
        assertThat(VietnameseText.reread(Spelling.misread(bytes, Charset.forName("windows-1258"))))
                .isEqualTo(meant);
        assertThat(VietnameseText.reread(new String(bytes, StandardCharsets.ISO_8859_1)))
                .isEqualTo(meant);
    }

    @ParameterizedTest
    @MethodSource("letters")
    void is_left_alone_where_it_is_right(String letter) {
        String word = wordWith(letter);

        assertThat(VietnameseText.reread(word)).isEqualTo(new Legibility.Legible());
        assertThat(VietnameseText.decode(word.getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(new Decoded.Sure(word, "utf-8", 1));
    }

    /** A syllable of the letter's own case; ă and â never end one. */
    private static String wordWith(String letter) {
        String base = Normalizer.normalize(letter, Normalizer.Form.NFD);
        boolean small = letter.equals(letter.toLowerCase(Locale.ROOT));
        boolean open = base.chars().noneMatch(mark -> mark == '\u0302' || mark == '\u0306');
        String word = letter.equalsIgnoreCase("đ") ? letter + "i" : "b" + letter + (open ? "" : "n");
        return small ? word : word.toUpperCase(Locale.ROOT);
    }

    private static byte[] marked(VietnameseCharset charset, byte[] bytes) {
        byte[] mark = charset == VietnameseCharset.UTF_16LE
                ? new byte[] {(byte) 0xFF, (byte) 0xFE}
                : new byte[] {(byte) 0xFE, (byte) 0xFF};
        return ByteBuffer.allocate(bytes.length + 2).put(mark).put(bytes).array();
    }
}
