package vn.lienthong.mapping.text;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds out how Vietnamese is spelt by bytes, or by text whose bytes were misread. Pure functions, for any number of threads. */
public final class VietnameseText {

    private static final String ASCII = "ascii";
    private static final Pattern SMALL_BESIDE_CAPITAL = Pattern.compile("\\p{Ll}\\p{Lu}|\\p{Lu}\\p{Lu}\\p{Ll}");

    private VietnameseText() {}

    /** Reads the bytes of one cell whose character set nobody declared. */
    public static Decoded decode(byte[] bytes) {
        if (isAscii(bytes)) {
            return new Decoded.Sure(new String(bytes, StandardCharsets.US_ASCII), ASCII, 1);
        }
        Optional<Decoded> wide = Utf16.decode(bytes);
        if (wide.isPresent()) {
            return wide.get();
        }
        Optional<String> utf8 = VietnameseCharset.UTF_8.decode(withoutMark(bytes));
        if (utf8.isPresent()) {
            return decideUtf8(utf8.get(), bytes);
        }
        List<Reading> readings = Reading.all(bytes, "");
        return Reading.decide(readings)
                .<Decoded>map(reading ->
                        new Decoded.Sure(reading.text(), reading.charset().label(), Reading.ahead(readings)))
                .orElseGet(() -> new Decoded.Unsure(Reading.good(readings)));
    }

    /**
     * Reads cells that were written together, such as those of one row: a short cell or a foreign name that would be
     * ambiguous alone is settled by its neighbours. A cell that cannot be of their character set is decided by itself.
     *
     * @param context bytes of the same hand, such as the file's header line; asked only where the cells do not decide
     */
    public static List<Decoded> decodeTogether(List<byte[]> cells, byte[] context) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        cells.forEach(cell -> {
            all.writeBytes(cell);
            all.write('\n');
        });
        Decoded row = decode(all.toByteArray());
        if (row instanceof Decoded.Unsure) {
            all.writeBytes(context);
        }
        Decoded together = row instanceof Decoded.Unsure ? decode(all.toByteArray()) : row;
        return cells.stream()
                .map(cell -> together instanceof Decoded.Sure sure ? one(cell, sure) : decode(cell))
                .toList();
    }

    /**
     * Reads the bytes of a cell by the character set that was declared for it. Unsure if a byte means nothing in it, or if
     * the cell makes no sense in it but good Vietnamese in another.
     */
    public static Decoded decodeAs(VietnameseCharset declared, byte[] bytes) {
        Optional<String> text = declared.decode(bytes);
        if (text.isEmpty()) {
            return new Decoded.Unsure(List.of(declared.label()));
        }
        boolean trusted =
                declared.isUnicode() || isAscii(bytes) || Fit.of(text.get()).isSound();
        return trusted ? new Decoded.Sure(text.get(), declared.label(), 1) : unlessAnother(declared, text.get(), bytes);
    }

    private static Decoded unlessAnother(VietnameseCharset declared, String text, byte[] bytes) {
        List<String> others = decode(bytes) instanceof Decoded.Sure sure
                ? sure.text().equals(text) ? List.of() : List.of(sure.how())
                : Reading.convincing(Reading.all(bytes, text));
        return others.isEmpty()
                ? new Decoded.Sure(text, declared.label(), 1)
                : new Decoded.Unsure(Stream.concat(Stream.of(declared.label()), others.stream())
                        .toList());
    }

    /**
     * Looks at text that is Unicode already: was it misread on its way here, as {@code CÃ´ng ty}, {@code C«ng ty} and
     * {@code Coâng ty} were, or has it lost letters ({@code V?n})? Costs next to nothing for text that can be Vietnamese.
     */
    public static Legibility reread(String text) {
        return PlainText.is(text) ? new Legibility.Legible() : Reread.of(text);
    }

    /**
     * Whether letters are marked as lost, by U+FFFD or a NUL. That is no matter of language, so it holds of a code, a
     * number or a date as well.
     */
    public static boolean marksLostLetters(String text) {
        return Damage.isMarkedIn(text);
    }

    /**
     * Text typed in a font of capitals (.VnTimeH), where an accented letter has no capital of its own: {@code CôNG TY}
     * becomes {@code CÔNG TY}. Done only where it is proven: no unaccented small letter anywhere, and a capital that
     * follows a small accented letter within one word; {@code Lê Tú} stays.
     */
    public static Optional<String> capitalsRestored(String text) {
        boolean small = text.chars().anyMatch(letter -> letter >= 'a' && letter <= 'z');
        return !small && SMALL_BESIDE_CAPITAL.matcher(text).find()
                ? Optional.of(LetterCase.capitals(text))
                : Optional.empty();
    }

    private static Decoded one(byte[] cell, Decoded.Sure together) {
        Optional<String> text = VietnameseCharset.named(together.how()).flatMap(common -> common.decode(cell));
        return text.isPresent() && !isAscii(cell) && fits(text.get(), cell)
                ? new Decoded.Sure(text.get(), together.how(), together.confidence())
                : decode(cell);
    }

    /** A foreign name does, unless it is Vietnamese by another table: {@code Nieõ} is {@code Niê} in VNI. */
    private static boolean fits(String text, byte[] cell) {
        return Fit.of(text).isSound()
                && (Fit.isVietnamese(text)
                        || Reading.convincing(Reading.all(cell, text)).isEmpty());
    }

    private static Decoded decideUtf8(String text, byte[] bytes) {
        Decoded.Sure sure = new Decoded.Sure(text, VietnameseCharset.UTF_8.label(), 1);
        return switch (reread(text)) {
            case Legibility.Mended mended -> new Decoded.Sure(mended.text(), mended.how(), mended.confidence());
            case Legibility.Unsure unsure -> new Decoded.Unsure(unsure.candidates());
            case Legibility.Legible legible ->
                Reread.isLikely(text) && Fit.of(text).isSound() ? sure : unlessOld(sure, bytes);
            case Legibility.Damaged damaged -> sure;
        };
    }

    /** Bytes hardly ever form UTF-8 by chance, but these make no sense in it. */
    private static Decoded unlessOld(Decoded.Sure utf8, byte[] bytes) {
        List<String> others = Reading.good(Reading.all(bytes, utf8.text()));
        return others.isEmpty() && !hasControls(bytes) ? utf8 : new Decoded.Unsure(others);
    }

    private static boolean hasControls(byte[] bytes) {
        for (byte code : bytes) {
            if (code >= 0 && code < 0x20 && "\t\n\u000B\f\r".indexOf(code) < 0) {
                return true;
            }
        }
        return false;
    }

    private static byte[] withoutMark(byte[] bytes) {
        boolean marked =
                bytes.length >= 3 && bytes[0] == (byte) 0xEF && bytes[1] == (byte) 0xBB && bytes[2] == (byte) 0xBF;
        return marked ? Arrays.copyOfRange(bytes, 3, bytes.length) : bytes;
    }

    private static boolean isAscii(byte[] bytes) {
        for (byte code : bytes) {
            if (code < 0 || code < 0x20 && code != '\n' && code != '\r' && code != '\t') {
                return false;
            }
        }
        return true;
    }
}
