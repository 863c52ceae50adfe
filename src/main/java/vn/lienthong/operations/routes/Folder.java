package vn.lienthong.operations.routes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The routes folder as it is at one moment: names of flows and templates, and what tells one version from another. */
record Folder(Map<String, Found> routes, Map<String, Found> templates, Set<Path> strays) {

    static final String ROUTE = ".camel.yaml";
    private static final String YAML = ".yaml";
    private static final String YML = ".yml";

    record Found(Path path, Stamp stamp) {}

    record Stamp(FileTime changed, long size, @Nullable Object key) {}

    /** A folder that is not there is a fault and not an empty one: what runs goes on when a disk is away. */
    static Folder look(Path dir) throws IOException {
        Map<String, Found> routes = new TreeMap<>();
        Set<Path> strays = new TreeSet<>();
        for (Path file : list(dir)) {
            String name = file.getFileName().toString();
            if (name.endsWith(ROUTE)) {
                put(routes, file, ROUTE);
            } else if (name.endsWith(YAML) || name.endsWith(YML)) {
                strays.add(file);
            }
        }
        Map<String, Found> templates = new TreeMap<>();
        Path shared = dir.resolve("templates");
        for (Path file : Files.isDirectory(shared) ? list(shared) : List.<Path>of()) {
            String name = file.getFileName().toString();
            if (name.endsWith(YAML)) {
                put(templates, file, name.endsWith(ROUTE) ? ROUTE : YAML);
            } else if (name.endsWith(YML)) {
                strays.add(file);
            }
        }
        return new Folder(routes, templates, strays);
    }

    private static List<Path> list(Path dir) throws IOException {
        try (Stream<Path> files = Files.list(dir)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    /** A file that is gone between listing and looking was deleted. */
    private static void put(Map<String, Found> found, Path file, String suffix) throws IOException {
        String name = file.getFileName().toString();
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            Stamp stamp = new Stamp(attributes.lastModifiedTime(), attributes.size(), attributes.fileKey());
            found.put(name.substring(0, name.length() - suffix.length()), new Found(file, stamp));
        } catch (NoSuchFileException deleted) {
            return;
        }
    }
}
