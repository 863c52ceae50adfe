package vn.lienthong.relay;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.hc.client5.http.impl.io.DefaultManagedHttpClientConnection;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.io.SessionInputBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A connection that is used again only while the other side has said nothing but its answers. Whatever stands behind an answer
 * (a second one, the rest of a body longer than its length said) would be read as the answer to the next message: a yes to
 * what nobody read.
 */
final class KeptConnection extends DefaultManagedHttpClientConnection {

    private static final AtomicLong COUNTER = new AtomicLong();

    /** Where the answers are read from; known from the first one that has a body. */
    private @Nullable SessionInputBuffer read;

    KeptConnection() {
        super("http-" + COUNTER.incrementAndGet());
    }

    @Override
    protected InputStream createContentInputStream(long length, SessionInputBuffer buffer, InputStream in) {
        read = buffer;
        return super.createContentInputStream(length, buffer, in);
    }

    /** Asked when an answer is read: what is not consistent is closed. */
    @Override
    public boolean isConsistent() {
        return super.isConsistent() && read != null && read.length() == 0;
    }

    /** Asked before a connection that was idle is used; the question reads what has come meanwhile. */
    @Override
    public boolean isStale() throws IOException {
        return super.isStale() || (read != null && read.length() > 0);
    }

    /** @throws UnaskedAnswer before anything is sent */
    @Override
    public void sendRequestHeader(ClassicHttpRequest request) throws HttpException, IOException {
        if (read != null && (read.length() > 0 || hasMore())) {
            throw new UnaskedAnswer();
        }
        super.sendRequestHeader(request);
    }

    /** Over TLS a record that nobody has read yet shows beneath it only; it may also say that the other side hangs up. */
    private boolean hasMore() throws IOException {
        return getSocket().getInputStream().available() > 0
                || getSocketHolder().getBaseSocket().getInputStream().available() > 0;
    }

    /** Something came that is the answer to nothing; nothing went out. */
    static final class UnaskedAnswer extends IOException {}
}
