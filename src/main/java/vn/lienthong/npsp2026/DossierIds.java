package vn.lienthong.npsp2026;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import vn.lienthong.ledger.Memos;
import vn.lienthong.ledger.Memos.Memo;

/**
 * What the other side calls our dossiers, and their files until the dossier is created; and which creations may be there although
 * nobody answered. Durable when a call returns, and the same for all processes.
 */
final class DossierIds {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String PREFIX = "npsp-2026/";

    private final Memos memos;

    DossierIds(Memos memos) {
        this.memos = memos;
    }

    /**
     * @param id of the dossier; null: not known
     * @param doubt the delivery whose creation of it was not answered, or a person was asked about; null: none
     * @param files ids of files that are up, by the hashes of their content
     */
    record Kept(@Nullable String id, @Nullable Long doubt, Map<String, String> files) {

        private static final Kept NOTHING = new Kept(null, null, Map.of());

        Kept {
            files = Map.copyOf(files);
        }

        private Kept inDoubt(@Nullable Long delivery) {
            return new Kept(id, delivery, files);
        }

        private Kept with(String hash, String file) {
            Map<String, String> all = new HashMap<>(files);
            all.put(hash, file);
            return new Kept(id, doubt, all);
        }
    }

    Kept of(String number) {
        return read(memos.read(PREFIX + number));
    }

    /** Ends every doubt; the files have done their part by then. */
    void keep(String number, String id) {
        change(number, kept -> new Kept(id, null, Map.of()));
    }

    void keepFile(String number, String hash, String file) {
        change(number, kept -> kept.with(hash, file));
    }

    /** To be told before a creation goes out: whatever becomes of us, it may be there. */
    Doubt doubt(String number, long delivery) {
        return new Doubt(change(number, kept -> kept.inDoubt(delivery)));
    }

    /**
     * The creation was answered, and not taken; for a worker that still has the dossier, since the doubt of one that has it now
     * looks the same. Nothing is done if another worker has told of the dossier since.
     */
    void settle(Doubt doubt) {
        memos.write(doubt.memo(), JSON.writeValueAsString(read(doubt.memo()).inDoubt(null)));
    }

    /** That a creation may be there. */
    record Doubt(Memo memo) {}

    private Memo change(String number, UnaryOperator<Kept> change) {
        while (true) {
            Memo memo = memos.read(PREFIX + number);
            Optional<Memo> written = memos.write(memo, JSON.writeValueAsString(change.apply(read(memo))));
            if (written.isPresent()) {
                return written.get();
            }
        }
    }

    private static Kept read(Memo memo) {
        return memo.content() == null ? Kept.NOTHING : JSON.readValue(memo.content(), Kept.class);
    }
}
