package vn.lienthong.sandbox.soak.check;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import vn.lienthong.sandbox.soak.check.Evidence.Call;
import vn.lienthong.sandbox.soak.check.Evidence.Change;
import vn.lienthong.sandbox.soak.check.Evidence.Gap;
import vn.lienthong.sandbox.soak.check.Evidence.Logs;
import vn.lienthong.sandbox.soak.check.Evidence.Owed;
import vn.lienthong.sandbox.soak.check.Evidence.Said;
import vn.lienthong.sandbox.soak.check.Evidence.Told;
import vn.lienthong.sandbox.soak.check.Evidence.Try;
import vn.lienthong.sandbox.soak.plan.Act;
import vn.lienthong.sandbox.soak.plan.Event;
import vn.lienthong.sandbox.soak.plan.EventId;
import vn.lienthong.sandbox.soak.plan.Fate;
import vn.lienthong.sandbox.soak.plan.Flaw;
import vn.lienthong.sandbox.soak.plan.History;
import vn.lienthong.sandbox.soak.plan.Life;
import vn.lienthong.sandbox.soak.plan.Repeat;

/** A small run written by hand: everything in order, until a test takes something away or puts something in. */
final class Recorded {

    static final Instant NOON = Instant.parse("2026-03-02T05:00:00Z");

    static final int WORKERS = 2;

    final List<Event> events = new ArrayList<>();
    final List<Told> told = new ArrayList<>();
    final List<Call> calls = new ArrayList<>();
    final List<Change> changes = new ArrayList<>();
    final List<Owed> owed = new ArrayList<>();
    final List<Try> tries = new ArrayList<>();
    final List<Said> said = new ArrayList<>();
    final List<Gap> gaps = new ArrayList<>();
    final List<String> odd = new ArrayList<>();
    final List<String> breaches = new ArrayList<>();
    final Map<String, Map<String, Long>> tallies = new HashMap<>();

    /** A dossier with a version, a step and another version, all of them at the portal. */
    static Recorded goodRun() {
        Recorded run = new Recorded();
        run.arrives(run.plan(Event.Kind.VERSION, Flaw.NONE, Fate.ARRIVES));
        run.arrives(run.plan(Event.Kind.STEP, Flaw.NONE, Fate.ARRIVES));
        run.arrives(run.plan(Event.Kind.VERSION, Flaw.NONE, Fate.ARRIVES));
        return run;
    }

    Event plan(Event.Kind kind, Flaw flaw, Fate fate) {
        return plan(kind, flaw, fate, false);
    }

    Event plan(Event.Kind kind, Flaw flaw, Fate fate, boolean besideNext) {
        EventId id = new EventId(0, events.size());
        Event event = new Event(id, kind, "processing", flaw, fate, Act.NOTHING, Repeat.NEVER, besideNext, 0);
        events.add(event);
        return event;
    }

    void arrives(Event event) {
        entered(event, event.flaw() == Flaw.NONE ? 202 : 422);
        attempt(event, "delivered", 200);
        row(event, "DELIVERED", null);
    }

    void entered(Event event, int status) {
        told.add(new Told(event.id(), status, number(event), List.of(number(event))));
    }

    /**
     * One attempt with one call that the portal takes.
     *
     * @param status what the connector heard; null: nothing
     */
    void attempt(Event event, String outcome, @Nullable Integer status) {
        heard(event, "1.1", status);
        written(event, outcome, status);
    }

    /** One attempt whose call the portal never saw. */
    void neverGotThrough(Event event) {
        written(event, "deferred", null);
    }

    private void written(Event event, String outcome, @Nullable Integer status) {
        int attempts = (int)
                tries.stream().filter(each -> each.delivery() == number(event)).count();
        long number = 1000 + said.size();
        tries.add(new Try(number(event), attempts + 1, outcome, number));
        said.add(new Said(number, 1, message(event), status, status == null ? null : "yes"));
    }

    /** A call the portal takes. */
    void heard(Event event, String life, @Nullable Integer status) {
        long number = calls.size() + 1;
        calls.add(new Call(
                number,
                NOON.plusSeconds(number),
                life,
                Life.number(0),
                message(event),
                List.of(event.id()),
                status == null ? "cut" : "none",
                true,
                status,
                status == null ? null : "yes"));
        String kind = event.kind() == Event.Kind.STEP ? "progress" : isFirstVersion(event) ? "created" : "updated";
        changes.add(new Change(number, Life.number(0), kind, event.id()));
    }

    private boolean isFirstVersion(Event event) {
        return changes.stream().noneMatch(change -> change.kind().equals("created"))
                && event.kind() == Event.Kind.VERSION;
    }

    void row(Event event, String state, @Nullable String problem) {
        owed.removeIf(row -> row.event().equals(event.id()));
        owed.add(new Owed(number(event), 7, event.id().number() + 1, event.id(), state, number(event), problem));
    }

    static long number(Event event) {
        return 100 + event.id().number();
    }

    private static String message(Event event) {
        return "message " + event.id();
    }

    List<String> violations() {
        Map<String, Long> rows = new TreeMap<>();
        owed.forEach(row -> rows.merge("npsp-dossier " + row.state(), 1L, Long::sum));
        Map<String, Map<String, Long>> counted = new HashMap<>(tallies);
        counted.put(Evidence.ROWS, rows);
        Evidence evidence = new Evidence(
                new History(List.of(new Life(0, "by-hand", false, events))),
                new Evidence.Senders(told, odd),
                new Evidence.Portal(calls, changes),
                new Evidence.Ledger(owed, tries, said),
                new Evidence.Circumstances(gaps, WORKERS),
                counted,
                new Logs(10, breaches));
        return Checker.check(evidence).stream()
                .filter(finding -> !finding.violations().isEmpty())
                .map(Finding::promise)
                .toList();
    }
}
