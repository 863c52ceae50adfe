package vn.lienthong.intake.sftp;

import com.jcraft.jsch.ChannelSftp;
import com.jcraft.jsch.ChannelSftp.LsEntrySelector;
import com.jcraft.jsch.JSch;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.Session;
import com.jcraft.jsch.SftpATTRS;
import com.jcraft.jsch.SftpException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vn.lienthong.dossier.Problem;

/** One folder of a server, over one connection. Used by one thread. */
final class RemoteFolder implements AutoCloseable {

    /** Of more files than these, the others are seen when some have gone. */
    private static final int MOST_FILES = 10_000;

    private static final int MOST_OF_ONE_NAME = 10_000;

    private final String folder;
    private final Session session;
    private final ChannelSftp channel;

    private RemoteFolder(String folder, Session session, ChannelSftp channel) {
        this.folder = folder.endsWith("/") ? folder : folder + "/";
        this.session = session;
        this.channel = channel;
    }

    static RemoteFolder open(ServerSettings server, String folder) throws SftpFault {
        HostKeys hostKeys = new HostKeys(server.hostKey());
        int timeout = Math.toIntExact(server.timeout().toMillis());
        try {
            Session session = session(server, hostKeys);
            session.connect(timeout);
            try {
                ChannelSftp channel = (ChannelSftp) session.openChannel("sftp");
                channel.connect(timeout);
                return new RemoteFolder(folder, session, channel);
            } catch (JSchException failed) {
                session.disconnect();
                throw failed;
            }
        } catch (JSchException failed) {
            throw new SftpFault(notOpened(failed, hostKeys, server));
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

    /** Plain files only: no folder, no link. */
    List<RemoteFile> files() throws SftpFault {
        List<RemoteFile> files = new ArrayList<>();
        try {
            channel.ls(quoted(folder), entry -> {
                if (entry.getAttrs().isReg()) {
                    files.add(file(entry.getFilename(), entry.getAttrs()));
                }
                return files.size() < MOST_FILES ? LsEntrySelector.CONTINUE : LsEntrySelector.BREAK;
            });
            return files;
        } catch (SftpException failed) {
            throw fault(failed);
        }
    }

    Optional<RemoteFile> find(String name) throws SftpFault {
        try {
            SftpATTRS is = channel.lstat(quoted(folder + name));
            return is.isReg() ? Optional.of(file(name, is)) : Optional.empty();
        } catch (SftpException failed) {
            if (failed.id == ChannelSftp.SSH_FX_NO_SUCH_FILE) {
                return Optional.empty();
            }
            throw fault(failed);
        }
    }

    private static RemoteFile file(String name, SftpATTRS is) {
        return new RemoteFile(name, is.getSize(), Instant.ofEpochSecond(Integer.toUnsignedLong(is.getMTime())));
    }

    /**
     * Fetches a file, to the disk, with its time.
     *
     * @return false if somebody wrote to it meanwhile
     * @throws IOException the disk here failed
     */
    boolean fetch(RemoteFile file, Path to) throws SftpFault, IOException {
        try (FileChannel disk = FileChannel.open(
                        to, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);
                Bounded content = new Bounded(Channels.newOutputStream(disk), file.size())) {
            channel.get(quoted(folder + file.name()), content);
            disk.force(true);
            if (!content.isWhole()) {
                return false;
            }
        } catch (SftpException failed) {
            if (failed.getCause() instanceof Bounded.Longer) {
                return false;
            }
            throw fault(failed);
        }
        Files.setLastModifiedTime(to, FileTime.from(file.modified()));
        return find(file.name()).filter(file::equals).isPresent();
    }

    /** Takes no more than was said. */
    private static final class Bounded extends OutputStream {

        private final OutputStream behind;
        private long left;

        Bounded(OutputStream behind, long size) {
            this.behind = behind;
            this.left = size;
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
        }

        @Override
        public void close() throws IOException {
            behind.close();
        }
    }

    /** Moves a file into a folder within, which is made if it is not there; never over another file. */
    void move(String name, String within) throws SftpFault {
        try {
            if (!isThere(within)) {
                channel.mkdir(folder + within);
            }
            channel.rename(quoted(folder + name), quoted(folder + within + "/" + free(name, within)));
        } catch (SftpException failed) {
            if (isGone(failed)) {
                throw fault(failed);
            }
            throw new SftpFault(Problem.of("intake.sftp-not-moved")
                    .with("folder", folder + within)
                    .with("reason", reason(failed)));
        }
    }

    private String free(String name, String within) throws SftpException {
        int dot = name.lastIndexOf('.') > 0 ? name.lastIndexOf('.') : name.length();
        String free = name;
        for (int n = 2; n < MOST_OF_ONE_NAME && isThere(within + "/" + free); n++) {
            free = name.substring(0, dot) + "-" + n + name.substring(dot);
        }
        return free;
    }

    private boolean isThere(String name) throws SftpException {
        try {
            channel.lstat(quoted(folder + name));
            return true;
        } catch (SftpException failed) {
            if (failed.id == ChannelSftp.SSH_FX_NO_SUCH_FILE) {
                return false;
            }
            throw failed;
        }
    }

    void remove(String name) throws SftpFault {
        try {
            if (isThere(name)) {
                channel.rm(quoted(folder + name));
            }
        } catch (SftpException failed) {
            throw fault(failed);
        }
    }

    private SftpFault fault(SftpException failed) {
        return new SftpFault(
                isGone(failed)
                        ? Problem.of("intake.sftp-unreachable").with("reason", "connection lost")
                        : Problem.of("intake.sftp-folder")
                                .with("folder", folder)
                                .with("reason", reason(failed)));
    }

    private boolean isGone(SftpException failed) {
        boolean answered = failed.id == ChannelSftp.SSH_FX_NO_SUCH_FILE
                || failed.id == ChannelSftp.SSH_FX_PERMISSION_DENIED
                || failed.id == ChannelSftp.SSH_FX_OP_UNSUPPORTED;
        return !answered && (failed.getCause() != null || !session.isConnected());
    }

    private static String reason(SftpException failed) {
        return switch (failed.id) {
            case ChannelSftp.SSH_FX_NO_SUCH_FILE -> "no such file";
            case ChannelSftp.SSH_FX_PERMISSION_DENIED -> "permission denied";
            default -> "SFTP status " + failed.id;
        };
    }

    /** The client takes names for patterns. */
    private static String quoted(String path) {
        return path.replaceAll("[\\\\*?]", "\\\\$0");
    }

    @Override
    public void close() {
        channel.disconnect();
        session.disconnect();
    }
}
