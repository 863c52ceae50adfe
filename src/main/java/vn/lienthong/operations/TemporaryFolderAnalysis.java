package vn.lienthong.operations;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;

/** Says that nothing can be written to the temporary folder, whatever it was that failed for want of it. */
public final class TemporaryFolderAnalysis implements FailureAnalyzer {

    private final Path folder;

    public TemporaryFolderAnalysis() {
        this(Path.of(System.getProperty("java.io.tmpdir")));
    }

    TemporaryFolderAnalysis(Path folder) {
        this.folder = folder;
    }

    @Override
    public @Nullable FailureAnalysis analyze(Throwable failure) {
        if (Files.isDirectory(folder) && Files.isWritable(folder)) {
            return null;
        }
        return new FailureAnalysis(
                "Không có hoặc không ghi được thư mục tạm %1$s. The temporary folder %1$s is not there, or cannot be written."
                        .formatted(folder.toAbsolutePath()),
                "Cho người dùng chạy chương trình quyền ghi ở đó, hoặc chọn thư mục khác: JAVA_OPTS=-Djava.io.tmpdir=/thư/mục. Let the connector's"
                        + " user write there, or name another folder: JAVA_OPTS=-Djava.io.tmpdir=/a/folder.",
                failure);
    }
}
