package vn.lienthong.sandbox.soak;

import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What connectors are started from.
 *
 * @param classPath what a ministry installs
 * @param jvmOptions what a JVM is told because of it, beside what its starter wants
 */
public record Installed(String classPath, List<String> jvmOptions) {

    public Installed {
        jvmOptions = List.copyOf(jvmOptions);
    }

    /** Our own class path without the sandbox, the tests, and what came along with the sandbox. */
    public static Installed here() {
        Path sandbox = ourOwn();
        Path libraries = sandbox.resolveSibling("lib");
        String classPath = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> Path.of(entry).toAbsolutePath())
                .filter(entry -> !entry.equals(sandbox) && !libraries.equals(entry.getParent()))
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
        return new Installed(classPath, List.of());
    }

    private static Path ourOwn() {
        try {
            return Path.of(Installed.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException odd) {
            throw new IllegalStateException(odd);
        }
    }
}
