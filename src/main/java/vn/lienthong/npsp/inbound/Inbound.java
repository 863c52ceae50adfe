package vn.lienthong.npsp.inbound;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;
import vn.lienthong.dossier.DossierNo;
import vn.lienthong.dossier.Problem;
import vn.lienthong.dossier.SourceRecord;
import vn.lienthong.intake.Arrival;
import vn.lienthong.intake.Examined;
import vn.lienthong.intake.Intake;
import vn.lienthong.intake.IntakeException;
import vn.lienthong.intake.RecordKey;
import vn.lienthong.intake.door.JsonCheck;
import vn.lienthong.intake.door.Outage;
import vn.lienthong.intake.door.Refused;
import vn.lienthong.ledger.Delivery;
import vn.lienthong.ledger.DeliveryState;
import vn.lienthong.ledger.Ledger.Entered;
import vn.lienthong.ledger.LedgerView;
import vn.lienthong.npsp.TopFields;

/**
 * Enters what the portal sends. A dossier's number is taken once: the same record again changes nothing, whatever came
 * between, and another one under a number we have taken is kept for a person and not passed on. Safe for any number of
 * threads; two messages of one number are looked at one after the other.
 */
final class Inbound {

    /** Who gives these records, in the ledger. */
    static final String SOURCE = "npsp";

    private static final String SERVICE = "service";
    private static final Set<DeliveryState> FAULTY = Set.of(DeliveryState.DEAD, DeliveryState.CANCELLED);
    private static final Problem DIFFERS = Problem.of("npsp.inbound-differs");
    private static final int LOCKS = 64;

    private final InboundSettings settings;
    private final Intake intake;
    private final LedgerView view;
    private final JsonCheck json = new JsonCheck();
    private final Outage outage = new Outage();
    private final List<Lock> locks =
            IntStream.range(0, LOCKS).<Lock>mapToObj(n -> new ReentrantLock()).toList();

    Inbound(InboundSettings settings, Intake intake, LedgerView view) {
        this.settings = settings;
        this.intake = intake;
        this.view = view;
    }

    /**
     * The answer to one message, which is on disk by then unless it is refused.
     *
     * @param path the last part of the address it came to
     * @throws Refused if nothing of it was kept
     */
    InboundAnswer take(String path, byte[] body) throws Refused {
        json.check(body);
        String service = TopFields.read(body, Set.of(SERVICE)).getOrDefault(SERVICE, "");
        String flow = settings.flow(path, service)
                .orElseThrow(() ->
                        new Refused(404, Problem.of("npsp.inbound-unknown").with("path", path)));
        try {
            Examined examined = intake.examine(flow, new SourceRecord(body, "application/json"));
            return outage.unlessAway(() -> enter(examined));
        } catch (IntakeException gone) {
            throw new Refused(503, gone.problem());
        }
    }

    private InboundAnswer enter(Examined examined) {
        String key = RecordKey.ofRow(examined);
        Lock lock = locks.get(Math.floorMod(key.hashCode(), LOCKS));
        lock.lock();
        try {
            return enter(examined, key);
        } finally {
            lock.unlock();
        }
    }

    private InboundAnswer enter(Examined examined, String key) {
        DossierNo dossier = examined.identity().dossier();
        String number = dossier == null ? "" : dossier.value();
        boolean second = dossier != null && examined.flow().opensLane() && isAnother(examined, key, dossier);
        Map<String, String> content = Map.of(key, examined.identity().contentHash());
        if (second && !view.versions(SOURCE, content).isEmpty()) {
            return answer(examined, number, true);
        }
        List<Problem> objections = second ? List.of(DIFFERS) : List.of();
        Entered entered = intake.enter(SOURCE, List.of(new Arrival(examined, key, null, objections)))
                .getFirst();
        boolean before = entered.kind() == Entered.Kind.REPEATED;
        List<Problem> refused = before && !second ? refused(entered) : List.of();
        return refused.isEmpty() ? answer(examined, number, second || before) : InboundAnswer.faulty(number, refused);
    }

    /**
     * Why a record is kept and was never passed on, though it would map by now: a person replays it, or has given it up. Empty if
     * it was taken.
     */
    private List<Problem> refused(Entered entered) {
        List<Delivery> kept = entered.deliveries().stream()
                .flatMap(delivery -> view.delivery(delivery).stream())
                .toList();
        boolean taken = kept.stream()
                .anyMatch(delivery -> !FAULTY.contains(delivery.state())
                        || delivery.attempts() > 0
                        || delivery.problems().stream()
                                .anyMatch(problem -> problem.code().equals(DIFFERS.code())));
        return taken
                ? List.of()
                : kept.stream()
                        .flatMap(delivery -> delivery.problems().stream())
                        .toList();
    }

    private static InboundAnswer answer(Examined examined, String number, boolean before) {
        if (!examined.problems().isEmpty()) {
            return InboundAnswer.faulty(number, examined.problems());
        }
        return before ? InboundAnswer.takenBefore(number) : InboundAnswer.taken(number);
    }

    /** Whether we have taken this dossier's number with other content. What was only kept as faulty was not taken. */
    private boolean isAnother(Examined examined, String key, DossierNo dossier) {
        return view.known(SOURCE, List.of(key)).stream()
                .filter(known -> !known.contentHash().equals(examined.identity().contentHash()))
                .anyMatch(known -> wasTaken(examined.flow().name(), dossier));
    }

    /** A record whose deliveries are forgotten was delivered, or given up by a person. */
    private boolean wasTaken(String flow, DossierNo dossier) {
        List<DeliveryState> states = view.dossier(dossier).stream()
                .filter(delivery -> delivery.flow().equals(flow))
                .map(delivery -> delivery.state())
                .toList();
        return states.isEmpty() || !FAULTY.containsAll(states);
    }
}
