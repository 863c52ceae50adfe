package vn.lienthong.intake.inbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import vn.lienthong.intake.Intake;
import vn.lienthong.ledger.LedgerView;
import vn.lienthong.mapping.Mappings;
import vn.lienthong.relay.Flows;

/** The dropped files of all flows. Safe for any number of threads. */
public final class Inbox {

    private static final Pattern FLOW = Pattern.compile("[a-z0-9][a-z0-9-]*");

    private final InboxSettings settings;
    private final Reading reading;
    private final TopFolder top;
    private final InstantSource clock;
    private final RandomGenerator random;

    public Inbox(
            Intake intake,
            LedgerView view,
            Flows flows,
            Mappings mappings,
            InboxSettings settings,
            InstantSource clock,
            RandomGenerator random) {
        this.settings = settings;
        this.reading = new Reading(intake, view, flows, mappings, settings.page());
        this.top = new TopFolder(settings, clock, random);
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
        if (!FLOW.matcher(flow).matches()) {
            throw new IllegalArgumentException(
                    "flow: expected a name of small letters, digits and hyphens, as in so-theo-doi-2020");
        }
        top.add(flow, files);
        FlowInbox opened = new FlowInbox(flow, settings, reading, top, clock, random, () -> closed(flow));
        try {
            opened.prepare();
            return opened;
        } catch (IOException unwritable) {
            closed(flow);
            throw new UncheckedIOException("cannot make the folders of " + settings.dir(), unwritable);
        }
    }

    private void closed(String flow) {
        try {
            top.remove(flow);
        } catch (IOException unimportant) {
            throw new UncheckedIOException(unimportant);
        }
    }
}
