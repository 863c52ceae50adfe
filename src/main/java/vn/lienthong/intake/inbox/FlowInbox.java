package vn.lienthong.intake.inbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienthong.dossier.Problem;
import vn.lienthong.intake.Source;
import vn.lienthong.ledger.Ledger.LedgerUnavailable;
import vn.lienthong.mapping.SourceFormat.UnreadableFile;

/**
 * The inbox of one flow. A step looks for a file, checks it, has one page entered, or publishes it, and leaves on disk what
 * the next one needs to go on.
 */
public final class FlowInbox implements Source {

    private static final Logger LOG = LoggerFactory.getLogger(FlowInbox.class);

    private static final String LEDGER_AWAY =
            "The ledger cannot be reached. Rows of {} wait in their file and go on when it can.";

    private final String flow;
    private final Path folder;
    private final Path taking;
    private final FolderLock lock;
    private final Drops drops;
    private final Stuck stuck;
    private final LateWrites lateWrites;
    private final Deque<Path> waiting = new ArrayDeque<>();
    private final Duration poll;
    private final Reading reading;
    private final Supply supply;
    private final InboxReport report;
    private final Duration grace;
    private final InstantSource clock;
    private final RandomGenerator random;
    private @Nullable Work work;

    FlowInbox(
            String flow,
            Path folder,
            InboxSettings settings,
            Reading reading,
            Supply supply,
            InboxReport report,
            InstantSource clock,
            RandomGenerator random) {
        this.flow = flow;
        this.folder = folder;
        this.taking = folder.resolve(".taking");
        this.lock = new FolderLock(taking.resolve("lock"));
        this.drops = new Drops(folder, settings.settle(), settings.grace(), clock);
        this.stuck = new Stuck(clock);
        this.lateWrites = new LateWrites(folder, taking, clock);
        this.poll = settings.poll();
        this.reading = reading;
        this.supply = supply;
        this.report = report;
        this.grace = settings.grace();
        this.clock = clock;
        this.random = random;
    }

    /** Makes the folders, so that people see where to drop. */
    void prepare() throws IOException {
        for (Path each : List.of(taking, target(false), target(true))) {
            Files.createDirectories(each);
        }
    }

    /** @throws IOException the disk, or what a page needs, failed; what was done is kept */
    @Override
    public boolean step(Carrier carrier) throws Exception {
        try {
            prepare();
            supply.prepare();
            if (!lock.hold()) {
                return false;
            }
            boolean goesOn = work(carrier);
            if (work == null) {
                report.works();
            }
            return goesOn;
        } catch (Throwable failed) {
            // What is on disk is true; what is in memory may be half done.
            drop();
            if (failed instanceof IOException || failed instanceof Error) {
                report.fails(flow, failed);
            }
            throw failed;
        }
    }

    private boolean work(Carrier carrier) throws Exception {
        Work current = work;
        if (current == null) {
            work = nextWork();
            return work != null;
        }
        boolean goesOn = current.step(carrier);
        if (current.isOver()) {
            work = null;
        }
        return goesOn;
    }

    @Override
    public Duration pause() {
        return supply.pause(poll);
    }

    private @Nullable Work nextWork() throws IOException {
        for (TakeFolder left : TakeFolder.left(taking)) {
            Take take = left.load().orElse(null);
            if (take == null || (take.phase() == Take.Phase.CHECKING && !left.holds(take))) {
                left.remove();
            } else {
                return goingOn(left, take);
            }
        }
        if (waiting.isEmpty()) {
            lateWrites.bringBack();
            waiting.addAll(stuck.without(drops.complete()));
            report.lookAtStuck(stuck.reasons());
            report.lookAtLeft(drops, drops.noFiles(grace));
            report.lookAtRefused(target(true));
        }
        while (!waiting.isEmpty()) {
            Path file = waiting.remove();
            Work begun = drops.isUnchanged(file) ? takeOrPassOver(file) : null;
            if (begun != null) {
                return begun;
            }
        }
        Path brought = supply.next(folder);
        return brought == null ? null : take(brought);
    }

    private @Nullable Work goingOn(TakeFolder left, Take take) throws IOException {
        Work work = new Work(left, take);
        try {
            if (reading.isInLedger(flow, take)) {
                LOG.info("Going on with a file of {} after row {}.", flow, take.rowsDone());
            } else {
                LOG.warn(
                        "The ledger lacks rows that were taken of a file of {}: it is an older one, or another. The file is"
                                + " taken from its first row.",
                        flow);
                work.save(take.sound(take.sha256(), take.size(), take.modified()));
            }
            return work;
        } catch (LedgerUnavailable away) {
            LOG.warn(LEDGER_AWAY, flow);
            return null;
        }
    }

    /** One file that is kept where it is must not hold up those behind it; a folder of which none can be taken fails as a whole. */
    private @Nullable Work takeOrPassOver(Path file) throws IOException {
        try {
            Work begun = take(file);
            stuck.moved(file);
            return begun;
        } catch (AtomicMoveNotSupportedException otherDisk) {
            throw otherDisk;
        } catch (FileSystemException kept) {
            if (!file.toString().equals(kept.getFile()) || !Files.isWritable(folder)) {
                throw kept;
            }
            stuck.add(file, kept);
            if (stuck.reasons().size() == 1) {
                // How many there are is told at the next look, in one line of the log.
                report.lookAtStuck(stuck.reasons());
            }
            return null;
        }
    }

