package vn.lienthong.mapping.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.NumericChars;
import net.jqwik.api.constraints.StringLength;

/** Texts nobody thought of, written in every way and read back: right, or "unsure"; never something else. */
class RoundTripTest {

    private static final List<String> ONSETS = List.of(
            "", "b", "ch", "d", "đ", "g", "h", "kh", "l", "m", "n", "ng", "nh", "ph", "qu", "r", "s", "t", "th", "tr",
            "v", "x");
    private static final List<String> RIMES = List.of(
            "a", "ai", "ang", "anh", "ac", "ăn", "ăng", "ât", "âu", "ân", "em", "ên", "i", "iêu", "iên", "inh", "oai",
            "o", "ong", "ô", "ôi", "ông", "ơ", "ơn", "u", "uôc", "uy", "uyên", "ư", "ưa", "ương", "ươi", "y", "yên");
    private static final List<String> TONES = List.of("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323");

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> word = syllables()
                .flatMap(syllable -> Arbitraries.of(
                        syllable,
                        syllable.substring(0, 1).toUpperCase(Locale.ROOT) + syllable.substring(1),
                        syllable.toUpperCase(Locale.ROOT)));
        return word.list().ofMinSize(1).ofMaxSize(8).map(words -> String.join(" ", words));
    }

    private static Arbitrary<String> syllables() {
        return Arbitraries.of(ONSETS)
                .flatMap(onset -> Arbitraries.of(RIMES)
                        .flatMap(rime -> Arbitraries.of(TONES).map(tone -> syllable(onset, rime, tone))))
                .filter(syllable -> Syllables.isPossible(syllable, 0, syllable.length()));
    }

    private static String syllable(String onset, String rime, String tone) {
        int vowel = rime.matches("(?:uyê|oa[i]|iê|yê|ươ|uô).*") ? (rime.startsWith("uyê") ? 3 : 2) : 1;
        return Normalizer.normalize(
                onset + rime.substring(0, vowel) + tone + rime.substring(vowel), Normalizer.Form.NFC);
    }

    @Property
    void a_declared_character_set_gives_the_text_back(@ForAll("texts") String text, @ForAll VietnameseCharset charset) {
        String readable = Spelling.readable(charset, text);

        assertThat(VietnameseText.decodeAs(charset, Spelling.in(charset, text)))
                .isEqualTo(new Decoded.Sure(readable, charset.label(), 1));
    }

    @Property(tries = 3000)
    void an_undeclared_one_gives_the_text_or_nothing(@ForAll("texts") String text, @ForAll VietnameseCharset charset) {
        if (VietnameseText.decode(Spelling.in(charset, text)) instanceof Decoded.Sure sure) {
            assertThat(sure.text()).as(sure.toString()).isEqualTo(Spelling.readable(charset, text));
        }
    }

    @Property
    void right_text_is_left_alone(@ForAll("texts") String text) {
        assertThat(VietnameseText.reread(text)).isEqualTo(new Legibility.Legible());
        assertThat(VietnameseText.decode(text.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOfSatisfying(
                        Decoded.Sure.class, sure -> assertThat(sure.text()).isEqualTo(text));
    }

    @Property
    void misread_utf8_is_put_right_or_held(@ForAll("texts") String text) {
        String misread = Spelling.misread(VietnameseCharset.UTF_8, text);
        Assume.that(!misread.equals(text));

        assertThat(VietnameseText.reread(misread))
                .isIn(
                        new Legibility.Mended(text, "misread-utf-8", 1),
                        new Legibility.Unsure(List.of("misread-utf-8")),
                        new Legibility.Unsure(List.of("unicode", "misread-utf-8")));
    }

    @Property(tries = 3000)
    void text_of_an_old_table_is_put_right_or_not_touched(
            @ForAll("texts") String text, @ForAll VietnameseCharset charset) {
        Assume.that(!charset.isUnicode());
        if (VietnameseText.reread(Spelling.misread(charset, text)) instanceof Legibility.Mended mended) {
            assertThat(mended.text()).as(mended.toString()).isEqualTo(Spelling.readable(charset, text));
        }
    }

    @Property
    void text_taken_apart_comes_back_composed(@ForAll("texts") String text) {
        assertThat(Nfc.of(Normalizer.normalize(text, Normalizer.Form.NFD))).isEqualTo(text);
    }

    @Property
    void codes_numbers_and_addresses_are_never_touched(
            @ForAll @AlphaChars @NumericChars @CharRange(from = ' ', to = '/') @StringLength(min = 1, max = 40)
                    String code) {
        assertThat(VietnameseText.decode(code.getBytes(StandardCharsets.US_ASCII)))
                .isEqualTo(new Decoded.Sure(code, "ascii", 1));
        assertThat(VietnameseText.reread(code)).isEqualTo(new Legibility.Legible());
    }

    @Property
    void no_bytes_break_it(@ForAll byte[] bytes, @ForAll VietnameseCharset charset) {
        assertThat(VietnameseText.decode(bytes)).isNotNull();
        assertThat(VietnameseText.decodeAs(charset, bytes)).isNotNull();
        assertThat(VietnameseText.decodeTogether(List.of(bytes, bytes), bytes)).hasSize(2);
    }

    @Property
    void no_text_breaks_it_and_a_mended_one_needs_no_mending(@ForAll String text) {
        if (VietnameseText.reread(text) instanceof Legibility.Mended mended) {
            assertThat(VietnameseText.reread(mended.text())).isNotInstanceOf(Legibility.Damaged.class);
        }
    }
}
