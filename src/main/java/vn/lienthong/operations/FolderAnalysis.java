package vn.lienthong.operations;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.core.env.Environment;

/**
 * Says that a folder of definitions is not there, whatever it was that failed for want of it: most often the connector was
 * started in another folder than its own, where it would have begun an empty ledger too.
 */
public final class FolderAnalysis implements FailureAnalyzer {

    private static final List<String> SETTINGS = List.of("routes.dir", "mappings.dir");

    private final Environment environment;

    /** @param environment the settings of the start that failed */
    public FolderAnalysis(Environment environment) {
        this.environment = environment;
    }

    @Override
    public @Nullable FailureAnalysis analyze(Throwable failure) {
        return SETTINGS.stream()
                .filter(setting -> !Files.isDirectory(folder(setting)))
                .findFirst()
                .map(setting -> new FailureAnalysis(
                        "Không có thư mục %1$s (cài đặt %2$s). There is no folder %1$s (setting %2$s)."
                                .formatted(folder(setting).toAbsolutePath().normalize(), setting),
                        ("Khởi động trong thư mục của Liên Thông, hoặc đặt %1$s; cũng xem data.dir, vì đường dẫn tương đối tính từ"
                                        + " thư mục hiện tại. Start in the connector's own folder, or set %1$s; look at"
                                        + " data.dir too, since relative paths begin at the current folder.")
                                .formatted(setting),
                        failure))
                .orElse(null);
    }

    private Path folder(String setting) {
        return Path.of(environment.getProperty(setting, ""));
    }
}
