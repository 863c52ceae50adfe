package vn.lienthong.connections;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Stream;

/** JDBC drivers: those that come along (PostgreSQL, MariaDB), and the jars of a folder, for those whose licence forbids that. */
final class Drivers implements AutoCloseable {

    private final URLClassLoader loader;
    private final List<Driver> drivers;

    private Drivers(URLClassLoader loader) {
        this.loader = loader;
        this.drivers = ServiceLoader.load(Driver.class, loader).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
    }

    /** @param folder need not be there */
    static Drivers in(Path folder) {
        return new Drivers(new URLClassLoader("jdbc-drivers", jars(folder), Drivers.class.getClassLoader()));
    }

    private static URL[] jars(Path folder) {
        if (!Files.isDirectory(folder)) {
            return new URL[0];
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .map(Drivers::url)
                    .toArray(URL[]::new);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("drivers.dir: cannot list " + folder, unreadable);
        }
    }

    private static URL url(Path jar) {
        try {
            return jar.toUri().toURL();
        } catch (MalformedURLException odd) {
            throw new UncheckedIOException(odd);
        }
    }

    /** @throws IllegalArgumentException if there is none for this address */
    Driver of(String url) {
        return drivers.stream()
                .filter(driver -> accepts(driver, url))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no JDBC driver for jdbc:" + url.split(":", 3)[1]
                        + "; put its jar into the folder drivers.dir"));
    }

    private static boolean accepts(Driver driver, String url) {
        try {
            return driver.acceptsURL(url);
        } catch (SQLException notItsOwn) {
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        loader.close();
    }
}
