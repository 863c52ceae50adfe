package vn.lienthong.agreement;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;
import vn.lienthong.dossier.DossierNo;
import vn.lienthong.dossier.Problem;
import vn.lienthong.figures.Figures;
import vn.lienthong.ledger.Delivery;
import vn.lienthong.ledger.DeliveryState;
import vn.lienthong.ledger.LedgerView;
import vn.lienthong.ledger.LedgerView.Place;
import vn.lienthong.ledger.Memos;
import vn.lienthong.ledger.Memos.Memo;
import vn.lienthong.npsp.PortalHas;
import vn.lienthong.npsp.PortalLook;

/**
 * Starts agreements and carries them on, step by step; there is one at a time. Every method throws
 * {@link vn.lienthong.ledger.Ledger.LedgerUnavailable} if the ledger is away, and has changed nothing then. Safe for any
 * number of threads and processes.
 */
public final class Agreements {

    private static final Logger LOG = LoggerFactory.getLogger(Agreements.class);
    private static final String COUNTERPART = "npsp";
    private static final String MEMO = "agreement/" + COUNTERPART;

    /** More than any step takes: a process that died on one is taken over from. */
    private static final Duration STEP_AT_MOST = Duration.ofMinutes(5);

    /** An agreement written by an older version says nothing of some numbers. */
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    private final Memos memos;
    private final LedgerView view;
    private final PortalLook portal;
    private final SourceLists lists;
    private final Figures figures;
    private final Duration onTheWay;
    private final InstantSource clock;

    /** @param onTheWay how long what has changed at the source may take to come here */
    public Agreements(
            Memos memos,
            LedgerView view,
            PortalLook portal,
            SourceLists lists,
            Figures figures,
            Duration onTheWay,
            InstantSource clock) {
        this.memos = memos;
        this.view = view;
        this.portal = portal;
        this.lists = lists;
        this.figures = figures;
        this.onTheWay = onTheWay;
        this.clock = clock;
    }

    /** The one that runs, or the last one; empty if there never was one. */
    public Optional<Agreement> latest() {
        return Optional.ofNullable(read(memos.read(MEMO)));
    }

    /** A new one from the first dossier on, or the one that runs already. */
    public Agreement start(String by, String reason) {
        while (true) {
            Memo memo = memos.read(MEMO);
            Agreement now = read(memo);
            if (now != null && now.isRunning()) {
                return now;
            }
            Agreement begun =
                    Agreement.begun(by, reason, clock.instant(), lists.newest().orElse(null));
            if (write(memo, begun).isPresent()) {
                return begun;
            }
        }
    }

    /** Ends the one that runs, and keeps who did and why; what it has found stays. Empty if there never was one. */
    public Optional<Agreement> end(String by, String reason) {
        while (true) {
            Memo memo = memos.read(MEMO);
            Agreement now = read(memo);
            if (now == null || !now.isRunning()) {
                return Optional.ofNullable(now);
            }
            Agreement ended = now.endedEarly(by, reason, clock.instant());
            if (write(memo, ended).isPresent()) {
                return Optional.of(ended);
            }
        }
    }

    /**
     * Looks at the next few dossiers of the one that runs.
     *
     * @param most how many; one call to the portal each
     * @return false if there is nothing to do, or another process does it
     */
    boolean step(int most) {
        Memo memo = memos.read(MEMO);
        Agreement now = read(memo);
        Instant at = clock.instant();
        if (now == null || !now.isRunning() || isTaken(now.takenUntil(), at)) {
            return false;
        }
        Optional<Memo> taken = write(memo, now.taken(at.plus(STEP_AT_MOST)));
        if (taken.isEmpty()) {
            return false;
        }
        Agreement after = look(now, most);
        // Whoever ended it meanwhile has the last word.
        return write(taken.get(), after).isPresent() && after.isRunning() && after.waits() == null;
    }

    /** Nobody takes a step for longer: who seems to have done so has died with a clock that was ahead. */
    private static boolean isTaken(@Nullable Instant until, Instant now) {
        return until != null && now.isBefore(until) && !until.isAfter(now.plus(STEP_AT_MOST));
    }

