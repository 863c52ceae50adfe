package vn.lienthong.ledger;

import org.jspecify.annotations.Nullable;

/** Which deliveries; null means any. {@code problem} is a problem's code. */
public record DeliveryFilter(
        @Nullable DeliveryState state,
        @Nullable String dossier,
        @Nullable String counterpart,
        @Nullable String flow,
        @Nullable String problem) {

    public static DeliveryFilter any() {
        return new DeliveryFilter(null, null, null, null, null);
    }
}
