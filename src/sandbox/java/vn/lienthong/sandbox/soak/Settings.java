package vn.lienthong.sandbox.soak;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import vn.lienthong.sandbox.Options;
import vn.lienthong.sandbox.soak.plan.FaultKind;

/**
 * What a run is to be.
 *
 * @param database {@code sqlite} or {@code postgresql}
 * @param given a PostgreSQL server somebody else runs; null if the machine starts its own, which it can also kill
 * @param processes how many connectors; one on SQLite
 * @param kinds which faults may strike
 * @param senders how many records are pushed at the same time at most
 * @param dir a folder of the machine's own: logs, ledger, the portal's record, plan and report
 */
public record Settings(
        Database database,
        Ledger given,
        int processes,
        long seed,
        int faults,
        int dossiers,
        Set<FaultKind> kinds,
        int senders,
        Path dir) {

    /** Where the ledger is. */
    public enum Database {
        SQLITE,
        POSTGRESQL
    }

    /** A server that was given; no URL: none was. */
    public record Ledger(String url, String username, String password) {

        static final Ledger NONE = new Ledger("", "", "");
    }

    private static final int DOSSIERS_PER_FAULT = 6;

    /** The machine's own servers, with all that fits them. */
    public static Settings of(Database database, int processes, long seed, int faults, Path dir) {
        return new Settings(
                database,
                Ledger.NONE,
                processes,
                seed,
                faults,
                faults * DOSSIERS_PER_FAULT,
                fitting(EnumSet.allOf(FaultKind.class), database, true),
                16,
                dir);
    }

    static Settings of(Options options) {
        Ledger given = new Ledger(
                options.get("ledger.url", ""),
                options.get("ledger.username", "postgres"),
                options.get("ledger.password", ""));
        Database database = Database.valueOf(options.get("database", given.url().isEmpty() ? "sqlite" : "postgresql")
                .toUpperCase(Locale.ROOT));
        int faults = options.number("faults", 40);
        Set<FaultKind> kinds =
                options.has("only") ? FaultKind.named(words(options, "only")) : EnumSet.allOf(FaultKind.class);
        kinds.removeAll(FaultKind.named(words(options, "without")));
        return new Settings(
                database,
                given,
                options.number("processes", database == Database.SQLITE ? 1 : 3),
                Long.parseLong(options.get("seed", String.valueOf(System.currentTimeMillis() % 1_000_000))),
                faults,
                options.number("dossiers", faults * DOSSIERS_PER_FAULT),
                fitting(kinds, database, given.url().isEmpty()),
                options.number("senders", 16),
                Path.of(options.get("dir", "target/soak")).toAbsolutePath());
    }

    private static List<String> words(Options options, String name) {
        return List.of(options.get(name, "").split(","));
    }

    /** A server that was given is not ours to kill; a file has no server. */
    private static Set<FaultKind> fitting(Set<FaultKind> wanted, Database database, boolean ours) {
        Set<FaultKind> kinds = EnumSet.noneOf(FaultKind.class);
        wanted.stream()
                .filter(kind ->
                        kind.strikes() != FaultKind.Strikes.DATABASE || (database == Database.POSTGRESQL && ours))
                .filter(kind -> kind != FaultKind.DISK_FULL || database == Database.SQLITE)
                .forEach(kinds::add);
        return kinds;
    }

    /** How this run is made again. */
    public String command() {
        return "./lienthong soak --database=" + database.name().toLowerCase(Locale.ROOT) + " --processes=" + processes
                + " --seed=" + seed + " --faults=" + faults + " --dossiers=" + dossiers + kindsOption();
    }

    private String kindsOption() {
        Set<FaultKind> left = EnumSet.copyOf(
                fitting(EnumSet.allOf(FaultKind.class), database, given.url().isEmpty()));
        left.removeAll(kinds);
        return left.isEmpty()
                ? ""
                : " --without=" + left.stream().map(FaultKind::word).collect(Collectors.joining(","));
    }
}
