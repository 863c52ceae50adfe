package vn.lienthong.sandbox.soak;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import vn.lienthong.sandbox.soak.plan.Act;
import vn.lienthong.sandbox.soak.plan.Event;
import vn.lienthong.sandbox.soak.plan.Faults;
import vn.lienthong.sandbox.soak.plan.Flaw;
import vn.lienthong.sandbox.soak.plan.History;
import vn.lienthong.sandbox.soak.plan.Repeat;

/** What will be done, for people to read. */
final class Plan {

    private Plan() {}

    static List<String> lines(Settings settings, History history, Faults faults) {
        List<String> lines = new ArrayList<>();
        lines.add(settings.command());
        lines.add("");
        lines.add("Faults: number, kind, what it strikes, after the one before, for how long");
        faults.all()
                .forEach(fault -> lines.add("%6d  %-24s %-12s %5d ms %5d ms %s"
                        .formatted(
                                fault.number(),
                                fault.kind().word(),
                                fault.target(),
                                fault.after().toMillis(),
                                fault.lasts().toMillis(),
                                fault.step().isZero()
                                        ? ""
                                        : "to " + fault.step().toMinutes() + " min")));
        lines.add("");
        lines.add("History: record, flow, status, with which fault, and what must become of it");
        history.lives().forEach(life -> {
            lines.add(life.number() + "  " + life.story());
            life.events().forEach(event -> lines.add(line(event)));
        });
        return lines;
    }

    private static String line(Event event) {
        List<Enum<?>> remarks = new ArrayList<>();
        if (event.flaw() != Flaw.NONE) {
            remarks.add(event.flaw());
        }
        if (event.act() != Act.NOTHING) {
            remarks.add(event.act());
        }
        if (event.repeat() != Repeat.NEVER) {
            remarks.add(event.repeat());
        }
        return "%10s  %-14s %-11s %5d  %s%s %s"
                .formatted(
                        event.id(),
                        event.kind().flow(),
                        event.status(),
                        event.turn(),
                        event.fate(),
                        event.besideNext() ? ", at the same time as the next" : "",
                        remarks.isEmpty() ? "" : remarks.toString().toLowerCase(Locale.ROOT));
    }
}
