package vn.lienthong.procedures;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened to a procedure.
 *
 * @param id rises with time
 * @param version the newest by then
 * @param fields of a new version, against the one before; else empty
 */
public record ProcedureChange(
        long id, String code, String name, Kind kind, int version, Instant happenedAt, List<Field> fields) {

    public ProcedureChange {
        fields = List.copyOf(fields);
    }

    /** What happened. */
    public enum Kind {
        /** The portal told of it for the first time. */
        NEW,
        /** It says something else than before. */
        CHANGED,
        /** The list no longer has it, and the portal says it has none of that code. */
        GONE,
        /** It was gone, and is listed again. */
        RETURNED;

        /** As in the API: {@code changed}. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * A field that says something else.
     *
     * @param path {@code THANHPHANHOSO[1].GIAYTO[GT-02].SOBANCHINH}: rows by their code where they have one, else counted from 1
     * @param before null: the field is new
     * @param after null: the field is no more
     */
    public record Field(
            String path, @Nullable String before, @Nullable String after) {}
}
