package vn.lienthong.ledger;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Memos of processes that a test has in one JVM, for rooms that stand on the ledger. */
public final class InMemoryMemos implements Memos {

    private final Map<String, Memo> memos = new TreeMap<>();
    private int reads;

    @Override
    public synchronized List<Memo> under(String prefix) {
        reads++;
        return memos.values().stream()
                .filter(memo -> memo.name().startsWith(prefix))
                .toList();
    }

    @Override
    public synchronized Optional<Memo> write(Memo read, String content) {
        Memo now = memos.get(read.name());
        if ((now == null ? 0 : now.version()) != read.version()) {
            return Optional.empty();
        }
        Memo written = read.rewritten(content);
        memos.put(read.name(), written);
        return Optional.of(written);
    }

    /** How often anything was read. */
    public synchronized int reads() {
        return reads;
    }
}
