package vn.lienthong.sandbox;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** What the portal does wrong at the moment; one fault at a time, on the adapter's paths only. */
final class Faults {

    /** How the portal can go wrong. */
    enum Kind {
        NONE,
        /** Every connection is dropped before anything is read. */
        DOWN,
        /** Everything works, after a wait. */
        SLOW,
        /** The message is taken, and the connection cut before the answer. */
        CUT,
        /** Every session is refused; logging in works. */
        SESSION,
        /** HTTP 503 with Retry-After. */
        UNAVAILABLE,
        /** HTTP 500 with a code of the portal's own: nothing is taken. */
        FAILING,
        /** A page of the adapter instead of an answer. */
        HTML,
        /** Dossiers whose number matches the pattern are refused. */
        REFUSE
    }

    /**
     * @param seconds how slow, and what Retry-After says
     * @param pattern which dossier numbers are refused
     * @param services which services it strikes, {@code login} among them; empty: all
     * @param left how many more calls it strikes; negative: until it is switched off
     */
    record Fault(Kind kind, double seconds, String pattern, List<String> services, int left) {

        static final Fault NONE = new Fault(Kind.NONE, 0, "", List.of(), -1);

        boolean strikes(String service) {
            return kind != Kind.NONE && (services.isEmpty() || services.contains(service));
        }

        private Fault struck() {
            return left <= 1 ? NONE : new Fault(kind, seconds, pattern, services, left - 1);
        }

        boolean refuses(String dossier) {
            return kind == Kind.REFUSE
                    && Pattern.compile(pattern).matcher(dossier).find();
        }
    }

    private static final double SECONDS = 5;

    private final AtomicReference<Fault> now = new AtomicReference<>(Fault.NONE);
    /** Dossiers that are refused whatever else goes wrong or well. */
    private final Set<String> turnedAway = ConcurrentHashMap.newKeySet();

    Fault now() {
        return now.get();
    }

    /** The fault that strikes this call, which then counts as struck; NONE if none does. */
    Fault strike(String service) {
        Fault fault = now.get();
        while (fault.strikes(service)) {
            if (fault.left() < 0 || now.compareAndSet(fault, fault.struck())) {
                return fault;
            }
            fault = now.get();
        }
        return Fault.NONE;
    }

    boolean refuses(String dossier) {
        return turnedAway.contains(dossier) || now.get().refuses(dossier);
    }

    void turnAway(Collection<String> dossiers) {
        turnedAway.addAll(dossiers);
    }

    void letIn(String dossier) {
        turnedAway.remove(dossier);
    }

    void clear() {
        now.set(Fault.NONE);
    }

    void set(Kind kind, double seconds) {
        now.set(new Fault(kind, seconds, "", List.of(), -1));
    }

    /** @throws IllegalArgumentException if there is no such fault */
    void set(JsonNode wanted) {
        Kind kind = Kind.valueOf(text(wanted, "kind", "none").toUpperCase(Locale.ROOT));
        String pattern = text(wanted, "pattern", "");
        Pattern.compile(pattern);
        JsonNode services = wanted.path("services");
        now.set(new Fault(
                kind,
                wanted.path("seconds").asDouble(SECONDS),
                pattern,
                services.isArray()
                        ? services.valueStream().map(JsonNode::asString).toList()
                        : List.of(),
                wanted.path("times").asInt(-1)));
    }

    private static String text(JsonNode node, String name, String otherwise) {
        JsonNode value = node.get(name);
        return value == null || value.isNull() ? otherwise : value.asString();
    }
}
