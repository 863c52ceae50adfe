package vn.lienthong.intake.inbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import vn.lienthong.dossier.Problem;
import vn.lienthong.intake.LedgerSide;
import vn.lienthong.intake.Sources;
import vn.lienthong.mapping.Mappings;
import vn.lienthong.relay.Flows;

/** The dropped files of all flows. Safe for any number of threads. */
public final class Inbox implements Sources {

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]*");

    private final InboxSettings settings;
    private final Reading reading;
    private final TopFolder top;
    private final Map<String, Problem> faults = new ConcurrentSkipListMap<>();
    private final InstantSource clock;
    private final RandomGenerator random;

    public Inbox(
            LedgerSide ledger,
            Flows flows,
            Mappings mappings,
            InboxSettings settings,
            InstantSource clock,
            RandomGenerator random) {
        this.settings = settings;
        this.reading = new Reading(ledger, flows, mappings, settings.page());
        this.top = new TopFolder(settings, new InboxReport(settings.dir(), faults), clock, random);
        this.clock = clock;
        this.random = random;
    }

    /**
     * Opens a flow's folder and makes it if it is not there.
     *
     * @param files which files at the top of the inbox are this flow's, as a glob: {@code so-theo-doi*.csv}
     * @throws IllegalArgumentException if the flow's name cannot be a folder's, or the pattern is none
     */
    public FlowInbox open(String flow, String files) {
        requireName("flow", flow);
        top.add(flow, files);
        return opened(flow, settings.dir().resolve(flow), new FromTheTop(flow));
    }

    /**
     * Opens a folder of its own for files that a supply brings for a flow.
     *
     * @param place the folder's name within the flow's
     * @throws IllegalArgumentException if the flow's name or the place cannot be a folder's
     */
    public FlowInbox open(String flow, String place, Supply supply) {
        requireName("flow", flow);
        requireName("place", place);
        return opened(flow, settings.dir().resolve(flow).resolve(place), supply);
    }

    private FlowInbox opened(String flow, Path folder, Supply supply) {
        InboxReport report = new InboxReport(folder, faults);
        FlowInbox opened = new FlowInbox(flow, folder, settings, reading, supply, report, clock, random);
        try {
            opened.prepare();
            return opened;
        } catch (IOException unwritable) {
            try {
                supply.close();
            } catch (IOException unimportant) {
                unwritable.addSuppressed(unimportant);
            }
            throw new UncheckedIOException("cannot make the folders of " + settings.dir(), unwritable);
        }
    }

    /** Folders that cannot be worked, files that were refused as a whole, and whatever else lies there and is not taken. */
    @Override
    public List<Problem> faults() {
        return List.copyOf(faults.values());
    }

    private static void requireName(String what, String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    what + ": expected a name of small letters, digits and hyphens, as in so-theo-doi-2020");
        }
    }

    /** Files at the top of the inbox, sorted into the folders of the flows they fit. */
    private final class FromTheTop implements Supply {

        private final String flow;

        FromTheTop(String flow) {
            this.flow = flow;
        }

        @Override
        public void prepare() throws IOException {
            top.sort();
        }

        @Override
        public void close() throws IOException {
            top.remove(flow);
        }
    }
}
