package vn.lienthong.intake;

import vn.lienthong.dossier.DossierNo;
import vn.lienthong.dossier.Sha256;
import vn.lienthong.mapping.RecordIdentity;

/**
 * What makes a record the same record when it comes again. Keys begin with their flow's name: one account may push to
 * several flows, and a status entry is never a new version of a dossier. Each kind of key has a prefix of its own.
 */
public final class RecordKey {

    private static final int LONGEST = 200;

    private RecordKey() {}

    /** By the key its sender gave. */
    public static String given(String flow, String idempotencyKey) {
        return bounded(flow, "idem:" + idempotencyKey);
    }

    /** By the key its mapping declares, else by its content. */
    public static String of(Examined examined) {
        RecordIdentity identity = examined.identity();
        String key = identity.key();
        return bounded(
                examined.flow().name(),
                kind(examined) + (key != null ? "key:" + key : "content:" + identity.contentHash()));
    }

    /** As {@link #of}, but rows of a table are told apart by their dossier number before their content. */
    public static String ofRow(Examined examined) {
        DossierNo dossier = examined.identity().dossier();
        if (examined.identity().key() != null || dossier == null) {
            return of(examined);
        }
        return bounded(examined.flow().name(), kind(examined) + dossier(dossier));
    }

    /** The key {@link #ofRow} gives the record of a dossier that is owed, where its mapping declares no key. */
    public static String ofDossier(String flow, DossierNo dossier) {
        return bounded(flow, dossier(dossier));
    }

    private static String dossier(DossierNo dossier) {
        return "dossier:" + dossier.value();
    }

    /**
     * A row of a table that is read again and again: by the column its source is told to know it by. The row as it is now is
     * the newest version of the row as it was.
     */
    public static String ofTableRow(Examined examined, String rowKey) {
        return bounded(examined.flow().name(), kind(examined) + "row:" + rowKey);
    }

    /** A record that is not owed must neither replace nor contradict one that is. */
    private static String kind(Examined examined) {
        return examined.notOwed() == null ? "" : "not-owed:";
    }

    /** Databases index keys and refuse some characters; a key that is too long or odd is known by its hash. */
    private static String bounded(String flow, String key) {
        boolean plain = key.length() <= LONGEST
                && key.chars().noneMatch(c -> Character.isISOControl(c) || Character.isSurrogate((char) c));
        return flow + "/" + (plain ? key : "hash:" + Sha256.hex(key));
    }
}