    private @Nullable Work take(Path file) throws IOException {
        Take begun = Take.begun(
                file.getFileName().toString(), String.format("%04x", random.nextInt(0x10000)), clock.instant());
        try {
            return new Work(TakeFolder.take(file, taking, begun), begun);
        } catch (NoSuchFileException gone) {
            return null;
        }
    }

    private Path target(boolean refused) {
        return folder.resolve(refused ? "failed" : "done");
    }

    private void drop() {
        Work dropped = work;
        work = null;
        if (dropped != null) {
            dropped.stop();
        }
    }

    @Override
    public void close() throws IOException {
        report.end();
        supply.close();
        drop();
        lock.close();
    }

    /** One file in work, with its reader open. */
    private final class Work {

        private final TakeFolder place;
        private Take take;
        private @Nullable PageReader reader;
        private @Nullable FilePage page;
        private boolean over;

        Work(TakeFolder place, Take take) {
            this.place = place;
            this.take = take;
        }

        boolean isOver() {
            return over;
        }

        boolean step(Carrier carrier) throws Exception {
            try {
                return switch (take.phase()) {
                    case CHECKING -> check();
                    case ENTERING -> enterPage(carrier);
                    case PUBLISHING -> publish();
                };
            } catch (UnreadableFile refused) {
                stop();
                save(take.finished(refused.problem(), place.report().refuse(take.reportBytes(), refused.problem())));
                return true;
            }
        }

        private boolean check() throws IOException, UnreadableFile {
            // Of a file that is refused, too: what is written to it later is told by its size.
            take = take.ofSize(FileCheck.size(place.file(take)));
            save(reading.check(flow, take, place.file(take)));
            return true;
        }

        private boolean enterPage(Carrier carrier) throws Exception {
            FilePage current = page;
            if (current == null) {
                current = nextPage();
                page = current;
            }
            if (current == null) {
                FileCheck.requireUnchanged(take, place.file(take));
                List<Problem> passedOver = passedOver();
                stop();
                save(take.finished(null, place.report().end(take.reportBytes(), passedOver)));
                return true;
            }
            carrier.carry(current);
            return settled(current);
        }

        /** Whoever gave a file without records may have meant to give some. */
        private List<Problem> passedOver() {
            List<Problem> all = new ArrayList<>();
            if (take.rowsDone() == 0) {
                all.add(Problem.of("intake.no-record"));
            }
            PageReader read = reader;
            if (read != null) {
                all.addAll(read.passedOver());
            }
            return all;
        }

        private @Nullable FilePage nextPage() throws IOException, UnreadableFile {
            PageReader open = reader;
            if (open == null) {
                open = reading.open(flow, take, place.file(take));
                reader = open;
            }
            return reading.page(flow, take, open, this::there);
        }

        /** The report first, then how far it is: what stands in the report behind that is cut off after a crash. */
        private boolean settled(FilePage entered) throws IOException {
            List<RowResult> results = entered.results();
            if (results == null) {
                return notEntered(entered.outcome());
            }
            Counts counts = take.counts();
            for (RowResult row : results) {
                counts = counts.plus(row);
            }
            long report = place.report().append(take.reportBytes(), results);
            save(take.advanced(entered.lastRow(), report, counts, entered.newest()));
            page = null;
            return true;
        }

        /** Whether to try at once. */
        private boolean notEntered(FilePage.Outcome outcome) {
            switch (outcome) {
                case LEDGER_AWAY -> LOG.warn(LEDGER_AWAY, flow);
                case OVERTAKEN -> LOG.debug("Rows of {} were entered by another. This page is compared anew.", flow);
                case SUPPLY_AWAY -> LOG.debug("Rows of {} wait until it is known whether others took them.", flow);
                case NOT_ENTERED, ENTERED ->
                    LOG.warn("The inbox route of {} did not enter its page. Give it the step intake:enter.", flow);
            }
            return outcome == FilePage.Outcome.OVERTAKEN;
        }

        private Supply.There there() {
            try {
                return supply.there(place.file(take));
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }

        private boolean publish() throws IOException {
            boolean refused = take.refused() != null;
            if (place.holds(take) && !supply.settled(place.file(take), refused)) {
                return false;
            }
            Path target = target(refused);
            if (take.publishedAs().isEmpty()) {
                place.writeSummary(Summary.of(take, flow, clock.instant()));
                save(take.publishedAs(Names.free(target, take.file(), TakeFolder.REPORT, TakeFolder.SUMMARY)));
            }
            if (place.holds(take)) {
                lateWrites.watch(place.file(take), target.resolve(take.publishedAs()), take);
            }
            try {
                place.publish(take, target);
            } catch (FileAlreadyExistsException other) {
                save(take.publishedAs(""));
                return true;
            }
            Summary.log(take, flow);
            over = true;
            return true;
        }

        private void save(Take newTake) throws IOException {
            place.save(newTake);
            take = newTake;
        }

        void stop() {
            PageReader open = reader;
            reader = null;
            page = null;
            if (open != null) {
                try {
                    open.close();
                } catch (IOException harmless) {
                    LOG.debug("A file that was only read did not close.", harmless);
                }
            }
        }
    }
}
