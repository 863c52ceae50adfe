package vn.lienthong.situation;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.lienthong.agreement.Agreement;
import vn.lienthong.dossier.Problem;
import vn.lienthong.ledger.LedgerView.ProblemGroup;
import vn.lienthong.ledger.LedgerView.Tally;
import vn.lienthong.relay.Relay;

/** What is worth telling to people who do not look at the console. */
final class Concerns {

    /** After an outage that was longer, what it kept back has this part of the time to go out before anybody is told. */
    private static final int DRAINING = 24;

    /** The console's first page. */
    static final String HOME = "/";

    private final AlertSettings settings;
    private final Wording wording;
    private final InstantSource clock;

    Concerns(AlertSettings settings, Wording wording, InstantSource clock) {
        this.settings = settings;
        this.wording = wording;
        this.clock = clock;
    }

    /**
     * What every process on the ledger sees alike.
     *
     * @param shadows names of flows in shadow mode
     * @param tasks how many payments need a person
     * @param agreement the comparison that runs, or the last one; null: there was none
     */
    List<Concern> shared(
            List<Standing> standings,
            List<ProblemGroup> groups,
            Collection<String> shadows,
            long tasks,
            @Nullable Agreement agreement) {
        List<Concern> concerns = new ArrayList<>(dead(groups));
        concerns.addAll(held(standings, shadows));
        standings.stream().filter(Standing::isDown).map(this::down).forEach(concerns::add);
        concerns.addAll(overdue(standings));
        concerns.addAll(silent(standings));
        if (tasks > 0) {
            String says = wording.say("overview.payments", tasks);
            concerns.add(new Concern("payments", tasks, settings.after(), says, "/payments?task=true"));
        }
        if (agreement != null && (agreement.isRunning() || agreement.differ() > 0)) {
            concerns.add(differences(agreement));
        }
        return concerns;
    }

    /** What would count as late there; every process on the ledger sees it alike. */
    List<Concern> deadlines(Deadlines deadlines) {
        return deadlines.counterparts().stream()
                .filter(one -> one.passed() > 0)
                .map(one -> new Concern(
                        "deadlines/" + one.counterpart(),
                        one.passed(),
                        settings.after(),
                        wording.say("assessment.deadlines-passed", one.passed(), one.counterpart()),
                        "/deadlines"))
                .toList();
    }

    /** What this process alone can know: its files, its sources, and whether the ledger keeps what it is given. */
    List<Concern> own(List<Problem> faults) {
        return faults.stream()
                .collect(Collectors.groupingBy(Concerns::id, TreeMap::new, Collectors.toList()))
                .entrySet()
                .stream()
                .map(entry -> fault(entry.getKey(), entry.getValue()))
                .toList();
    }

    /** By where it is, not by what else is said of it, which may be another thing at each look. */
    private static String id(Problem fault) {
        String where = Stream.of("flow", "channel", "folder")
                .map(fault.details()::get)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse("");
        return "fault/" + fault.code() + "/" + (fault.place() == null ? where : fault.place());
    }

    private Concern fault(String id, List<Problem> faults) {
        Problem first = faults.getFirst();
        return new Concern(id, faults.size(), settings.after(), wording.says(first), wording.advice(first), HOME);
    }

    /** What dead letters of one flow have in common, however many causes one code has. */
    private record Cause(String counterpart, String flow, String code) {}

