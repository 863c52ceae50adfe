package vn.lienthong.intake;

import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import vn.lienthong.dossier.DossierNo;
import vn.lienthong.dossier.SourceRecord;
import vn.lienthong.ledger.Delivery;
import vn.lienthong.ledger.DeliveryState;
import vn.lienthong.ledger.InMemoryMemos;
import vn.lienthong.ledger.Ledger;
import vn.lienthong.ledger.LedgerView;
import vn.lienthong.ledger.Memos;

/** A ledger that keeps its promises about entering, and forgets with its process. Other verbs are not for intake. */
public final class MemoryLedger {

    /** What was entered, in order; bodies only if {@code keepsBodies}. */
    public final List<Kept> kept = new ArrayList<>();

    private final Map<String, Kept> newest = new HashMap<>();
    private final Map<Long, Delivery> deliveries = new HashMap<>();
    private final Memos memos = new InMemoryMemos();
    private long numbers;
    private boolean away;
    private Runnable beforeCommit = () -> {};
    private Runnable afterCommit = () -> {};

    public record Kept(long record, int version, Ledger.Entry entry, List<Long> deliveries) {}

    public void goAway() {
        away = true;
    }

    public void comeBack() {
        away = false;
    }

    public void beforeCommit(Runnable action) {
        beforeCommit = action;
    }

    public void afterCommit(Runnable action) {
        afterCommit = action;
    }

    public Ledger ledger() {
        return proxy(
                Ledger.class,
                Map.of(
                        "enter",
                        arguments -> arguments.length == 1
                                ? enter(entries(arguments[0]))
                                : enter(entries(arguments[0]), (Memos.Memo) arguments[1], (String) arguments[2])));
    }

    public LedgerView view() {
        return proxy(
                LedgerView.class,
                Map.of(
                        "known", arguments -> known((String) arguments[0], (List<?>) arguments[1]),
                        "versions", arguments -> versions((String) arguments[0], (Map<?, ?>) arguments[1]),
                        "dead", arguments -> dead((Collection<?>) arguments[0]),
                        "dossierOf", arguments -> dossierOf((Long) arguments[0]),
                        "delivery", arguments -> Optional.ofNullable(deliveries.get((Long) arguments[0]))));
    }

    public List<Kept> dead() {
        return kept.stream()
                .filter(one -> one.entry().owed().stream()
                        .anyMatch(owed -> !owed.problems().isEmpty()))
                .toList();
    }

    public SourceRecord body(long record) {
        return kept.stream()
                .filter(one -> one.record() == record)
                .findFirst()
                .orElseThrow()
                .entry()
                .record();
    }

    public Memos memos() {
        return memos;
    }

    private synchronized Optional<List<Ledger.Entered>> enter(
            List<Ledger.Entry> entries, Memos.Memo read, String note) {
        requireThere();
        boolean overtaken = !memos.read(read.name()).equals(read);
        return overtaken ? Optional.empty() : Optional.of(enterNoting(entries, read, note));
    }

    private List<Ledger.Entered> enterNoting(List<Ledger.Entry> entries, Memos.Memo read, String note) {
        List<Ledger.Entered> entered = enter(entries);
        memos.write(read, note);
        return entered;
    }

    private synchronized List<Ledger.Entered> enter(List<Ledger.Entry> entries) {
        requireThere();
        beforeCommit.run();
        List<Ledger.Entered> answers = entries.stream().map(this::enter).toList();
        afterCommit.run();
        return answers;
    }

    private Ledger.Entered enter(Ledger.Entry entry) {
        String key = entry.source() + "\n" + entry.key();
        Kept last = newest.get(key);
        if (last != null && last.entry().contentHash().equals(entry.contentHash())) {
            return new Ledger.Entered(Ledger.Entered.Kind.REPEATED, last.record(), last.version(), last.deliveries());
        }
        long record = ++numbers;
        int version = last == null ? 1 : last.version() + 1;
        List<Long> ids = entry.owed().stream()
                .map(owed -> owe(record, version, entry, owed))
                .toList();
        Kept now = new Kept(record, version, entry, ids);
        kept.add(now);
        newest.put(key, now);
        return new Ledger.Entered(
                version == 1 ? Ledger.Entered.Kind.NEW : Ledger.Entered.Kind.NEW_VERSION, record, version, ids);
    }

    /** What the counterpart refuses for good. */
    public synchronized void refuse(long delivery) {
        Kept of = kept.stream()
                .filter(one -> one.deliveries().contains(delivery))
                .findFirst()
                .orElseThrow();
        put(delivery, of.record(), of.version(), of.entry(), of.entry().owed().getFirst(), DeliveryState.DEAD);
    }

    private long owe(long record, int version, Ledger.Entry entry, Ledger.Owed owed) {
        long id = ++numbers;
        put(id, record, version, entry, owed, owed.problems().isEmpty() ? DeliveryState.PENDING : DeliveryState.DEAD);
        return id;
    }

    private void put(long id, long record, int version, Ledger.Entry entry, Ledger.Owed owed, DeliveryState state) {
        deliveries.put(
                id,
                new Delivery(
                        id,
                        record,
                        version,
                        owed.flow(),
                        owed.counterpart(),
                        null,
                        state,
                        0,
                        Instant.EPOCH,
                        null,
                        null,
                        null,
                        entry.source(),
                        entry.position(),
                        null,
                        owed.problems(),
                        null));
    }

    private synchronized List<LedgerView.Known> known(String source, List<?> keys) {
        requireThere();
        List<LedgerView.Known> known = new ArrayList<>();
        for (Object key : keys) {
            Kept one = newest.get(source + "\n" + key);
            if (one != null) {
                known.add(known((String) key, one));
            }
        }
        return known;
    }

    private synchronized List<LedgerView.Known> versions(String source, Map<?, ?> contents) {
        requireThere();
        return kept.stream()
                .filter(one -> one.entry().source().equals(source))
                .filter(one -> one.entry()
                        .contentHash()
                        .equals(contents.get(one.entry().key())))
                .map(one -> known(one.entry().key(), one))
                .toList();
    }

    private static LedgerView.Known known(String key, Kept one) {
        return new LedgerView.Known(
                key,
                one.record(),
                one.version(),
                one.entry().contentHash(),
                one.entry().position());
    }

    private synchronized Set<Long> dead(Collection<?> ids) {
        return ids.stream()
                .map(Long.class::cast)
                .filter(id -> deliveries.get(id) instanceof Delivery one && one.state() == DeliveryState.DEAD)
                .collect(Collectors.toSet());
    }

    private synchronized Optional<DossierNo> dossierOf(long record) {
        return kept.stream()
                .filter(one -> one.record() == record)
                .flatMap(one -> one.entry().owed().stream())
                .flatMap(owed -> Optional.ofNullable(owed.dossier()).stream())
                .findFirst();
    }

    private void requireThere() {
        if (away) {
            throw new Ledger.LedgerUnavailable("away", new IllegalStateException());
        }
    }

    @SuppressWarnings("unchecked")
    private static List<Ledger.Entry> entries(Object argument) {
        return (List<Ledger.Entry>) argument;
    }

    private interface Answer {

        Object to(Object[] arguments);
    }

    private static <T> T proxy(Class<T> face, Map<String, Answer> answers) {
        return face.cast(Proxy.newProxyInstance(
                face.getClassLoader(), new Class<?>[] {face}, (self, method, arguments) -> {
                    Answer answer = answers.get(method.getName());
                    if (answer == null) {
                        throw new UnsupportedOperationException(method.getName());
                    }
                    return answer.to(arguments);
                }));
    }
}
