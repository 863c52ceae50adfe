package vn.lienthong.mapping.source;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import vn.lienthong.dossier.Problem;
import vn.lienthong.mapping.SourceFormat.UnreadableFile;

/** The mark at the beginning of a file, and what it says about the bytes that follow. */
enum ByteOrderMark {
    NONE,
    UTF_8(0xEF, 0xBB, 0xBF),
    UTF_16LE(0xFF, 0xFE),
    UTF_16BE(0xFE, 0xFF),
    /** UTF-16 without a mark, known by the zero bytes of its ASCII signs. */
    UNMARKED_UTF_16LE,
    UNMARKED_UTF_16BE;

    private final byte[] bytes;

    ByteOrderMark(int... codes) {
        bytes = new byte[codes.length];
        for (int i = 0; i < codes.length; i++) {
            bytes[i] = (byte) codes[i];
        }
    }

    byte[] bytes() {
        return bytes.clone();
    }

    static ByteOrderMark of(byte[] head) {
        for (ByteOrderMark mark : new ByteOrderMark[] {UTF_8, UTF_16LE, UTF_16BE}) {
            if (head.length >= mark.bytes.length
                    && Arrays.equals(head, 0, mark.bytes.length, mark.bytes, 0, mark.bytes.length)) {
                return mark;
            }
        }
        if (head.length >= 2 && head[0] != 0 && head[1] == 0) {
            return UNMARKED_UTF_16LE;
        }
        return head.length >= 2 && head[0] == 0 && head[1] != 0 ? UNMARKED_UTF_16BE : NONE;
    }

    /**
     * Leaves a stream behind the mark of UTF-8, which JSON may have.
     *
     * @throws UnreadableFile if the stream is UTF-16, which JSON files are not
     */
    static void skipUtf8(InputStream in) throws IOException, UnreadableFile {
        in.mark(4);
        ByteOrderMark mark = of(in.readNBytes(4));
        in.reset();
        if (mark.unitBytes() == 2) {
            throw new UnreadableFile(
                    Problem.of("source.other-charset").with("declared", "utf-8").with("found", "utf-16"));
        }
        in.skipNBytes(mark.length());
    }

    int length() {
        return bytes.length;
    }

    int unitBytes() {
        return this == NONE || this == UTF_8 ? 1 : 2;
    }

    boolean isBigEndian() {
        return this == UTF_16BE || this == UNMARKED_UTF_16BE;
    }
}
