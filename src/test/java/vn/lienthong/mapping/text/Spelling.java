package vn.lienthong.mapping.text;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Writes Vietnamese as bytes, as old programs did: the way back of what is tested, straight from the tables. */
final class Spelling {

    private static final Charset WINDOWS_1258 = Charset.forName("windows-1258");
    private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");
    private static final String TONES = "[\\u0300\\u0301\\u0303\\u0309\\u0323]";
    private static final List<String[]> ROWS = rows();

    private Spelling() {}

    /** All 134 accented letters of both cases. */
    static List<String> letters() {
        return ROWS.stream().map(row -> row[0]).toList();
    }

    static byte[] in(VietnameseCharset charset, String text) {
        return switch (charset) {
            case UTF_8 -> text.getBytes(StandardCharsets.UTF_8);
            case UTF_16LE -> text.getBytes(StandardCharsets.UTF_16LE);
            case UTF_16BE -> text.getBytes(StandardCharsets.UTF_16BE);
            case WINDOWS_1258 -> tonesApart(text).getBytes(WINDOWS_1258);
            default -> byTable(charset, text);
        };
    }

    /** What reading by this table can give back: where a capital shares its byte with the small letter, that one. */
    static String readable(VietnameseCharset charset, String text) {
        if (charset != VietnameseCharset.TCVN3 && charset != VietnameseCharset.VPS) {
            return text;
        }
        StringBuilder readable = new StringBuilder();
        Map<String, String> first = new LinkedHashMap<>();
        table(charset).forEach((letter, hex) -> first.putIfAbsent(hex, letter));
        text.codePoints().mapToObj(Character::toString).forEach(sign -> {
            String hex = table(charset).get(sign);
            readable.append(hex == null ? sign : first.get(hex));
        });
        return readable.toString();
    }

    /** The text whose bytes in this character set some program took for Windows-1252; bytes without a sign stay controls. */
    static String misread(VietnameseCharset charset, String text) {
        return misread(in(charset, text), WINDOWS_1252);
    }

    static String misread(byte[] bytes, Charset by) {
        StringBuilder misread = new StringBuilder();
        for (byte code : bytes) {
            String sign = new String(new byte[] {code}, by);
            misread.append(sign.equals("\uFFFD") ? (char) (code & 0xFF) : sign.charAt(0));
        }
        return misread.toString();
    }

    /** windows-1258 writes tones as signs of their own, after the letter with its hat, breve or horn. */
    private static String tonesApart(String text) {
        StringBuilder typed = new StringBuilder();
        text.codePoints().mapToObj(Character::toString).forEach(letter -> {
            String apart = Normalizer.normalize(letter, Normalizer.Form.NFD);
            typed.append(Normalizer.normalize(apart.replaceAll(TONES, ""), Normalizer.Form.NFC))
                    .append(apart.replaceAll("[^\\u0300\\u0301\\u0303\\u0309\\u0323]", ""));
        });
        return typed.toString();
    }

    private static byte[] byTable(VietnameseCharset charset, String text) {
        Map<String, String> table = table(charset);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        text.codePoints().mapToObj(Character::toString).forEach(sign -> {
            String hex = table.get(sign);
            bytes.writeBytes(
                    hex == null ? sign.getBytes(WINDOWS_1252) : HexFormat.of().parseHex(hex.replace(" ", "")));
        });
        return bytes.toByteArray();
    }

    /** From letter to bytes in hexadecimal. */
    static Map<String, String> table(VietnameseCharset charset) {
        int column = switch (charset) {
            case TCVN3 -> 2;
            case VNI -> 4;
            case VISCII -> 5;
            case VPS -> 6;
            default -> throw new IllegalArgumentException(charset + " has no table");
        };
        Map<String, String> table = new LinkedHashMap<>();
        ROWS.forEach(row -> table.put(row[0], row[column]));
        return table;
    }

    private static List<String[]> rows() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(VietnameseText.class.getResourceAsStream("vietnamese-legacy-charsets.csv")),
                StandardCharsets.UTF_8))) {
            return lines.lines().skip(1).map(line -> line.split(",", -1)).toList();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
