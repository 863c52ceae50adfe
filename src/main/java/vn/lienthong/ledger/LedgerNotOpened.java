package vn.lienthong.ledger;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.stream.Collectors;
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
    static LedgerNotOpened unusable(String where, String reason, @Nullable Throwable cause) {
        return new LedgerNotOpened(
                "Không mở được sổ cái %1$s (%2$s). The ledger %1$s cannot be opened (%2$s).".formatted(where, reason),
                "SQLITE_CORRUPT, SQLITE_NOTADB: tệp hỏng, giữ lại tệp đó và khôi phục bản sao lưu mới nhất. Mã khác: kiểm tra quyền ghi, dung"
                        + " lượng đĩa của data.dir. SQLITE_CORRUPT, SQLITE_NOTADB: the file is damaged; keep it, and put the newest"
                        + " backup in place. Otherwise look at the rights and the room of data.dir.",
                cause);
    }

    static LedgerNotOpened noLibrary(String temporary, Path folder) {
        return new LedgerNotOpened(
                ("Không chạy được thư viện của SQLite từ %1$s, cũng không từ %2$s. SQLite's library can be run neither from %1$s nor from"
                                + " %2$s.")
                        .formatted(temporary, folder.toAbsolutePath()),
                "Cần một thư mục ghi được, trên ổ đĩa không gắn noexec: JAVA_OPTS=-Dorg.sqlite.tmpdir=/thư/mục. It takes a folder that can be"
                        + " written, on a disk that is not mounted noexec: JAVA_OPTS=-Dorg.sqlite.tmpdir=/a/folder.",
                null);
    }

    static LedgerNotOpened noServer(String where, String reason, Throwable cause) {
        return new LedgerNotOpened(
                ("Không dùng được cơ sở dữ liệu của sổ cái %1$s (%2$s). The ledger's database %1$s cannot be reached, or takes nothing"
                                + " (%2$s).")
                        .formatted(where, reason),
                "Kiểm tra ledger.url, mạng và máy chủ PostgreSQL: đã chạy chưa, còn kết nối và đĩa trống không, có phải máy chủ chính (25006: chỉ đọc)."
                        + " Look at ledger.url, the network and the PostgreSQL server: whether it runs, has connections and room left, and"
                        + " is the primary one (25006: read-only).",
                cause);
    }

    static LedgerNotOpened accountRefused(String where, String reason, Throwable cause) {
        return new LedgerNotOpened(
                ("Máy chủ của sổ cái %1$s từ chối tài khoản (%2$s). The server of the ledger %1$s refuses the account (%2$s).")
                        .formatted(where, reason),
                "Kiểm tra ledger.username, ledger.password (hoặc tệp mà LEDGER_PASSWORD_FILE chỉ tới), và pg_hba.conf của máy chủ. Look at"
                        + " ledger.username, ledger.password (or the file that LEDGER_PASSWORD_FILE names), and at the server's pg_hba.conf.",
                cause);
    }

    static LedgerNotOpened noDatabase(String where, String reason, Throwable cause) {
        return new LedgerNotOpened(
                "Không có cơ sở dữ liệu %1$s (%2$s). There is no database %1$s (%2$s).".formatted(where, reason),
                "Sửa ledger.url, hoặc tạo cơ sở dữ liệu đó với mã hóa UTF8. Correct ledger.url, or have that database created, with the"
                        + " encoding UTF8 and the account as its owner.",
                cause);
    }

    static LedgerNotOpened notAllowed(String where, String reason, Throwable cause) {
        return new LedgerNotOpened(
                ("Tài khoản không đủ quyền trong %1$s (%2$s). The account may not do in %1$s what the ledger needs (%2$s).")
                        .formatted(where, reason),
                "Tài khoản phải tạo được bảng, và là chủ của các bảng đã có: GRANT CREATE, USAGE ON SCHEMA public TO tài_khoản, hoặc cho nó một"
                        + " schema riêng và đặt ?currentSchema=…. The account has to be able to make tables, and to own those there are:"
                        + " GRANT CREATE, USAGE ON SCHEMA public TO account, or give it a schema of its own and set ?currentSchema=….",
                cause);
    }

    static LedgerNotOpened encoding(String where, String encoding) {
        return new LedgerNotOpened(
                ("Cơ sở dữ liệu %1$s dùng mã hóa %2$s, không giữ được tiếng Việt. The database %1$s has the encoding %2$s, which cannot"
                                + " keep all Vietnamese text.")
                        .formatted(where, encoding),
                "Tạo cơ sở dữ liệu khác với mã hóa UTF8 và sửa ledger.url. Create another one with the encoding UTF8 and correct ledger.url:"
                        + " CREATE DATABASE lienthong OWNER account ENCODING 'UTF8' TEMPLATE template0.",
                null);
    }

    static LedgerNotOpened othersThere(String where, Throwable cause) {
        return new LedgerNotOpened(
                ("Trong %1$s đã có bảng không phải của sổ cái. In %1$s are tables that are not the ledger's.")
                        .formatted(where),
                "Dành riêng cho sổ cái một cơ sở dữ liệu, hoặc một schema: ?currentSchema=… trong ledger.url. Give the ledger a database of"
                        + " its own, or a schema: ?currentSchema=… in ledger.url.",
                cause);
    }

    /** @param missing what is not there, as far as it can be named */
    static LedgerNotOpened inPart(String where, Collection<String> missing) {
        String some = missing.stream().sorted().limit(5).collect(Collectors.joining(", "))
                + (missing.size() > 5 ? ", …" : "");
        return inPart(where, some, null);
    }

    /** @param what does not fit, in the database's or its migrations' own words */
    static LedgerNotOpened inPart(String where, String what, @Nullable Throwable cause) {
        return new LedgerNotOpened(
                ("Sổ cái %1$s thiếu một phần (%2$s). Of the ledger %1$s a part is missing (%2$s).")
                        .formatted(where, what),
                "Thường là bản sao lưu chưa khôi phục xong hoặc khôi phục có lỗi. Giữ lại cơ sở dữ liệu này, xem lỗi của lần khôi phục, rồi khôi phục trọn"
                        + " vẹn bản sao lưu vào một cơ sở dữ liệu trống (pg_restore --exit-on-error). Most likely a backup is still"
                        + " being put in place, or was with errors. Keep this one, look at those errors, and restore the whole backup"
                        + " into an empty database (pg_restore --exit-on-error).",
                cause);
    }

    /** @param names of keys that closed something and are not there */
    static LedgerNotOpened keyMissing(String where, Collection<String> names) {
        return new LedgerNotOpened(
                ("Trong sổ cái %1$s còn nội dung được mã hóa bằng khóa %2$s, mà ledger.keys không có. In the ledger %1$s bodies are"
                                + " closed with key %2$s, which ledger.keys lacks.")
                        .formatted(where, String.join(", ", names)),
                "Đưa khóa đó trở lại ledger.keys (hoặc tệp mà LEDGER_KEYS_FILE chỉ tới), sau khóa đang dùng. Put that key back into ledger.keys"
                        + " (or the file that LEDGER_KEYS_FILE names), behind the one in use. A key may go when retention has"
                        + " deleted what it closed.",
                null);
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

    static LedgerNotOpened journalOfAnother(Path file) {
        return new LedgerNotOpened(
                ("Nhật ký %1$s-wal không phải của tệp %1$s này. The journal %1$s-wal is not of this file %1$s: it is of what was there"
                                + " before.")
                        .formatted(file.toAbsolutePath()),
                "Thường là bản sao lưu đã được đặt vào mà không cất ledger.db-wal và ledger.db-shm cũ. Cất hai tệp đó đi rồi khởi động lại. Most"
                        + " likely a backup was put in place, and ledger.db-wal and ledger.db-shm were not taken away. Keep these two"
                        + " elsewhere, and start again.",
                null);
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
