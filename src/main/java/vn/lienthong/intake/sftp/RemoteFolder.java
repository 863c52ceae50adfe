package vn.lienthong.intake.sftp;

import com.jcraft.jsch.ChannelSftp;
import com.jcraft.jsch.ChannelSftp.LsEntrySelector;
import com.jcraft.jsch.SftpATTRS;
import com.jcraft.jsch.SftpException;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;
import vn.lienthong.dossier.Problem;

/** One folder of a server, over one connection. Used by one thread. */
final class RemoteFolder implements AutoCloseable {

    private static final int MOST_OF_ONE_NAME = 10_000;

    /** What a list of all the files a folder may have is counted for. */
    private static final long LONGEST_LIST = 1_000_000;

    private final String folder;
    private final ServerConnection server;

    private RemoteFolder(String folder, ServerConnection server) {
        this.folder = folder.endsWith("/") ? folder : folder + "/";
        this.server = server;
    }

    static RemoteFolder open(ServerSettings server, String folder) throws SftpFault {
        return new RemoteFolder(folder, ServerConnection.open(server));
    }

    /**
     * Plain files only: no folder, no link.
     *
     * @param wanted by their names
     * @param most of more than these, the oldest
     * @return the oldest first
     */
    List<RemoteFile> files(Predicate<String> wanted, int most) throws SftpFault {
        TreeSet<RemoteFile> files = new TreeSet<>(RemoteFile.OLDEST_FIRST);
        try {
            server.tell(
                    channel -> channel.ls(quoted(folder), entry -> {
                        server.heard();
                        if (entry.getAttrs().isReg() && wanted.test(entry.getFilename())) {
                            files.add(file(entry.getFilename(), entry.getAttrs()));
                        }
                        if (files.size() > most) {
                            files.removeLast();
                        }
                        return LsEntrySelector.CONTINUE;
                    }),
                    LONGEST_LIST);
            return List.copyOf(files);
        } catch (SftpException failed) {
            throw fault(failed);
        }
    }

    Optional<RemoteFile> find(String name) throws SftpFault {
        try {
            SftpATTRS is = server.ask(channel -> channel.lstat(quoted(folder + name)));
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
     * @return false if it is not what it was: somebody wrote to it meanwhile, or took it away
     * @throws IOException the disk here failed
     */
    boolean fetch(RemoteFile file, Path to) throws SftpFault, IOException {
        try (FileChannel disk = FileChannel.open(
                        to, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);
                Bounded content = new Bounded(Channels.newOutputStream(disk), file.size(), server::heard)) {
            server.tell(channel -> channel.get(quoted(folder + file.name()), content), file.size());
            disk.force(true);
            if (!content.isWhole()) {
                return false;
            }
        } catch (SftpException failed) {
            if (failed.getCause() instanceof Bounded.Longer || failed.id == ChannelSftp.SSH_FX_NO_SUCH_FILE) {
                return false;
            }
            throw fault(failed);
        }
        Files.setLastModifiedTime(to, FileTime.from(file.modified()));
        return find(file.name()).filter(file::equals).isPresent();
    }

    /** A name in a folder within, which is made if it is not there, that no file has. */
    String placeFor(String name, String within) throws SftpFault {
        try {
            if (!isThere(within)) {
                server.tell(channel -> channel.mkdir(folder + within));
            }
            return within + "/" + free(name, within);
        } catch (SftpException failed) {
            throw notMoved(failed, folder + within);
        }
    }

    /** Moves a file within this folder. One that somebody puts in its place at that very moment is brought back. */
    void move(RemoteFile file, String place) throws SftpFault {
        try {
            rename(file.name(), place);
            boolean another = find(place).filter(is -> !is.isOf(file)).isPresent();
            if (another && !isThere(file.name())) {
                rename(place, file.name());
            }
        } catch (SftpException failed) {
            throw notMoved(failed, folder + place.substring(0, place.lastIndexOf('/')));
        }
    }

    /**
     * Moves a file back out of a folder within, unless there is another of its name by now.
     *
     * @return false if there is
     */
    boolean bringBack(String moved, String name) throws SftpFault {
        try {
            if (isThere(name)) {
                return false;
            }
            rename(moved, name);
            return true;
        } catch (SftpException failed) {
            throw notMoved(failed, folder);
        }
    }

    private SftpFault notMoved(SftpException failed, String to) {
        return isGone(failed)
                ? fault(failed)
                : new SftpFault(
                        Problem.of("intake.sftp-not-moved").with("folder", to).with("reason", reason(failed)));
    }

    private void rename(String from, String to) throws SftpException {
        server.tell(channel -> channel.rename(quoted(folder + from), quoted(folder + to)));
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
            server.ask(channel -> channel.lstat(quoted(folder + name)));
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
                server.tell(channel -> channel.rm(quoted(folder + name)));
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
        return !answered && (failed.getCause() != null || server.isGone());
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
        server.close();
    }
}
