package vn.lienthong.relay;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;
import org.apache.hc.core5.http.HttpEntity;

/** An answer that came compressed, though nobody asked for it. */
final class Coded {

    private static final int GZIP = 0x1f;
    private static final int ZLIB = 0x78;

    private Coded() {}

    /** The answer's own bytes. What is called compressed and is not, or in a way we do not know, stays as it came. */
    static InputStream decoded(HttpEntity entity) throws IOException {
        PushbackInputStream content = new PushbackInputStream(entity.getContent());
        int first = content.read();
        if (first >= 0) {
            content.unread(first);
        }
        return switch (coding(entity)) {
            case "gzip", "x-gzip" -> first == GZIP ? new GZIPInputStream(content) : content;
            case "deflate" -> first == ZLIB ? new InflaterInputStream(content) : content;
            default -> content;
        };
    }

    private static String coding(HttpEntity entity) {
        String coding = entity.getContentEncoding();
        return coding == null ? "" : coding.strip().toLowerCase(Locale.ROOT);
    }
}
