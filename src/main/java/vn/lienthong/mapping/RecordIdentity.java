package vn.lienthong.mapping;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import vn.lienthong.dossier.DossierNo;

/**
 * What a record is about, found even where the rest of it cannot be mapped. A mapping declares it:
 * {@code dossier}, {@code key}, {@code dueAt} and {@code changedAt}, each a rule like any other.
 *
 * @param dossier the dossier the record belongs to; null if the record does not say
 * @param key what makes the record the same record when it comes again; null: its content does
 * @param dueAt when the counterpart must have it at the latest, for instance the promised return time
 * @param changedAt when its source last changed it, by the source's own word: what is older than what is known of the same
 *     dossier comes too late; null: the source does not say, and what comes later is newer
 * @param contentHash over what counts as content (row counters a mapping declares as {@code notContent} are left out), hex
 */
public record RecordIdentity(
        @Nullable DossierNo dossier,
        @Nullable String key,
        @Nullable Instant dueAt,
        @Nullable Instant changedAt,
        String contentHash) {

    /** The same of a record whose time of change is not to be believed. */
    public RecordIdentity withoutChange() {
        return new RecordIdentity(dossier, key, dueAt, null, contentHash);
    }
}
