package vn.lienthong.situation;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.net.SocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Connections for one mail. The library bounds each answer's silence alone: a server that sends a byte now and then would keep it
 * for ever, and one that never ends a line would fill the memory. {@link #close} ends what is under way.
 */
final class MailSockets extends SocketFactory implements AutoCloseable {

    /** A server says some lines. */
    static final int MOST_HEARD = 64 * 1024;

    private final Duration answer;
    private final long until;
    private final Queue<Socket> made = new ConcurrentLinkedQueue<>();
    private volatile boolean closed;

    /**
     * @param answer so long the server may be silent
     * @param whole so long all of it may take, from now on
     */
    MailSockets(Duration answer, Duration whole) {
        this.answer = answer;
        this.until = System.nanoTime() + whole.toNanos();
    }

    @Override
    public Socket createSocket() throws IOException {
        Socket socket = new BoundedSocket();
        made.add(socket);
        if (closed) {
            close();
        }
        return socket;
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return connected(new InetSocketAddress(host, port), null);
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress local, int localPort) throws IOException {
        return connected(new InetSocketAddress(host, port), new InetSocketAddress(local, localPort));
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return connected(new InetSocketAddress(host, port), null);
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) throws IOException {
        return connected(new InetSocketAddress(host, port), new InetSocketAddress(local, localPort));
    }

    private Socket connected(InetSocketAddress to, @Nullable InetSocketAddress from) throws IOException {
        Socket socket = createSocket();
        socket.bind(from);
        socket.connect(to, left());
        return socket;
    }

    /** In milliseconds. */
    private int left() throws SocketTimeoutException {
        long left = Duration.ofNanos(until - System.nanoTime()).toMillis();
        if (left <= 0) {
            throw new SocketTimeoutException("all of it took too long");
        }
        return (int) Math.min(left, answer.toMillis());
    }

    @Override
    public void close() throws IOException {
        closed = true;
        for (Socket socket : made) {
            socket.close();
        }
    }

    /** A server that does not come to an end. */
    static final class TooMuchSaid extends IOException {}

    private final class BoundedSocket extends Socket {

        @Override
        public InputStream getInputStream() throws IOException {
            return new BoundedInput(super.getInputStream());
        }

        private final class BoundedInput extends FilterInputStream {

            private int heard;

            BoundedInput(InputStream in) {
                super(in);
            }

            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
            }

            @Override
            public int read(byte[] into, int from, int length) throws IOException {
                setSoTimeout(left());
                int read = super.read(into, from, length);
                heard += Math.max(read, 0);
                if (heard > MOST_HEARD) {
                    throw new TooMuchSaid();
                }
                return read;
            }
        }
    }
}
