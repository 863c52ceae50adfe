package vn.lienthong.intake.inbox;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.lienthong.intake.LedgerSide;
import vn.lienthong.intake.Page;
import vn.lienthong.intake.SourceContract;

/** Dropped files keep what every source keeps. A run of items of one time is a file, last written at that time. */
class InboxSourceTest extends SourceContract {

    private @Nullable FlowInbox inbox;
    private int files;

    private Path folder() {
        return dir.resolve("inbox");
    }

    private Path away() {
        return dir.resolve("unmounted");
    }

    @Override
    protected void start() {
        InboxSettings settings =
                new InboxSettings(folder(), Duration.ofSeconds(2), Duration.ofSeconds(1), Duration.ofSeconds(30), PAGE);
        inbox = new Inbox(
                        new LedgerSide(intake, ledger.view, ledger.memos),
                        agency,
                        agency.mappings(),
                        settings,
                        clock,
                        RandomGenerator.of("Random"))
                .open("csv-flow", "");
    }

    @Override
    protected void stop() throws IOException {
        FlowInbox stopping = inbox;
        inbox = null;
        if (stopping != null) {
            stopping.close();
        }
    }

    @Override
    protected void put(List<Item> items) throws IOException {
        Path file = Files.createDirectories(folder().resolve("csv-flow")).resolve("export" + ++files + ".csv");
        String rows = items.stream()
                .map(item -> "1;" + item.dossier() + ";" + item.owner() + ";new\n")
                .collect(Collectors.joining());
        Files.writeString(file, InboxFixture.HEADER + rows);
        Files.setLastModifiedTime(
                file, FileTime.from(items.getLast().changedAt().toInstant(ZoneOffset.ofHours(7))));
    }

    @Override
    protected void work() throws Exception {
        for (int look = 0; look < 3; look++) {
            while (requireNonNull(inbox).step(Page::enter)) {
                // Until there is nothing more to do.
            }
            clock.advance(Duration.ofSeconds(2));
        }
    }

    /** Nothing is told of a folder that holds nothing: an empty one and one that is not mounted look alike. */
    @Override
    protected boolean isWatched() {
        return false;
    }

    @Override
    protected void goAway() throws IOException {
        Files.move(folder(), away());
    }

    @Override
    protected void comeBack() throws Exception {
        Path csv = folder().resolve("csv-flow");
        try (var dropped = Files.list(away().resolve("csv-flow"))) {
            for (Path file : dropped.filter(Files::isRegularFile).toList()) {
                Files.move(file, csv.resolve(file.getFileName()));
            }
        }
    }

    @Override
    protected List<String> faults() {
        return List.of();
    }
}
