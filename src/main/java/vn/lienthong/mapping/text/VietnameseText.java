package vn.lienthong.mapping.text;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Finds out how bytes spell Vietnamese. Pure functions, safe for any number of threads. */
public final class VietnameseText {

    /** At least this share of the accented words must be possible syllables, ... */
    private static final double ENOUGH = 0.8;

    /** ... and the next best reading must lie this far behind. */
    private static final double AHEAD = 0.25;

    private static final List<VietnameseCharset> LEGACY = List.of(
            VietnameseCharset.TCVN3,
            VietnameseCharset.VNI,
            VietnameseCharset.WINDOWS_1258,
            VietnameseCharset.VISCII,
            VietnameseCharset.VPS);

    private static final Charset MISREAD_AS = Charset.forName("windows-1252");

    private static final Pattern SMALL_BESIDE_CAPITAL = Pattern.compile("\\p{Ll}\\p{Lu}|\\p{Lu}\\p{Lu}\\p{Ll}");

    private VietnameseText() {}

    /** Reads the bytes of one cell whose character set nobody declared. */
    public static Decoded decode(byte[] bytes) {
        if (isAscii(bytes)) {
            return new Decoded.Sure(new String(bytes, StandardCharsets.US_ASCII), "ascii", 1);
        }
        List<Reading> readings = readings(bytes);
        Optional<String> utf8 = VietnameseCharset.UTF_8.decode(bytes);
        if (utf8.isPresent()) {
            return decideUtf8(utf8.get(), readings);
        }
        return decide(readings);
    }

    /**
     * Reads cells that were written together, such as those of one row: a short cell that would be ambiguous alone is
     * settled by its neighbours. A cell that cannot be of their character set is decided by itself.
     */
    public static List<Decoded> decodeTogether(List<byte[]> cells) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        cells.forEach(cell -> {
            all.writeBytes(cell);
            all.write('\n');
        });
        Decoded together = decode(all.toByteArray());
        Optional<VietnameseCharset> common =
                together instanceof Decoded.Sure sure ? VietnameseCharset.named(sure.how()) : Optional.empty();
        return cells.stream().map(cell -> one(cell, common, together)).toList();
    }

    /** The text put right, if it is UTF-8 that was misread as Windows-1252 ({@code CÃ´ng ty}); empty if it is not. */
    public static Optional<String> unmisread(String text) {
        if (text.chars().allMatch(sign -> sign < 0x80)) {
            return Optional.empty();
        }
        return misreadBytes(text)
                .flatMap(VietnameseCharset.UTF_8::decode)
                .filter(mended -> Syllables.fit(mended).share() >= ENOUGH
                        && Syllables.fit(mended).share() >= Syllables.fit(text).share() + AHEAD);
    }

    /**
     * Text typed in a font of capitals (.VnTimeH), where an accented letter has no capital of its own: {@code CôNG TY}
     * becomes {@code CÔNG TY}. Done only where it is proven: no unaccented small letter anywhere, and a capital that
     * follows a small accented letter within one word; {@code Lê Tú} stays.
     */
    public static Optional<String> capitalsRestored(String text) {
        boolean small = text.chars().anyMatch(letter -> letter >= 'a' && letter <= 'z');
        return !small && SMALL_BESIDE_CAPITAL.matcher(text).find()
                ? Optional.of(text.toUpperCase(Locale.ROOT))
                : Optional.empty();
    }

    private static Decoded one(byte[] cell, Optional<VietnameseCharset> common, Decoded together) {
        if (isAscii(cell)) {
            return decode(cell);
        }
        return common.flatMap(charset -> charset.decode(cell))
                .filter(text -> Syllables.fit(text).share() >= ENOUGH)
                .<Decoded>map(text ->
                        new Decoded.Sure(text, common.orElseThrow().label(), ((Decoded.Sure) together).confidence()))
                .orElseGet(() -> decode(cell));
    }

    private record Reading(VietnameseCharset charset, String text, double share) {}

    /** What each table makes of the bytes, best first; readings that come to the same text count once. */
    private static List<Reading> readings(byte[] bytes) {
        List<Reading> readings = new ArrayList<>();
        for (VietnameseCharset charset : LEGACY) {
            charset.decode(bytes)
                    .filter(text ->
                            readings.stream().noneMatch(other -> other.text().equals(text)))
                    .ifPresent(text -> readings.add(
                            new Reading(charset, text, Syllables.fit(text).share())));
        }
        readings.sort(Comparator.comparingDouble(Reading::share).reversed());
        return readings;
    }

    private static Decoded decide(List<Reading> readings) {
        double best = readings.isEmpty() ? 0 : readings.getFirst().share();
        double next = readings.size() < 2 ? 0 : readings.get(1).share();
        if (best >= ENOUGH && best - next >= AHEAD) {
            Reading reading = readings.getFirst();
            return new Decoded.Sure(reading.text(), reading.charset().label(), best - next);
        }
        return new Decoded.Unsure(readings.stream()
                .filter(reading -> reading.share() >= ENOUGH)
                .map(reading -> reading.charset().label())
                .toList());
    }

    /** Bytes hardly ever form UTF-8 by chance, so foreign names count too; unless an old table gives good Vietnamese. */
    private static Decoded decideUtf8(String text, List<Reading> readings) {
        Optional<String> mended = unmisread(text);
        if (mended.isPresent()) {
            return new Decoded.Sure(mended.get(), "misread-utf-8", 1);
        }
        double other = readings.isEmpty() ? 0 : readings.getFirst().share();
        if (Syllables.fit(text).share() < ENOUGH && other >= ENOUGH) {
            return new Decoded.Unsure(List.of(
                    VietnameseCharset.UTF_8.label(),
                    readings.getFirst().charset().label()));
        }
        return new Decoded.Sure(text, VietnameseCharset.UTF_8.label(), 1);
    }

    private static boolean isAscii(byte[] bytes) {
        for (byte code : bytes) {
            if (code < 0 || code < 0x20 && code != '\n' && code != '\r' && code != '\t') {
                return false;
            }
        }
        return true;
    }

    /** Back to the bytes that were misread. Windows-1252 leaves five bytes undefined; they were kept as controls. */
    private static Optional<byte[]> misreadBytes(String text) {
        CharsetEncoder encoder = MISREAD_AS.newEncoder();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < text.length(); i++) {
            char sign = text.charAt(i);
            if (sign >= 0x80 && sign < 0xA0) {
                bytes.write(sign);
            } else if (encoder.canEncode(sign)) {
                bytes.writeBytes(String.valueOf(sign).getBytes(MISREAD_AS));
            } else {
                return Optional.empty();
            }
        }
        return Optional.of(bytes.toByteArray());
    }
}
