package vn.lienthong.mapping.source;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;

/** One part of a workbook as it unpacks: stops at a bomb, and checks the sum at the end, which the JDK does not. */
final class XlsxPart extends FilterInputStream {

    /** Unpacks to far more than an honest workbook would. */
    static final class Bomb extends IOException {

        Bomb() {
            super("unpacks too large");
        }
    }

    private final ZipEntry entry;
    private final long limit;
    private final CRC32 sum = new CRC32();
    private long unpacked;

    XlsxPart(InputStream in, ZipEntry entry, long limit) {
        super(in);
        this.entry = entry;
        this.limit = limit;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int count) throws IOException {
        int read = super.read(target, offset, count);
        if (read < 0) {
            if (entry.getCrc() >= 0 && entry.getCrc() != sum.getValue()) {
                throw new ZipException("checksum differs");
            }
            return read;
        }
        sum.update(target, offset, read);
        unpacked += read;
        boolean tooDense = unpacked > Limits.RATIO_COUNTS_FROM
                && unpacked / Math.max(entry.getCompressedSize(), 1) > Limits.WORKBOOK_RATIO;
        if (unpacked > limit || tooDense) {
            throw new Bomb();
        }
        return read;
    }
}
