package vn.lienthong.paygov.notice;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import vn.lienthong.paygov.message.Fields;
import vn.lienthong.paygov.message.Unreadable;

/**
 * A body as it came.
 *
 * @param fields null: it cannot be read, or not in one way only
 */
@SuppressWarnings("ArrayRecordComponent") // hashed, never compared
record Received(byte[] body, @Nullable Fields fields) {

    private static final String FORM = "application/x-www-form-urlencoded";

    /** @param mediaType null: JSON */
    static Received of(byte[] body, @Nullable String mediaType) {
        try {
            boolean form = mediaType != null
                    && mediaType.strip().toLowerCase(Locale.ROOT).startsWith(FORM);
            return new Received(body, form ? Fields.form(body) : Fields.json(body));
        } catch (Unreadable unreadable) {
            return new Received(body, null);
        }
    }
}
