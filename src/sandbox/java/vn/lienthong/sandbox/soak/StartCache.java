package vn.lienthong.sandbox.soak;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Makes starts cheap where there will be many: a cache of what a connector loads, trained by one start. Only jars can be
 * cached, so a run from folders of classes goes without.
 */
final class StartCache {

    /** A trained start costs half of an untrained one, and the training as much as three: with so many faults it pays. */
    static final int WORTH_IT = 100;

    private StartCache() {}

    /** All connectors started afterwards make use of it. */
    static void train(Installation installation, String portal) throws IOException, InterruptedException {
        boolean jars = Stream.of(installation.classPath().split(File.pathSeparator))
                .allMatch(entry -> Files.isRegularFile(Path.of(entry)));
        if (!jars) {
            return;
        }
        Path cache = installation.dir().resolve("connector.aot");
        installation.startWith(List.of("-XX:AOTCacheOutput=" + cache));
        try (Connector training = new Connector(0, installation, portal, Map.of())) {
            training.start();
            training.stop();
        }
        installation.startWith(Files.exists(cache) ? List.of("-XX:AOTCache=" + cache) : List.of());
    }
}
