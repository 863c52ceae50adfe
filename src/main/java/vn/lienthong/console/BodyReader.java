package vn.lienthong.console;

import org.jspecify.annotations.Nullable;
import vn.lienthong.dossier.SourceRecord;
import vn.lienthong.ledger.Attempt;
import vn.lienthong.mapping.Mapping;
import vn.lienthong.mapping.Masking;

/**
 * Bodies and values as one person may see them: word for word, or with what tells of others masked.
 *
 * @param masking null for whoever may see everything
 */
public record BodyReader(@Nullable Masking masking) {

    public boolean isMasked() {
        return masking != null;
    }

    /** A message on the wire; null if there was none. */
    public @Nullable String message(byte @Nullable [] body) {
        if (body == null) {
            return null;
        }
        return masking == null ? BodyText.of(body).text() : masking.message(body);
    }

    /** @param mapping what the flow makes of its records; null if it maps nothing */
    public String record(SourceRecord record, @Nullable Mapping mapping) {
        return masking == null ? BodyText.of(record.body()).text() : masking.record(record, mapping);
    }

    public String there(Attempt.Change change) {
        return value(change.field(), change.there());
    }

    public String sent(Attempt.Change change) {
        return value(change.field(), change.sent());
    }

    private String value(String field, String value) {
        return masking == null ? value : masking.value(field, value);
    }
}