    private Agreement look(Agreement now, int most) {
        List<SourceList.Line> lines =
                now.source() == null ? List.of() : lists.lines(now.source().id(), now.reached(), most);
        // Asked for after its lines: a list that is still there then was whole when they were read.
        AtSource source = source(now);
        Stretch stretch =
                Stretch.of(view.places(COUNTERPART, now.reached(), most), source == null ? List.of() : lines, most);
        Map<String, PortalHas> there = new LinkedHashMap<>();
        Problem waits = null;
        for (String dossier : stretch.dossiers()) {
            Place place = stretch.places().get(dossier);
            PortalHas has =
                    place == null ? new PortalHas.Nothing() : portal.look(new DossierNo(dossier), delivered(place));
            if (has instanceof PortalHas.NotAsked(Problem why)) {
                waits = why;
                break;
            }
            there.put(dossier, has);
        }
        Agreement after = found(now, stretch, there, source);
        if (waits != null) {
            return after.waiting(waits);
        }
        return stretch.last() ? after.finished(clock.instant()) : after;
    }

    /** Null: there is no list, or newer ones have taken its place since the comparison began. */
    private @Nullable AtSource source(Agreement now) {
        return now.source() == null
                ? null
                : lists.find(now.source().id())
                        .map(list -> new AtSource(list, onTheWay, figures, clock.instant()))
                        .orElse(null);
    }

    /** Whatever moved while the portal was asked may differ for that alone. */
    private Agreement found(Agreement now, Stretch stretch, Map<String, PortalHas> there, @Nullable AtSource source) {
        Map<String, Place> still = Stretch.of(
                        view.places(COUNTERPART, now.reached(), stretch.places().size() + 1),
                        List.of(),
                        Integer.MAX_VALUE)
                .places();
        Agreement after = now;
        for (Map.Entry<String, PortalHas> one : there.entrySet()) {
            String dossier = one.getKey();
            Place place = stretch.places().get(dossier);
            boolean moved = !Objects.equals(place, still.get(dossier));
            after = after.with(
                    dossier,
                    moved
                            ? new Finding.OnTheWay()
                            : finding(
                                    now, place, one.getValue(), stretch.lines().get(dossier), source));
        }
        return after;
    }

    private Finding finding(
            Agreement now,
            @Nullable Place place,
            PortalHas has,
            SourceList.@Nullable Line line,
            @Nullable AtSource source) {
        if (place == null) {
            return source == null || line == null ? new Finding.Agrees() : source.neverCame(line);
        }
        List<Delivery> all = deliveries(place);
        boolean confirmed =
                place.known() || all.stream().anyMatch(delivery -> delivery.state() == DeliveryState.DELIVERED);
        Delivery newest = all.isEmpty() ? null : all.getLast();
        Finding byPortal = Finding.of(place, confirmed, newest == null ? null : newest.id(), has);
        if (!(byPortal instanceof Finding.Agrees) || now.source() == null) {
            return byPortal;
        }
        return source == null ? new Finding.NotCompared() : source.of(place, line, newest);
    }

    private List<Delivery> deliveries(Place place) {
        return view.dossier(new DossierNo(place.dossier())).stream()
                .filter(delivery -> delivery.counterpart().equals(COUNTERPART))
                .toList();
    }

    /** What was delivered last of each kind can only be compared if nothing else is under way. */
    private PortalLook.Delivered delivered(Place place) {
        return () -> place.head() != null
                ? List.of()
                : deliveries(place).stream()
                        .filter(delivery -> delivery.state() == DeliveryState.DELIVERED)
                        .flatMap(delivery -> view.attempts(delivery.id()).stream())
                        .filter(attempt -> attempt.outcome().equals("delivered"))
                        .flatMap(attempt -> attempt.calls().stream())
                        .toList();
    }

    private Optional<Memo> write(Memo memo, Agreement agreement) {
        return memos.write(memo, JSON.writeValueAsString(agreement));
    }

    private static @Nullable Agreement read(Memo memo) {
        try {
            return memo.content() == null ? null : JSON.readValue(memo.content(), Agreement.class);
        } catch (JacksonException unreadable) {
            LOG.warn("The last agreement in the ledger is unreadable. The next one is written in its place.");
            return null;
        }
    }
}
