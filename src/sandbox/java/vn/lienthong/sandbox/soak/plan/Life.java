package vn.lienthong.sandbox.soak.plan;

import java.util.ArrayList;
import java.util.List;

/**
 * One dossier's records, in the order in which its sender pushes them: the next one only when the one before was
 * acknowledged.
 *
 * @param dossier counts from 0
 * @param story in a word, for the reader of the plan
 * @param refused the portal refuses the dossier from the beginning
 */
public record Life(int dossier, String story, boolean refused, List<Event> events) {

    public Life {
        events = List.copyOf(events);
    }

    public String number() {
        return number(dossier);
    }

    /** A dossier's number in the national shape. */
    public static String number(int dossier) {
        return "000.00.00.G16-%06d-%05d".formatted(240_101 + dossier / 50_000, 10_000 + dossier % 50_000);
    }

    /**
     * The order in which what arrives must be at the portal. It is the order of acknowledgement with the two exceptions the
     * product documents: the first version goes ahead of steps pushed before it, and a version that replaces a dead letter
     * takes the dead letter's place. Records pushed at the same time stand together: either may be first.
     */
    public List<List<EventId>> order() {
        List<List<EventId>> order = new ArrayList<>();
        for (List<EventId> place : places()) {
            List<EventId> arriving = place.stream()
                    .filter(id -> event(id).fate() == Fate.ARRIVES)
                    .toList();
            if (!arriving.isEmpty()) {
                order.add(arriving);
            }
        }
        return order;
    }

    private List<List<EventId>> places() {
        List<List<EventId>> places = new ArrayList<>();
        boolean opened = false;
        int dead = -1;
        for (int at = 0; at < events.size(); at++) {
            Event event = events.get(at);
            boolean version = event.kind() == Event.Kind.VERSION;
            if (at > 0 && events.get(at - 1).besideNext()) {
                places.getLast().add(event.id());
            } else if (version && dead >= 0) {
                places.get(dead).add(event.id());
            } else if (version && !opened) {
                places.addFirst(place(event));
                dead = event.fate() == Fate.REPLACED ? 0 : -1;
            } else {
                places.add(place(event));
                dead = event.fate() == Fate.REPLACED ? places.size() - 1 : dead;
            }
            dead = version && event.fate() != Fate.REPLACED ? -1 : dead;
            opened |= version;
        }
        return places;
    }

    private static List<EventId> place(Event event) {
        return new ArrayList<>(List.of(event.id()));
    }

    public Event event(EventId id) {
        return events.get(id.number());
    }
}