    private List<Concern> dead(List<ProblemGroup> groups) {
        Map<Cause, Long> causes = groups.stream()
                .collect(Collectors.groupingBy(Concerns::cause, Collectors.summingLong(ProblemGroup::deliveries)));
        return causes.entrySet().stream()
                .sorted(Map.Entry.<Cause, Long>comparingByValue().reversed())
                .map(entry -> dead(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static Cause cause(ProblemGroup group) {
        return new Cause(group.counterpart(), group.flow(), group.sample().code());
    }

    private Concern dead(Cause cause, long count) {
        return new Concern(
                "dead/" + cause.counterpart() + "/" + cause.flow() + "/" + cause.code(),
                count,
                settings.after(),
                wording.say("alert.dead", count, cause.code(), cause.flow(), cause.counterpart()),
                "/deliveries?state=DEAD&flow=" + encoded(cause.flow()) + "&problem=" + encoded(cause.code()));
    }

    /** Of flows in shadow mode everything is held, which is what was asked for. */
    private List<Concern> held(List<Standing> standings, Collection<String> shadows) {
        return tallies(standings)
                .filter(tally -> tally.held() > 0 && !shadows.contains(tally.flow()))
                .map(tally -> new Concern(
                        "held/" + tally.counterpart() + "/" + tally.flow(),
                        tally.held(),
                        settings.after(),
                        wording.say("alert.held", tally.held(), tally.flow(), tally.counterpart()),
                        "/deliveries?state=HELD&flow=" + encoded(tally.flow())))
                .toList();
    }

    private Concern down(Standing standing) {
        Relay.Counterpart relay = standing.relay();
        Problem why = relay == null ? null : relay.lastFailure();
        String says = wording.say("assessment.down", standing.name(), standing.owed());
        return new Concern(
                "down/" + standing.name(),
                1,
                settings.counterpartDown(),
                why == null ? says : says + " " + wording.says(why),
                why == null ? null : wording.advice(why),
                HOME);
    }

    /**
     * What is owed for too long without another reason that is told: tried again and again, or never taken up. While a counterpart
     * is down everything is old, and what waits for a person is told as that, with what stands behind it.
     */
    private List<Concern> overdue(List<Standing> standings) {
        if (settings.owed().isZero()) {
            return List.of();
        }
        Instant before = clock.instant().minus(settings.owed());
        return standings.stream()
                .filter(standing -> !standing.isDown())
                .flatMap(standing -> standing.flows().stream())
                .filter(tally ->
                        tally.oldestWaiting() != null && tally.oldestWaiting().isBefore(before))
                .map(this::overdue)
                .toList();
    }

    private Concern overdue(Tally tally) {
        Instant since = tally.oldestWaiting() == null ? Instant.EPOCH : tally.oldestWaiting();
        return new Concern(
                "owed/" + tally.counterpart() + "/" + tally.flow(),
                1,
                settings.owed().dividedBy(DRAINING),
                wording.say("alert.owed", wording.time(since), tally.flow(), tally.counterpart()),
                "/deliveries?flow=" + encoded(tally.flow()));
    }

    /** While a comparison runs it has found only a part. */
    private Concern differences(Agreement agreement) {
        String page = "/agreement";
        return agreement.isRunning()
                ? Concern.notKnownNow("agreement", page)
                : new Concern(
                        "agreement",
                        agreement.differ(),
                        settings.after(),
                        wording.say("alert.agreement", agreement.differ()),
                        page);
    }

    private List<Concern> silent(List<Standing> standings) {
        List<Concern> concerns = new ArrayList<>();
        new TreeMap<>(settings.silent()).forEach((flow, longest) -> {
            Instant last = tallies(standings)
                    .filter(tally -> tally.flow().equals(flow))
                    .map(Tally::lastEntered)
                    .reduce(null, Concerns::later);
            if (last == null || last.isBefore(clock.instant().minus(longest))) {
                String says = last == null
                        ? wording.say("alert.silent-ever", flow)
                        : wording.say("alert.silent", flow, wording.time(last));
                // since when nothing has ever come is known from when it was first seen
                Duration after = last == null ? longest : settings.after();
                concerns.add(new Concern("silent/" + flow, 1, after, says, "/deliveries?flow=" + encoded(flow)));
            }
        });
        return concerns;
    }

    private static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
        return one == null || other != null && other.isAfter(one) ? other : one;
    }

    private static Stream<Tally> tallies(List<Standing> standings) {
        return standings.stream().flatMap(standing -> standing.flows().stream());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
