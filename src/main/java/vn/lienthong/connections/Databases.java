package vn.lienthong.connections;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** The ministry's databases, by name. Safe for any number of threads. */
public final class Databases implements AutoCloseable {

    private final Map<String, DatabaseSettings> settings;
    private final Drivers drivers;

    /** @param drivers the folder of JDBC drivers that do not come along; need not be there */
    public Databases(Map<String, DatabaseSettings> settings, Path drivers) {
        this.settings = new TreeMap<>(settings);
        this.drivers = Drivers.in(drivers);
    }

    /**
     * The database of that name, without reaching for it.
     *
     * @throws IllegalArgumentException if none is set, or there is no driver for it
     */
    public Database find(String name) {
        DatabaseSettings found = settings.get(name);
        if (found == null) {
            throw new IllegalArgumentException("sources." + name + ".url is not set; set are: "
                    + (settings.isEmpty() ? "none" : String.join(", ", settings.keySet())));
        }
        return new Database(drivers.of(found.url()), found);
    }

    @Override
    public void close() throws IOException {
        drivers.close();
    }
}
