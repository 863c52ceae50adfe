package vn.lienthong.intake.sftp;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.lienthong.dossier.Problem;
import vn.lienthong.intake.Agency;
import vn.lienthong.intake.LedgerSide;
import vn.lienthong.intake.Page;
import vn.lienthong.intake.SettableClock;
import vn.lienthong.intake.Source;
import vn.lienthong.intake.SourceContract.Item;
import vn.lienthong.intake.inbox.Inbox;
import vn.lienthong.intake.inbox.InboxSettings;

/** A connector's process, as far as files of one folder of a real SFTP server go. */
final class SftpStage {

    static final String HEADER = "row;dossier;owner;status\n";

    static final int PAGE = 10;

    final SftpServer server;
    final Path folder;
    ServerSettings settings;
    Fetching fetching = fetching("");

    private final Side side;
    private @Nullable Servers servers;
    private @Nullable Source source;
    private int files;

    /** What the connector's process has beside its source. */
    record Side(Path inbox, Agency agency, SettableClock clock, LedgerSide ledger) {}

    SftpStage(SftpServer server, Path folder, Side side) throws IOException {
        this.server = server;
        this.folder = Files.createDirectories(folder);
        this.settings = server.settings();
        this.side = side;
    }

    static Fetching fetching(String marker) {
        return new Fetching(
                "csv-flow",
                "motcua",
                "/xuat",
                "*.csv",
                new Fetching.Complete(marker, Duration.ofSeconds(2)),
                new Fetching.Moved("done", "failed"),
                Duration.ofSeconds(1));
    }

    void start() {
        InboxSettings inbox = new InboxSettings(
                side.inbox(), Duration.ofSeconds(2), Duration.ofSeconds(1), Duration.ofSeconds(30), PAGE);
        Servers opened = new Servers(
                Map.of("motcua", settings),
                new Inbox(
                        side.ledger(),
                        side.agency(),
                        side.agency().mappings(),
                        inbox,
                        side.clock(),
                        RandomGenerator.of("Random")),
                side.ledger().memos(),
                side.clock());
        servers = opened;
        source = opened.open(fetching);
    }

    void stop() throws IOException {
        Source stopping = source;
        source = null;
        if (stopping != null) {
            stopping.close();
        }
    }

    /** As the next export, last written at its last item's time. */
    void put(List<Item> items) throws IOException {
        String rows = items.stream()
                .map(item -> "1;" + item.dossier() + ";" + item.owner() + ";new\n")
                .collect(Collectors.joining());
        put("export" + ++files + ".csv", HEADER + rows, items.getLast().changedAt());
    }

    void put(String name, String content, LocalDateTime written) throws IOException {
        Path file = Files.writeString(folder.resolve(name), content);
        Files.setLastModifiedTime(file, FileTime.from(time(written)));
    }

    /** The server tells no later time: its seconds have 31 bits. */
    private static Instant time(LocalDateTime written) {
        Instant changed = written.toInstant(ZoneOffset.ofHours(7));
        Instant latest = Instant.parse("2038-01-01T00:00:00Z");
        return changed.isAfter(latest) ? latest : changed;
    }

    void look() throws Exception {
        requireNonNull(source).step(Page::enter);
        side.clock().advance(Duration.ofSeconds(2));
    }

    /** Looks until there is nothing more to do. */
    void work() throws Exception {
        for (int look = 0; look < 4; look++) {
            while (requireNonNull(source).step(Page::enter)) {
                // Until there is nothing more to do.
            }
            side.clock().advance(Duration.ofSeconds(2));
        }
    }

    Instant now() {
        return side.clock().instant();
    }

    void minutesPass(int minutes) {
        side.clock().advance(Duration.ofMinutes(minutes));
    }

    List<Problem> problems() {
        return servers == null ? List.of() : servers.faults();
    }

    List<String> faults() {
        return problems().stream().map(Problem::code).toList();
    }
}
