package vn.lienthong.intake.sftp;

import java.io.IOException;
import java.io.OutputStream;

/** Takes no more than was said, and tells of each part that comes. */
final class Bounded extends OutputStream {

    private final OutputStream behind;
    private final Runnable heard;
    private long left;

    Bounded(OutputStream behind, long size, Runnable heard) {
        this.behind = behind;
        this.left = size;
        this.heard = heard;
    }

    static final class Longer extends IOException {}

    boolean isWhole() {
        return left == 0;
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        if (length > left) {
            throw new Longer();
        }
        behind.write(bytes, from, length);
        left -= length;
        heard.run();
    }

    @Override
    public void close() throws IOException {
        behind.close();
    }
}
