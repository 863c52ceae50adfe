package vn.lienthong.scenario;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.springframework.util.FileSystemUtils;
import vn.lienthong.Application;
import vn.lienthong.sandbox.FreePorts;
import vn.lienthong.sandbox.soak.Installed;

/**
 * The classes under test as a jar with a start cache, from which a start takes half the time, as a ministry's does. Made by the
 * first short-lived connector of a test run, which is a quarter of a minute late for it, unless it was made of the same classes
 * before. A cache that Java finds not to fit is passed over. Beans are those the build decided on, as a ministry's are, unless
 * classes were compiled after that.
 */
final class QuickStart {

    private static final Path FOLDER = Path.of("target/quick-start").toAbsolutePath();

    /** Beside the folder, which is deleted when it is made anew. */
    private static final Path LOCK = FOLDER.resolveSibling("quick-start.lock");

    /** What a start asks for when the build has decided on the beans; made after all other classes. */
    private static final String DECIDED =
            Application.class.getName().replace('.', '/') + "__ApplicationContextInitializer.class";

    private QuickStart() {}

    static Installed installed() {
        return Shared.MADE;
    }

    /** One for all tests of the JVM, and of a test process beside it. */
    private static final class Shared {

        private static final Installed MADE = made();

        private static Installed made() {
            try (FileChannel channel = FileChannel.open(LOCK, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock held = channel.lock()) {
                return make(Installed.here());
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            } catch (InterruptedException ended) {
                throw new IllegalStateException(ended);
            }
        }
    }

    private static Installed make(Installed here) throws IOException, InterruptedException {
        List<Path> entries = Stream.of(here.classPath().split(File.pathSeparator))
                .map(Path::of)
                .toList();
        List<Path> folders = entries.stream().filter(Files::isDirectory).toList();
        Path jar = pack(folders);
        List<String> beans = List.of("-Dspring.aot.enabled=" + isDecided(folders));
        String classPath = Stream.concat(Stream.of(jar), entries.stream().filter(entry -> !Files.isDirectory(entry)))
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
        Path cache = jar.resolveSibling("connector.aot");
        if (Files.notExists(cache)) {
            train(new Installed(classPath, with(beans, "-XX:AOTCacheOutput=" + cache)), jar.resolveSibling("training"));
        }
        return new Installed(classPath, with(beans, "-XX:AOTCache=" + cache));
    }

    private static List<String> with(List<String> options, String another) {
        return Stream.concat(options.stream(), Stream.of(another)).toList();
    }

    private static boolean isDecided(List<Path> folders) throws IOException {
        for (Path folder : folders) {
            Path decided = folder.resolve(DECIDED);
            if (Files.exists(decided)) {
                return isNewest(decided, folder);
            }
        }
        return false;
    }

    /** What the build derives from the beans has two underscores in its name. */
    private static boolean isNewest(Path decided, Path folder) throws IOException {
        FileTime time = Files.getLastModifiedTime(decided);
        try (Stream<Path> newer = Files.find(
                folder,
                Integer.MAX_VALUE,
                (file, is) -> file.toString().endsWith(".class")
                        && !file.toString().contains("__")
                        && is.lastModifiedTime().compareTo(time) > 0)) {
            return newer.findAny().isEmpty();
        }
    }

    /** In a folder of its own for what is in it: a cache holds for the very file it was trained with. */
    private static Path pack(List<Path> folders) throws IOException {
        Path packed = Files.createTempFile("connector", ".jar");
        Stream.Builder<String> arguments = Stream.builder();
        Stream.of("--create", "--file=" + packed, "--no-compress", "--date=2026-01-01T00:00:00Z")
                .forEach(arguments);
        folders.forEach(folder -> arguments.add("-C").add(folder.toString()).add("."));
        int fault = ToolProvider.findFirst("jar")
                .orElseThrow()
                .run(System.out, System.err, arguments.build().toArray(String[]::new));
        if (fault != 0) {
            throw new IOException("jar ended with " + fault);
        }
        CRC32 sum = new CRC32();
        sum.update(Files.readAllBytes(packed));
        Path folder = FOLDER.resolve(Long.toHexString(sum.getValue()));
        Path jar = folder.resolve("connector.jar");
        if (Files.notExists(jar)) {
            FileSystemUtils.deleteRecursively(FOLDER); // what was made of other classes
            Files.createDirectories(folder);
            Files.copy(packed, jar);
        }
        Files.delete(packed);
        return jar;
    }

    private static void train(Installed training, Path folder) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        int[] ports = FreePorts.of(2);
        List<String> arguments = List.of(
                "--server.port=" + ports[0],
                "--management.server.port=" + ports[1],
                "--data.dir=" + folder.resolve("data"),
                "--inbox.dir=" + folder.resolve("inbox"));
        try (JavaProcess connector = JavaProcess.start(
                training, "vn.lienthong.Application", folder.resolve("log.txt"), Connector.SHORT_LIVED, arguments)) {
            connector.awaitAnswer("http://127.0.0.1:" + ports[1] + "/actuator/health");
            connector.stop(Duration.ofMinutes(5));
        }
    }
}
