package vn.lienthong.intake.sftp;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import vn.lienthong.dossier.Problem;
import vn.lienthong.intake.Source;
import vn.lienthong.intake.SourceReport;
import vn.lienthong.intake.Sources;
import vn.lienthong.intake.inbox.Inbox;
import vn.lienthong.ledger.Memos;

/** The ministry's SFTP servers as sources, and what is wrong with them now. Safe for any number of threads. */
public final class Servers implements Sources {

    private final Map<String, ServerSettings> servers;
    private final Inbox inbox;
    private final Memos memos;
    private final InstantSource clock;
    private final Map<String, Problem> faults = new ConcurrentSkipListMap<>();

    /** @param servers by name */
    public Servers(Map<String, ServerSettings> servers, Inbox inbox, Memos memos, InstantSource clock) {
        this.servers = new TreeMap<>(servers);
        this.inbox = inbox;
        this.memos = memos;
        this.clock = clock;
    }

    /**
     * Opens a folder without reaching for its server: that is a step's business, and tried again and again.
     *
     * @throws IllegalArgumentException if the settings know no such server
     */
    public Source open(Fetching fetching) {
        ServerSettings server = servers.get(fetching.server());
        if (server == null) {
            throw new IllegalArgumentException("server: sftp." + fetching.server() + ".host is not set; set are: "
                    + (servers.isEmpty() ? "none" : String.join(", ", servers.keySet())));
        }
        SourceReport report = new SourceReport(fetching.flow(), fetching.server(), faults);
        return inbox.open(
                fetching.flow(), "sftp-" + fetching.server(), new SftpSupply(fetching, server, report, memos, clock));
    }

    /** Servers that cannot be reached or are not who they should be, folders, files that are left. Empty when all is well. */
    @Override
    public List<Problem> faults() {
        return List.copyOf(faults.values());
    }
}
