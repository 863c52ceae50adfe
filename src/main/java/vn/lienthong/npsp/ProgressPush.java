package vn.lienthong.npsp;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import vn.lienthong.dossier.Batch;
import vn.lienthong.dossier.Batch.Item;
import vn.lienthong.dossier.Problem;
import vn.lienthong.relay.Outcome;

/**
 * Adds progress entries to a dossier ({@code CapNhatTienDoHoSoMC}, npsp 7.3), in the order of their time. The portal
 * neither suppresses doubled entries nor lets anyone read them, so whoever repeats one says so. Entries of a dossier the
 * portal does not have wait for it; they are never refused for that.
 */
final class ProgressPush {

    static final String SERVICE = "CapNhatTienDoHoSoMC";
    private static final String TIME = "ThoiDiemXuLy";
    private static final String STATUS = "TrangThai";
    private static final Set<String> FINAL = Set.of("3", "8", "10");

    private final NpspSettings settings;

    ProgressPush(NpspSettings settings) {
        this.settings = settings;
    }

    private record Entry(Item item, String time, String status) {

        static Entry of(Item item) {
            var fields = TopFields.read(Items.mapped(item).body(), Set.of(TIME, STATUS));
            return new Entry(item, fields.getOrDefault(TIME, ""), fields.getOrDefault(STATUS, ""));
        }
    }

    Outcome send(Batch batch, Conversation conversation) {
        List<Item> items = inTimeOrder(batch.ready());
        if (items.size() > settings.batch().progress()) {
            return tooMany(items.size());
        }
        boolean asked = !batch.known() && settings.canAsk();
        if (asked) {
            switch (Lookup.ask(conversation, batch)) {
                case Lookup.Present there -> {}
                case Lookup.Absent none -> {
                    return notThereYet();
                }
                case Lookup.NotAsked(Outcome.Deferred why) -> {
                    return why;
                }
            }
        }
        Items.note(
                items.stream().filter(Item::interrupted).toList(),
                NpspProblem.PROGRESS_MAY_BE_DOUBLED.problem().with("service", SERVICE));
        Meaning meaning = conversation.push(SERVICE, null, Items.bodies(items));
        return meaning instanceof Meaning.Missing(Problem refused)
                ? missing(batch, conversation, asked, refused)
                : outcome(meaning, items);
    }

    /** "Does not exist" may be said of the dossier or of anything else; asking tells which. */
    private Outcome missing(Batch batch, Conversation conversation, boolean asked, Problem refused) {
        if (asked) {
            return new Outcome.Refused(refused);
        }
        if (!settings.canAsk()) {
            return batch.known() ? gone() : notThereYet();
        }
        return switch (Lookup.ask(conversation, batch)) {
            case Lookup.Present there -> new Outcome.Refused(refused);
            case Lookup.Absent none -> gone();
            case Lookup.NotAsked(Outcome.Deferred why) -> why;
        };
    }

    private static Outcome outcome(Meaning meaning, List<Item> items) {
        return switch (meaning) {
            case Meaning.Accepted(Answer answer, var doubt) -> {
                Items.note(items, doubt);
                yield new Outcome.Delivered(items.size() + " entries, error_code " + answer.code());
            }
            case Meaning.Resend(var changes, Problem refused) -> new Outcome.Refused(refused);
            case Meaning.Settled(Outcome settled) -> settled;
            default -> new Outcome.Refused(NpspProblem.REFUSED.problem());
        };
    }

    private static Outcome notThereYet() {
        return new Outcome.Deferred(NpspProblem.DOSSIER_NOT_THERE_YET.problem(), null, false);
    }

    /**
     * It took the dossier and does not have it: late, or lost. It is tried, and given up in the end, since no record is
     * on its way.
     */
    private static Outcome gone() {
        return new Outcome.Deferred(NpspProblem.DOSSIER_GONE.problem(), null, true, Outcome.Says.NOTHING);
    }

    /** One outcome stands for all items, so what does not fit in one call is not sent at all. */
    private Outcome tooMany(int entries) {
        Problem cause = NpspProblem.TOO_MANY_ENTRIES
                .problem()
                .with("entries", String.valueOf(entries))
                .with("most", String.valueOf(settings.batch().progress()));
        return new Outcome.Deferred(cause, null, false);
    }

    private List<Item> inTimeOrder(List<Item> ready) {
        List<Entry> entries = new ArrayList<>(ready.stream().map(Entry::of).toList());
        entries.sort(Comparator.comparing(Entry::time));
        if (settings.status().transitions() == NpspSettings.Transitions.WARN) {
            noteStepsAfterTheEnd(entries);
        }
        return entries.stream().map(Entry::item).toList();
    }

    /** the portal is not known to mind. */
    private static void noteStepsAfterTheEnd(List<Entry> entries) {
        String end = null;
        for (Entry entry : entries) {
            if (end != null && !end.equals(entry.status())) {
                Problem warning = NpspProblem.STATUS_AFTER_END
                        .problem()
                        .in(STATUS)
                        .with("end", end)
                        .with("status", entry.status());
                Items.note(List.of(entry.item()), warning);
            }
            end = FINAL.contains(entry.status()) ? entry.status() : end;
        }
    }
}
