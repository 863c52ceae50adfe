package vn.lienthong.paygov;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What went over the network about a payment, and what it came to: proof where it changed something, evidence where not.
 *
 * @param payment null if no payment of ours is meant
 * @param kind {@code create}, {@code query}, {@code receipt}, {@code notice} or {@code look-up}
 * @param verdict what it came to; {@code taken}, {@code repeated}, {@code quarantined}, {@code refused} …
 * @param problem why it changed nothing; null if it did, or had nothing to change
 * @param times how often it came
 * @param status of an answer over HTTP
 * @param sent as it went out; treat the array as immutable
 * @param received the known fields that may be kept, as JSON: never a card's data
 * @param hash SHA-256 of what was received, byte for byte, in hexadecimal
 */
@SuppressWarnings("ArrayRecordComponent") // read, never compared
public record PaymentMessage(
        long id,
        @Nullable Long payment,
        Gateway gateway,
        String kind,
        String verdict,
        @Nullable String problem,
        Instant at,
        Instant lastAt,
        int times,
        @Nullable Integer status,
        byte @Nullable [] sent,
        @Nullable String received,
        String hash) {}
