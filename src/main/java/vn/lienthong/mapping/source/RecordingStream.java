package vn.lienthong.mapping.source;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Remembers the bytes that a parser has read since the beginning of the present record, and no more than one record. */
final class RecordingStream extends InputStream {

    /** More was asked for than one record may have. */
    static final class TooLarge extends IOException {

        TooLarge() {
            super("record too large");
        }
    }

    private final InputStream in;
    private byte[] kept = new byte[1 << 16];
    private long keptFrom;
    private int length;

    RecordingStream(InputStream in) {
        this.in = in;
    }

    void forgetBefore(long offset) {
        int forget = (int) Math.min(offset - keptFrom, length);
        if (forget > 0) {
            System.arraycopy(kept, forget, kept, 0, length - forget);
            length -= forget;
            keptFrom += forget;
        }
    }

    byte[] between(long from, long to) {
        return Arrays.copyOfRange(kept, (int) (from - keptFrom), (int) (to - keptFrom));
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int count) throws IOException {
        int read = in.read(target, offset, count);
        if (read > 0) {
            if (length + read > Limits.RECORD_BYTES + (1 << 16)) {
                throw new TooLarge();
            }
            if (length + read > kept.length) {
                kept = Arrays.copyOf(kept, Math.max(kept.length * 2, length + read));
            }
            System.arraycopy(target, offset, kept, length, read);
            length += read;
        }
        return read;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
