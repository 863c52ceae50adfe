package vn.lienthong.agreement;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import vn.lienthong.dossier.DossierNo;
import vn.lienthong.dossier.Problem;
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

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Memos memos;
    private final LedgerView view;
    private final PortalLook portal;
    private final InstantSource clock;

    public Agreements(Memos memos, LedgerView view, PortalLook portal, InstantSource clock) {
        this.memos = memos;
        this.view = view;
        this.portal = portal;
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
            Agreement begun = Agreement.begun(by, reason, clock.instant());
            if (write(memo, begun).isPresent()) {
                return begun;
            }
        }
    }

    /** Ends the one that runs; what it has found stays. Empty if there never was one. */
    public Optional<Agreement> end() {
        while (true) {
            Memo memo = memos.read(MEMO);
            Agreement now = read(memo);
            if (now == null || !now.isRunning()) {
                return Optional.ofNullable(now);
            }
            Agreement ended = now.endedBy(clock.instant());
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
        if (now == null || !now.isRunning() || now.takenUntil() != null && at.isBefore(now.takenUntil())) {
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

    private Agreement look(Agreement now, int most) {
        List<Place> places = view.places(COUNTERPART, now.reached(), most);
        Map<String, PortalHas> there = new LinkedHashMap<>();
        Problem waits = null;
        for (Place place : places) {
            PortalHas has = portal.look(new DossierNo(place.dossier()), delivered(place));
            if (has instanceof PortalHas.NotAsked(Problem why)) {
                waits = why;
                break;
            }
            there.put(place.dossier(), has);
        }
        Agreement after = found(now, places, there);
        if (waits != null) {
            return after.waiting(waits);
        }
        return places.size() < most ? after.finished(clock.instant()) : after;
    }

    /** Whatever moved while the portal was asked may differ for that alone. */
    private Agreement found(Agreement now, List<Place> places, Map<String, PortalHas> there) {
        Map<String, Place> still = view.places(COUNTERPART, now.reached(), places.size()).stream()
                .collect(Collectors.toMap(Place::dossier, place -> place));
        Agreement after = now;
        for (Place place : places) {
            PortalHas has = there.get(place.dossier());
            if (has != null) {
                boolean moved = !place.equals(still.get(place.dossier()));
                after = after.with(place.dossier(), moved ? new Finding.OnTheWay() : finding(place, has));
            }
        }
        return after;
    }

    private Finding finding(Place place, PortalHas has) {
        List<Delivery> all = deliveries(place);
        boolean confirmed =
                place.known() || all.stream().anyMatch(delivery -> delivery.state() == DeliveryState.DELIVERED);
        Long newest = all.isEmpty() ? null : all.getLast().id();
        return Finding.of(place, confirmed, newest, has);
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
