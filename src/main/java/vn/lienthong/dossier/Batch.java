package vn.lienthong.dossier;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Records of one dossier on their way through one delivery route, in the order in which they are owed. It is the body of
 * the route's message: a mapping step fills in what each record becomes, or what is wrong with it; a counterpart's step
 * sends what {@link #ready()} gives. Used by one thread at a time.
 */
public final class Batch {

    private final String flow;
    private final @Nullable DossierNo dossier;
    private final boolean known;
    private final List<Item> items;
    private final boolean shadow;
    private final BooleanSupplier mayBeSent;

    /** A batch that nobody can take away. */
    public Batch(String flow, @Nullable DossierNo dossier, boolean known, List<Item> items) {
        this(flow, dossier, known, items, false, () -> true);
    }

    /**
     * @param known the counterpart has confirmed this dossier before, by our own receipts
     * @param shadow nothing of it may be sent, see {@link #isShadow()}
     * @param mayBeSent whether the dossier still is in this worker's hands
     */
    public Batch(
            String flow,
            @Nullable DossierNo dossier,
            boolean known,
            List<Item> items,
            boolean shadow,
            BooleanSupplier mayBeSent) {
        this.flow = flow;
        this.dossier = dossier;
        this.known = known;
        this.items = List.copyOf(items);
        this.shadow = shadow;
        this.mayBeSent = mayBeSent;
    }

    public String flow() {
        return flow;
    }

    /** The dossier all items belong to; null if the record did not say which, and then there is one item only. */
    public @Nullable DossierNo dossier() {
        return dossier;
    }

    /** Whether the counterpart has confirmed this dossier before, by our own receipts. */
    public boolean known() {
        return known;
    }

    /**
     * Whether the flow is in shadow mode: the counterpart may be asked what it has, and nothing is sent. {@link #ready()} is
     * empty then, so a step that knows nothing of shadow mode finds nothing to send.
     */
    public boolean isShadow() {
        return shadow;
    }

    /**
     * To be asked before each message to the counterpart. False: another worker may have the dossier by now, so nothing
     * more goes out.
     */
    public boolean mayBeSent() {
        return mayBeSent.getAsBoolean();
    }

    public List<Item> items() {
        return items;
    }

    /** What may be sent without overtaking anything: all that is {@link #mapped()}, and in shadow mode nothing. */
    public List<Item> ready() {
        return shadow ? List.of() : mapped();
    }

    /** The mapped items before the first one with a problem, whether or not they may be sent. */
    public List<Item> mapped() {
        List<Item> mapped = new ArrayList<>();
        for (Item item : items) {
            if (item.mapped == null || !item.problems.isEmpty()) {
                break;
            }
            mapped.add(item);
        }
        return mapped;
    }

    /** One record of the batch. */
    public static final class Item {

        private final long delivery;
        private final SourceRecord record;
        private final boolean interrupted;
        private @Nullable MappedRecord mapped;
        private List<Problem> problems = List.of();

        /** @param interrupted an earlier attempt ended without an answer: the counterpart may already have this record */
        public Item(long delivery, SourceRecord record, boolean interrupted) {
            this.delivery = delivery;
            this.record = record;
            this.interrupted = interrupted;
        }

        public long delivery() {
            return delivery;
        }

        public SourceRecord record() {
            return record;
        }

        public boolean interrupted() {
            return interrupted;
        }

        public @Nullable MappedRecord mapped() {
            return mapped;
        }

        public List<Problem> problems() {
            return problems;
        }

        public void becomes(MappedRecord result) {
            mapped = result;
        }

        /** A person must look: the item becomes a dead letter and parks its lane. */
        public void fails(List<Problem> reasons) {
            problems = List.copyOf(reasons);
        }
    }
}
