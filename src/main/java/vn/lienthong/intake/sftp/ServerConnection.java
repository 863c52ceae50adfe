package vn.lienthong.intake.sftp;

import com.jcraft.jsch.ChannelSftp;
import com.jcraft.jsch.JSch;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.Session;
import com.jcraft.jsch.SftpException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import vn.lienthong.dossier.Problem;

/**
 * A connection to a server. A request to which nothing comes for the server's time-out ends it: a server may keep a connection
 * alive and yet answer nothing, and the client by itself would wait for ever. So does one that takes far longer than it can need,
 * however often a little comes. Used by one thread.
 */
final class ServerConnection implements AutoCloseable {

    /** So many time-outs an opening or a request may take in all. */
    private static final int MOST_TIMEOUTS = 10;

    /** And a transfer so much more, in seconds for each byte: nobody has so slow a line. */
    private static final double SECONDS_A_BYTE = 0.001;

    private final Session session;
    private final ChannelSftp channel;
    private final long patience;
    private volatile long heardAt;
    private volatile long endsAt;
    private volatile boolean asked;
    private volatile boolean closed;

    private ServerConnection(Session session, ChannelSftp channel, Duration timeout) {
        this.session = session;
        this.channel = channel;
        this.patience = timeout.toNanos();
    }

    static ServerConnection open(ServerSettings server) throws SftpFault {
        HostKeys hostKeys = new HostKeys(server.hostKey());
        int timeout = Math.toIntExact(server.timeout().toMillis());
        try {
            Session session = session(server, hostKeys);
            connect(session, server.timeout());
            try {
                ServerConnection opened =
                        new ServerConnection(session, (ChannelSftp) session.openChannel("sftp"), server.timeout());
                opened.connect(timeout);
                return opened;
            } catch (JSchException failed) {
                session.disconnect();
                throw failed;
            }
        } catch (JSchException failed) {
            throw new SftpFault(notOpened(failed, hostKeys, server));
        }
    }

    /** The client's own time-out begins anew with each byte. */
    private static void connect(Session session, Duration timeout) throws JSchException {
        CompletableFuture<Void> opened = new CompletableFuture<>();
        opened.orTimeout(timeout.toMillis() * MOST_TIMEOUTS, TimeUnit.MILLISECONDS)
                .exceptionally(late -> {
                    session.disconnect();
                    return null;
                });
        try {
            session.connect(Math.toIntExact(timeout.toMillis()));
        } finally {
            opened.complete(null);
        }
    }

    /** The client's own time-out ends before the server has greeted. */
    private void connect(int timeout) throws JSchException {
        heard();
        endsAt = heardAt + patience * MOST_TIMEOUTS;
        asked = true;
        watchIn(patience);
        try {
            channel.connect(timeout);
        } finally {
            asked = false;
        }
    }

    private static Session session(ServerSettings server, HostKeys hostKeys) throws JSchException {
        JSch client = new JSch();
        client.setHostKeyRepository(hostKeys);
        boolean byKey = !server.key().isBlank();
        if (byKey) {
            client.addIdentity(
                    "settings",
                    server.key().getBytes(StandardCharsets.UTF_8),
                    null,
                    server.passphrase().getBytes(StandardCharsets.UTF_8));
        }
        Session session = client.getSession(server.username(), server.host(), server.port());
        session.setConfig("StrictHostKeyChecking", "yes");
        session.setConfig("PreferredAuthentications", byKey ? "publickey" : "password");
        session.setPassword(server.password());
        session.setTimeout(Math.toIntExact(server.timeout().toMillis()));
        session.setDaemonThread(true);
        return session;
    }

    private static Problem notOpened(JSchException failed, HostKeys hostKeys, ServerSettings server) {
        String turnedAway = hostKeys.turnedAway();
        if (turnedAway != null) {
            return Problem.of(
                            server.hostKey().isEmpty() ? "intake.sftp-host-key-unknown" : "intake.sftp-host-key-other")
                    .with("fingerprint", turnedAway);
        }
        String says = String.valueOf(failed.getMessage());
        if (says.startsWith("Auth ") || says.contains("privatekey") || says.startsWith("USERAUTH")) {
            return Problem.of("intake.sftp-login-refused");
        }
        Throwable cause = failed.getCause() == null ? failed : failed.getCause();
        return Problem.of("intake.sftp-unreachable")
                .with("reason", cause.getClass().getSimpleName());
    }

    /** What is asked of a server. */
    interface Request<T> {
        T of(ChannelSftp channel) throws SftpException;
    }

    <T> T ask(Request<T> request) throws SftpException {
        return ask(request, 0);
    }

    private <T> T ask(Request<T> request, long bytes) throws SftpException {
        heard();
        endsAt = heardAt + patience * MOST_TIMEOUTS + (long) (bytes * SECONDS_A_BYTE * TimeUnit.SECONDS.toNanos(1));
        asked = true;
        try {
            return request.of(channel);
        } finally {
            asked = false;
        }
    }

    /** What a server is told to do. */
    interface Order {
        void to(ChannelSftp channel) throws SftpException;
    }

    void tell(Order order) throws SftpException {
        tell(order, 0);
    }

    /** @param bytes how much it is to bring */
    void tell(Order order, long bytes) throws SftpException {
        ask(
                channel -> {
                    order.to(channel);
                    return order;
                },
                bytes);
    }

    /** Of an answer in parts: one has come. */
    void heard() {
        heardAt = System.nanoTime();
    }

    private void watch() {
        long now = System.nanoTime();
        long left = asked ? Math.min(heardAt + patience - now, endsAt - now) : patience;
        if (left <= 0) {
            close();
        } else if (!closed) {
            watchIn(left);
        }
    }

    private void watchIn(long nanos) {
        CompletableFuture.delayedExecutor(nanos, TimeUnit.NANOSECONDS).execute(this::watch);
    }

    boolean isGone() {
        return closed || !session.isConnected();
    }

    @Override
    public void close() {
        closed = true;
        channel.disconnect();
        session.disconnect();
    }
}
