package vn.lienthong.paygov.book;

import org.jspecify.annotations.Nullable;

/**
 * A message as it is to be kept; what it came to is added when that is known.
 *
 * @param received known fields only, never a card's data
 * @param hash SHA-256 of what was received, byte for byte
 */
@SuppressWarnings("ArrayRecordComponent") // written, never compared
public record Draft(
        String kind,
        @Nullable Integer status,
        byte @Nullable [] sent,
        @Nullable String received,
        String hash) {

    public static final String CREATE = "create";
    public static final String QUERY = "query";
    public static final String RECEIPT = "receipt";
    public static final String NOTICE = "notice";
    public static final String LOOK_UP = "look-up";
}
