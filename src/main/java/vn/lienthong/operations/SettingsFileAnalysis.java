package vn.lienthong.operations;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;

/** Says where a file of settings is no YAML. The line itself is not shown: a password may stand in it. */
public final class SettingsFileAnalysis extends AbstractFailureAnalyzer<YAMLException> {

    /** Where Spring looks for them. */
    private static final List<String> FILES =
            List.of("application.yaml", "application.yml", "config/application.yaml", "config/application.yml");

    private final Path folder;

    public SettingsFileAnalysis() {
        this(Path.of(""));
    }

    SettingsFileAnalysis(Path folder) {
        this.folder = folder;
    }

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable failure, YAMLException cause) {
        if (!isOfSettings(cause)) {
            return null;
        }
        return new FailureAnalysis(
                "Không đọc được tệp cài đặt %1$s, %2$s. The file of settings %1$s cannot be read, %2$s."
                        .formatted(files(), place(cause)),
                "Sửa dòng đó: thụt lề bằng dấu cách, không bằng tab; mỗi tên một lần; giá trị có dấu đặc biệt thì đặt trong ngoặc kép. Correct that"
                        + " line: indent by spaces, never by tabs; each name once; put quotes around a value with special characters.",
                cause);
    }

    private static boolean isOfSettings(YAMLException cause) {
        return Stream.of(cause.getStackTrace())
                .anyMatch(frame -> frame.getClassName().contains("OriginTrackedYaml"));
    }

    private String files() {
        String found = FILES.stream()
                .map(folder::resolve)
                .filter(Files::exists)
                .map(file -> file.toAbsolutePath().normalize().toString())
                .collect(Collectors.joining(", "));
        return found.isEmpty() ? "application.yaml" : found;
    }

    private static String place(YAMLException cause) {
        if (!(cause instanceof MarkedYAMLException marked)) {
            return cause.getClass().getSimpleName();
        }
        return Optional.ofNullable(marked.getProblemMark())
                .map(mark -> "line %d, column %d: %s"
                        .formatted(mark.getLine() + 1, mark.getColumn() + 1, marked.getProblem()))
                .orElse(String.valueOf(marked.getProblem()));
    }
}
