package vn.lienthong.sandbox;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One message to the portal, as the portal saw it.
 *
 * @param number rises in the order of arrival
 * @param caller who sent it, if its address says so ({@code ?caller=…}); else empty
 * @param service {@code login} or the service it names; {@code ?} if none could be read
 * @param sent the body as it came, session and all
 * @param fault the fault that struck it, {@code none} if none did
 * @param decided what the portal answered, also where a fault kept the answer from being sent; null if it never saw it
 * @param status the HTTP status that was sent; null if the connection was broken instead
 * @param answered what was sent; null if nothing was
 */
@SuppressWarnings("ArrayRecordComponent") // evidence, never compared
public record PortalCall(
        long number,
        Instant at,
        String caller,
        String service,
        byte[] sent,
        String fault,
        @Nullable String decided,
        @Nullable Integer status,
        @Nullable String answered) {}
