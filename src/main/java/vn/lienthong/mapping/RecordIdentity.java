package vn.lienthong.mapping;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import vn.lienthong.dossier.DossierNo;

/**
 * What a record is about, found even where the rest of it cannot be mapped. A mapping declares it:
 * {@code dossier}, {@code key} and {@code dueAt}, each a rule like any other.
 *
 * @param dossier the dossier the record belongs to; null if the record does not say
 * @param key what makes the record the same record when it comes again; null: its content does
 * @param dueAt when the counterpart must have it at the latest, for instance the promised return time
 * @param contentHash over what counts as content (row counters a mapping declares as {@code notContent} are left out), hex
 */
public record RecordIdentity(
        @Nullable DossierNo dossier,
        @Nullable String key,
        @Nullable Instant dueAt,
        String contentHash) {}
