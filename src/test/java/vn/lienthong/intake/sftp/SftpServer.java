package vn.lienthong.intake.sftp;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.PublicKey;
import java.time.Duration;
import java.util.List;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.file.virtualfs.VirtualFileSystemFactory;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.sftp.server.SftpEventListener;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

/** A real SFTP server whose root is a folder of the test's; stopped and started again on the same port, with the same host key. */
public final class SftpServer implements AutoCloseable {

    public static final String USERNAME = "lienthong";
    public static final String PASSWORD = "TEST-PASSWORD";

    private final Path root;
    private final KeyPair hostKey;
    private final SftpSubsystemFactory sftp = new SftpSubsystemFactory();
    private @Nullable PublicKey allowed;
    private SshServer server;
    private int port;

    public SftpServer(Path root) throws Exception {
        this.root = Files.createDirectories(root);
        this.hostKey = KeyUtils.generateKeyPair(KeyPairProvider.ECDSA_SHA2_NISTP256, 256);
        this.server = started();
        this.port = server.getPort();
    }

    private SshServer started() throws IOException {
        SshServer starting = SshServer.setUpDefaultServer();
        starting.setHost("127.0.0.1");
        starting.setPort(port);
        starting.setKeyPairProvider(KeyPairProvider.wrap(hostKey));
        starting.setPasswordAuthenticator(
                (username, password, session) -> username.equals(USERNAME) && password.equals(PASSWORD));
        starting.setPublickeyAuthenticator(
                (username, key, session) -> allowed != null && KeyUtils.compareKeys(key, allowed));
        starting.setSubsystemFactories(List.of(sftp));
        starting.setFileSystemFactory(new VirtualFileSystemFactory(root));
        starting.start();
        return starting;
    }

    public void stop() throws IOException {
        server.stop(true);
    }

    public void start() throws IOException {
        server = started();
    }

    /** From the next connection on. */
    void listen(SftpEventListener listener) {
        sftp.addSftpEventListener(listener);
    }

    void ignore(SftpEventListener listener) {
        sftp.removeSftpEventListener(listener);
    }

    void allow(PublicKey key) {
        allowed = key;
    }

    int port() {
        return port;
    }

    String fingerprint() {
        return KeyUtils.getFingerPrint(hostKey.getPublic());
    }

    /** Waits a second, and no longer. */
    ServerSettings impatient() {
        return new ServerSettings(
                "127.0.0.1",
                port,
                USERNAME,
                PASSWORD,
                "",
                "",
                List.of(fingerprint()),
                Duration.ofSeconds(1),
                DataSize.ofMegabytes(1));
    }

    public ServerSettings settings() {
        return settings(PASSWORD, "", List.of(fingerprint()), DataSize.ofMegabytes(1));
    }

    ServerSettings settings(String password, String key, List<String> hostKeys, DataSize largest) {
        return new ServerSettings(
                "127.0.0.1", port, USERNAME, password, key, "", hostKeys, Duration.ofSeconds(5), largest);
    }

    @Override
    public void close() throws IOException {
        stop();
    }
}
