package vn.lienthong.sandbox.soak.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One record of the history: the n-th of its dossier. Its mark stands in a text field of the record, which every mapping
 * carries through, so that the record is known again wherever it turns up: at the portal, in the ledger, in a log.
 */
public record EventId(int dossier, int number) implements Comparable<EventId> {

    private static final Pattern MARK = Pattern.compile("\\[(\\d+)\\.(\\d+)]");

    public String mark() {
        return "[" + this + "]";
    }

    /** All marks in a text, in the order in which they stand there. */
    public static List<EventId> in(String text) {
        List<EventId> found = new ArrayList<>();
        Matcher mark = MARK.matcher(text);
        while (mark.find()) {
            found.add(new EventId(Integer.parseInt(mark.group(1)), Integer.parseInt(mark.group(2))));
        }
        return found;
    }

    @Override
    public int compareTo(EventId other) {
        return Comparator.comparingInt(EventId::dossier)
                .thenComparingInt(EventId::number)
                .compare(this, other);
    }

    @Override
    public String toString() {
        return dossier + "." + number;
    }
}
