package vn.lienthong.mapping.text;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One of the tables from before Unicode, read from {@code vietnamese-legacy-charsets.csv}. A letter is one byte or, in
 * VNI, an unaccented letter and a byte for its accent. Where a capital shares its byte with the small letter (TCVN3 had
 * fonts of capitals; VPS ran out of room) the byte means the small letter.
 */
final class LegacyTable {

    /** Fonts of these tables kept the quotation marks and dashes of Windows where no letter took their place. */
    private static final Charset PUNCTUATION = Charset.forName("windows-1252");

    private static final char NOTHING = '\uFFFD';

    // Below what their making needs.
    static final LegacyTable TCVN3 = new LegacyTable(2);
    static final LegacyTable VNI = new LegacyTable(4);
    static final LegacyTable VISCII = new LegacyTable(5);
    static final LegacyTable VPS = new LegacyTable(6);

    private final char[] single = new char[256];

    /** By the first byte of a pair, then by the second; 0: no such pair. */
    private final char[] @Nullable [] pairs = new char[256][];

    private LegacyTable(int column) {
        fillPunctuation();
        for (List<String> row : rows()) {
            add(row.getFirst().charAt(0), row.get(column));
        }
        addSmallAccentsOnCapitals();
    }

    /** The text, or nothing if a byte has no meaning here. */
    Optional<String> decode(byte[] bytes) {
        StringBuilder text = new StringBuilder(bytes.length);
        for (int i = 0; i < bytes.length; i++) {
            int here = bytes[i] & 0xFF;
            char both = i + 1 < bytes.length ? pair(here, bytes[i + 1] & 0xFF) : 0;
            if (both != 0) {
                text.append(both);
                i++;
            } else if (single[here] == NOTHING) {
                return Optional.empty();
            } else {
                text.append(single[here]);
            }
        }
        return Optional.of(text.toString());
    }

    private char pair(int first, int second) {
        char[] seconds = pairs[first];
        return seconds == null ? 0 : seconds[second];
    }

    private void fillPunctuation() {
        for (int code = 0; code < 256; code++) {
            single[code] = code < 0x80 ? (char) code : NOTHING;
            if (code >= 0x80 && code <= 0xA0) {
                String mark = new String(new byte[] {(byte) code}, PUNCTUATION);
                single[code] = Character.isLetter(mark.charAt(0)) ? NOTHING : mark.charAt(0);
            }
        }
    }

    private void add(char letter, String hex) {
        String[] bytes = hex.split(" ");
        int first = Integer.parseInt(bytes[0], 16);
        if (bytes.length == 2) {
            add(first, Integer.parseInt(bytes[1], 16), letter);
        } else if (single[first] == NOTHING || !Character.isLetter(single[first])) {
            single[first] = letter;
        }
    }

    private void add(int first, int second, char letter) {
        char[] seconds = pairs[first];
        if (seconds == null) {
            seconds = new char[256];
            pairs[first] = seconds;
        }
        seconds[second] = letter;
    }

    /** A capital with the accent of the small letter looks right on screen, so people typed it; it means the capital. */
    private void addSmallAccentsOnCapitals() {
        for (int first = 0; first < 256; first++) {
            for (int second = 0; second < 256; second++) {
                char letter = pair(first, second);
                if (letter != 0 && Character.isLowerCase(letter)) {
                    addSmallAccentOnCapital(first, second, letter);
                }
            }
        }
    }

    private void addSmallAccentOnCapital(int first, int second, char letter) {
        char capital = first < 0x80 ? Character.toUpperCase((char) first) : single[first - 0x20];
        if (capital != NOTHING && pair(first - 0x20, second) == 0) {
            add(first - 0x20, second, Character.toUpperCase(letter));
        }
    }

    private static List<List<String>> rows() {
        try (InputStream in = Objects.requireNonNull(
                        LegacyTable.class.getResourceAsStream("vietnamese-legacy-charsets.csv"));
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return lines.lines()
                    .skip(1)
                    .map(line -> List.of(line.split(",", -1)))
                    .toList();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
