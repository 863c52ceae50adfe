package vn.lienthong.mapping.text;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** UTF-16, known by its mark or by the zero bytes of its plain letters, blanks and digits. */
final class Utf16 {

    private Utf16() {}

    /** Nothing if the bytes do not look like UTF-16. */
    static Optional<Decoded> decode(byte[] bytes) {
        if (bytes.length >= 2 && bytes.length % 2 == 0) {
            if (bytes[0] == (byte) 0xFF && bytes[1] == (byte) 0xFE) {
                return sure(VietnameseCharset.UTF_16LE, Arrays.copyOfRange(bytes, 2, bytes.length));
            }
            if (bytes[0] == (byte) 0xFE && bytes[1] == (byte) 0xFF) {
                return sure(VietnameseCharset.UTF_16BE, Arrays.copyOfRange(bytes, 2, bytes.length));
            }
            return hasZero(bytes) ? unmarked(bytes) : Optional.empty();
        }
        return Optional.empty();
    }

    private static Optional<Decoded> unmarked(byte[] bytes) {
        Optional<Decoded> little = sure(VietnameseCharset.UTF_16LE, bytes);
        Optional<Decoded> big = sure(VietnameseCharset.UTF_16BE, bytes);
        return little.isPresent() && big.isPresent()
                ? Optional.of(new Decoded.Unsure(
                        List.of(VietnameseCharset.UTF_16LE.label(), VietnameseCharset.UTF_16BE.label())))
                : little.or(() -> big);
    }

    private static Optional<Decoded> sure(VietnameseCharset charset, byte[] bytes) {
        return charset.decode(bytes)
                .filter(text -> text.chars().allMatch(Utf16::isOfNames))
                .map(text -> new Decoded.Sure(text, charset.label(), 1));
    }

    /** What names, addresses and prose are written with in this country; by the other byte order it is something else. */
    private static boolean isOfNames(int c) {
        return c >= 0x20 && c < 0x250
                || c == '\n'
                || c == '\r'
                || c == '\t'
                || c >= 0x300 && c < 0x370
                || c >= 0x1E00 && c < 0x1F00
                || c >= 0x2000 && c < 0x2150;
    }

    private static boolean hasZero(byte[] bytes) {
        for (byte code : bytes) {
            if (code == 0) {
                return true;
            }
        }
        return false;
    }
}
