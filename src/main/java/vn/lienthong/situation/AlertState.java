package vn.lienthong.situation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.lienthong.situation.Alert.Line;

/**
 * What one way of telling knows of what there is, and has told of it.
 *
 * @param known by the concern's id
 * @param toldAt when something was told last; null: never
 * @param notBefore until then nothing is told: another process is telling, or telling failed; null: no such
 * @param left what was told, but not to all
 */
record AlertState(
        SortedMap<String, Known> known,
        @Nullable Instant toldAt,
        @Nullable Instant notBefore,
        List<Left> left) {

    static final AlertState NOTHING = new AlertState(new TreeMap<>(), null, null, List.of());

    /** @param left null: as a version before this one noted it */
    AlertState(
            SortedMap<String, Known> known,
            @Nullable Instant toldAt,
            @Nullable Instant notBefore,
            @Nullable List<Left> left) {
        this.known = known;
        this.toldAt = toldAt;
        this.notBefore = notBefore;
        this.left = left == null ? List.of() : List.copyOf(left);
    }

    /**
     * What recipients were put off with.
     *
     * @param to as the way of telling calls them
     * @param since when it was told to the others
     * @param next when those are tried again
     */
    record Left(AlertText text, Set<String> to, Instant since, Instant next) {

        Left again(Set<String> stillPutOff, Instant now) {
            return new Left(text, stillPutOff, since, now.plus(AlertSettings.AGAIN));
        }
    }

    /**
     * @param since when it was first seen
     * @param told how much of it there was when it was told; 0: it was not told yet
     * @param says as it was told, for when it is over
     */
    record Known(Instant since, long told, String says) {

        boolean isTold() {
            return told > 0;
        }
    }

    /**
     * With what there is now. What is seen for the first time begins now; what there is less of counts as told so far; what is gone
     * stays if it was told, since that it is over is to be told too.
     */
    AlertState seeing(List<Concern> concerns, Instant now) {
        SortedMap<String, Known> next = new TreeMap<>();
        known.forEach((id, one) -> {
            if (one.isTold()) {
                next.put(id, one);
            }
        });
        for (Concern concern : concerns.stream().filter(Concern::isKnown).toList()) {
            Known before = known.getOrDefault(concern.id(), new Known(now, 0, ""));
            // a clock that was ahead would keep it back until then
            Instant since = before.since().isAfter(now) ? now : before.since();
            next.put(concern.id(), new Known(since, Math.min(before.told(), concern.count()), before.says()));
        }
        return new AlertState(next, toldAt, notBefore, left);
    }

    /** What is to be told now, of what {@link #seeing} has taken in. */
    Optional<Alert> due(List<Concern> concerns, Instant now, AlertSettings settings) {
        if (isWithin(notBefore, now, settings.longestWait()) || isTooSoon(now, settings)) {
            return Optional.empty();
        }
        Alert alert = new Alert(
                lines(concerns, concern -> isFresh(concern, now)),
                lines(concerns, concern -> !isFresh(concern, now) && of(concern).isTold()),
                over(concerns));
        boolean reminder = !alert.open().isEmpty() && isReminderDue(now, settings.remind());
        return alert.fresh().isEmpty() && alert.over().isEmpty() && !reminder ? Optional.empty() : Optional.of(alert);
    }

    private List<Line> lines(List<Concern> concerns, Predicate<Concern> which) {
        return concerns.stream().filter(which).map(this::line).toList();
    }

    private Line line(Concern concern) {
        return concern.isKnown() ? Line.of(concern) : new Line(of(concern).says(), null, concern.page());
    }

    /** After what was due has been told. */
    AlertState told(List<Concern> concerns, Instant now) {
        SortedMap<String, Known> next = new TreeMap<>(known);
        next.keySet().retainAll(ids(concerns));
        for (Concern concern : concerns) {
            Known before = of(concern);
            if (concern.isKnown() && (before.isTold() || isFresh(concern, now))) {
                next.put(concern.id(), new Known(before.since(), concern.count(), concern.says()));
            }
        }
        return new AlertState(next, now, null, left);
    }

    AlertState waitingUntil(Instant then) {
        return new AlertState(known, toldAt, then, left);
    }

    /** What is to be told again now to those who were put off with it, the oldest first. */
    Optional<Left> leftOver(Instant now) {
        return left.stream()
                .filter(one -> !isWithin(one.next(), now, AlertSettings.AGAIN))
                .findFirst();
    }

    AlertState leaving(AlertText text, Set<String> putOff, Instant now) {
        if (putOff.isEmpty()) {
            return this;
        }
        Left one = new Left(text, putOff, now, now.plus(AlertSettings.AGAIN));
        return with(one, one);
    }

    /** @param after what takes its place; null: nothing, it is over */
    AlertState with(Left before, @Nullable Left after) {
        List<Left> changed =
                new ArrayList<>(left.stream().filter(one -> !one.equals(before)).toList());
        if (after != null) {
            changed.add(after);
        }
        return new AlertState(known, toldAt, notBefore, changed);
    }

    private List<Line> over(List<Concern> concerns) {
        Set<String> there = ids(concerns);
        return known.entrySet().stream()
                .filter(entry -> entry.getValue().isTold() && !there.contains(entry.getKey()))
                .map(entry -> Line.over(entry.getValue().says()))
                .toList();
    }

    private static Set<String> ids(List<Concern> concerns) {
        return concerns.stream().map(Concern::id).collect(Collectors.toSet());
    }

    private Known of(Concern concern) {
        return known.getOrDefault(concern.id(), new Known(Instant.MAX, 0, ""));
    }

    private boolean isFresh(Concern concern, Instant now) {
        Known one = of(concern);
        return concern.count() > one.told()
                && (one.isTold() || !now.isBefore(one.since().plus(concern.after())));
    }

    private boolean isTooSoon(Instant now, AlertSettings settings) {
        return toldAt != null && isWithin(toldAt.plus(settings.atMostEvery()), now, settings.atMostEvery());
    }

    private boolean isReminderDue(Instant now, Duration remind) {
        return remind.isPositive() && toldAt != null && !isWithin(toldAt.plus(remind), now, remind.multipliedBy(2));
    }

    /** Whether a time is still to come, and no further off than it can be if no clock was ahead when it was written. */
    private static boolean isWithin(@Nullable Instant then, Instant now, Duration longest) {
        return then != null && now.isBefore(then) && !now.plus(longest).isBefore(then);
    }
}
