package vn.lienthong.sandbox.soak.plan;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** The ways in which things go wrong. */
public enum FaultKind {
    /** kill -9 of a connector, which is started again. */
    KILL(Strikes.CONNECTOR, 4, 0, 1500),
    /** SIGTERM to a connector, which is started again. */
    STOP(Strikes.CONNECTOR, 1, 0, 500),
    /** SIGSTOP of a connector for longer than its lease, then SIGCONT. */
    PAUSE(Strikes.CONNECTOR, 3, 4500, 9000),
    /** A connector's clock is moved by minutes, forwards or back, and set right again. */
    CLOCK(Strikes.CONNECTOR, 2, 1000, 5000),
    /** A connector can write nothing more to its disk; SQLite only. */
    DISK_FULL(Strikes.CONNECTOR, 3, 1000, 4000),
    /** The database is stopped at once ({@code immediate}) and started again; PostgreSQL only. */
    DATABASE_STOP(Strikes.DATABASE, 2, 0, 3000),
    /** kill -9 of all the database's processes, and a start after it; PostgreSQL only. */
    DATABASE_KILL(Strikes.DATABASE, 2, 0, 3000),
    /** Connections to the portal are refused. */
    PORTAL_GONE(Strikes.PORTAL, 2, 500, 4000),
    /** The portal drops each connection before it has looked at the message. */
    PORTAL_DROPS(Strikes.PORTAL, 3, 500, 4000),
    /** The portal takes each message and drops the connection before it answers. */
    PORTAL_CUTS(Strikes.PORTAL, 4, 500, 3000),
    /** The portal takes each message and answers later than anybody waits. */
    PORTAL_SLOW(Strikes.PORTAL, 3, 1000, 4000),
    /** 503 with Retry-After. */
    PORTAL_UNAVAILABLE(Strikes.PORTAL, 3, 500, 4000),
    /** Every session is refused; logging in works. */
    PORTAL_REFUSES_SESSIONS(Strikes.PORTAL, 2, 500, 3000),
    /** All sessions end at once; logging in works, and the new ones hold. */
    PORTAL_FORGETS_SESSIONS(Strikes.PORTAL, 2, 0, 0),
    /** 500 with a code of the portal's own, and nothing taken. */
    PORTAL_FAILS(Strikes.PORTAL, 3, 500, 4000),
    /** A page of the adapter instead of an answer. */
    PORTAL_HTML(Strikes.PORTAL, 3, 500, 4000);

    /** What a fault strikes. */
    public enum Strikes {
        CONNECTOR,
        DATABASE,
        PORTAL;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Strikes strikes;
    private final int weight;
    private final int shortest;
    private final int longest;

    FaultKind(Strikes strikes, int weight, int shortest, int longest) {
        this.strikes = strikes;
        this.weight = weight;
        this.shortest = shortest;
        this.longest = longest;
    }

    public Strikes strikes() {
        return strikes;
    }

    int weight() {
        return weight;
    }

    /** Milliseconds. */
    int shortest() {
        return shortest;
    }

    /** Milliseconds. */
    int longest() {
        return longest;
    }

    /** {@code portal-slow}: as options and reports call it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** @throws IllegalArgumentException if a word is none */
    public static Set<FaultKind> named(List<String> words) {
        return words.stream()
                .filter(word -> !word.isBlank())
                .map(word -> Arrays.stream(values())
                        .filter(kind -> kind.word().equals(word.strip()))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException("no such fault: " + word + "; there are "
                                + Arrays.stream(values()).map(FaultKind::word).collect(Collectors.joining(", ")))))
                .collect(Collectors.toSet());
    }
}
