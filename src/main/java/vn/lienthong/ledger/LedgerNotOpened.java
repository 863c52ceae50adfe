package vn.lienthong.ledger;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The ledger cannot be opened as it is, and nothing in it was changed; the start is refused. In Vietnamese and English. */
final class LedgerNotOpened extends RuntimeException {

    private final String advice;

    private LedgerNotOpened(String says, String advice, @Nullable Throwable cause) {
        super(says, cause);
        this.advice = advice;
    }

    String advice() {
        return advice;
    }

    static LedgerNotOpened inUse(Path folder) {
        return new LedgerNotOpened(
                "Một tiến trình khác đang dùng sổ cái trong %1$s. Another connector is at work on the ledger in %1$s. A ledger in a file serves one process."
                        .formatted(folder.toAbsolutePath()),
                "Dừng tiến trình kia, hoặc đặt data.dir riêng cho tiến trình này. Stop the other one, or give this one a data.dir of its own."
                        + " For several processes on one ledger set ledger.url to a PostgreSQL database.",
                null);
    }

    /** @param version of its newest migration, which this program does not know */
    static LedgerNotOpened newer(String where, String version, Throwable cause) {
        return new LedgerNotOpened(
                ("Sổ cái %1$s đã được một phiên bản mới hơn sử dụng (bước chuyển đổi %2$s). The ledger %1$s was kept by a newer version"
                                + " (migration %2$s), which knows of things this one would overlook.")
                        .formatted(where, version),
                "Cài lại phiên bản mới, hoặc khôi phục bản sao lưu lập trước khi nâng cấp. Install the newer version again, or put the"
                        + " backup in place that was made before the upgrade.",
                cause);
    }

    /** @param reason the database's own code */
    static LedgerNotOpened unusable(String where, String reason, Throwable cause) {
        return new LedgerNotOpened(
                "Không mở được sổ cái %1$s (%2$s). The ledger %1$s cannot be opened (%2$s).".formatted(where, reason),
                "SQLITE_CORRUPT, SQLITE_NOTADB: tệp hỏng, giữ lại tệp đó và khôi phục bản sao lưu mới nhất. Mã khác: kiểm tra quyền ghi, dung"
                        + " lượng đĩa của data.dir, hoặc ledger.url, tài khoản và máy chủ. SQLITE_CORRUPT, SQLITE_NOTADB: the file is"
                        + " damaged; keep it, and put the newest backup in place. Otherwise look at the rights and the room of data.dir,"
                        + " or at ledger.url, the account and the server.",
                cause);
    }

    /** @param path the folder or file that cannot be made or written */
    static LedgerNotOpened noPlace(Path path, IOException cause) {
        String reason = cause.getClass().getSimpleName();
        return new LedgerNotOpened(
                ("Không tạo hoặc không ghi được %1$s (%2$s), nơi đặt sổ cái. %1$s, where the ledger belongs, cannot be made or"
                                + " written (%2$s).")
                        .formatted(path.toAbsolutePath(), reason),
                "Kiểm tra data.dir: phải là một thư mục mà người dùng chạy chương trình ghi được, cùng các tệp trong đó (tệp vừa khôi phục từ bản"
                        + " sao lưu cũng vậy), trên ổ đĩa không chỉ đọc và còn chỗ. Look at data.dir: it must be a folder that the"
                        + " connector's user can write to, and so must the files in it be (one put back from a backup too), on a"
                        + " disk that is not read-only and has room.",
                cause);
    }

    static LedgerNotOpened journalAlone(Path file) {
        return new LedgerNotOpened(
                ("Tệp %1$s không có hoặc rỗng, nhưng nhật ký %1$s-wal của nó thì không. The file %1$s is not there or empty, but its"
                                + " journal %1$s-wal is not: records may be in it.")
                        .formatted(file.toAbsolutePath()),
                "Đưa đúng ledger.db về cạnh nhật ký đó. Nếu không còn: cất cả thư mục đi, rồi khôi phục bản sao lưu. Put the very ledger.db back beside"
                        + " it. If that is lost, keep the folder elsewhere and put a backup in place.",
                null);
    }
}
