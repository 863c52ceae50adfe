package vn.lienthong.paygov;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One thing that happened to a payment.
 *
 * @param by {@code lienthong}, or the name of a person
 * @param from null: the payment was entered; equal to {@code to}: a task was set or closed, or its {@link
 *     FeeState} ended
 * @param reason a problem's or reason's code, or a person's words
 * @param proof the message that proves it; null if it needs none (our own entry, a person's word)
 */
public record PaymentEvent(
        Instant at,
        String by,
        @Nullable PaymentState from,
        PaymentState to,
        String reason,
        @Nullable Long proof) {}
