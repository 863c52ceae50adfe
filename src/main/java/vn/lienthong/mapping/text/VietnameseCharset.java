package vn.lienthong.mapping.text;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A way in which Vietnamese has been written as bytes. Immutable and safe for any number of threads. */
public enum VietnameseCharset {
    UTF_8("utf-8"),
    UTF_16LE("utf-16le"),
    UTF_16BE("utf-16be"),
    WINDOWS_1258("windows-1258"),
    TCVN3("tcvn3"),
    VNI("vni"),
    VISCII("viscii"),
    VPS("vps");

    private static final char REPLACED = '\uFFFD';

    private final String label;

    VietnameseCharset(String label) {
        this.label = label;
    }

    /** The name settings and messages use: {@code tcvn3}. */
    public String label() {
        return label;
    }

    boolean isUnicode() {
        return this == UTF_8 || this == UTF_16LE || this == UTF_16BE;
    }

    public static Optional<VietnameseCharset> named(String label) {
        String wanted = label.toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(charset -> charset.label.equals(wanted))
                .findFirst();
    }

    /** The text of these bytes, composed (NFC); empty if some byte means nothing in this character set. */
    public Optional<String> decode(byte[] bytes) {
        return switch (this) {
            case UTF_8 -> utf8(bytes);
            case UTF_16LE -> strictly(StandardCharsets.UTF_16LE, bytes);
            case UTF_16BE -> strictly(StandardCharsets.UTF_16BE, bytes);
            case WINDOWS_1258 -> strictly(Charset.forName("windows-1258"), bytes);
            case TCVN3 -> LegacyTable.TCVN3.decode(bytes).map(VietnameseCharset::composed);
            case VNI -> LegacyTable.VNI.decode(bytes).map(VietnameseCharset::composed);
            case VISCII -> LegacyTable.VISCII.decode(bytes).map(VietnameseCharset::composed);
            case VPS -> LegacyTable.VPS.decode(bytes).map(VietnameseCharset::composed);
        };
    }

    /** Where nothing was replaced, nothing was malformed. */
    private static Optional<String> utf8(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        return text.indexOf(REPLACED) < 0 ? Optional.of(composed(text)) : strictly(StandardCharsets.UTF_8, bytes);
    }

    private static Optional<String> strictly(Charset charset, byte[] bytes) {
        try {
            return Optional.of(composed(charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString()));
        } catch (CharacterCodingException notThisCharset) {
            return Optional.empty();
        }
    }

    private static String composed(String text) {
        return Nfc.of(text);
    }
}
