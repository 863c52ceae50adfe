package vn.lienthong.ledger;

import org.jspecify.annotations.Nullable;

/**
 * Which deliveries; null means any.
 *
 * @param problem a problem's code
 * @param group the key of a group of problems with one cause, {@link LedgerView.ProblemGroup#key}
 * @param reception of records that came so
 */
public record DeliveryFilter(
        @Nullable DeliveryState state,
        @Nullable String dossier,
        @Nullable String counterpart,
        @Nullable String flow,
        @Nullable String problem,
        @Nullable String group,
        Reception reception) {

    /** Of records that came whenever and from wherever. */
    public DeliveryFilter(
            @Nullable DeliveryState state,
            @Nullable String dossier,
            @Nullable String counterpart,
            @Nullable String flow,
            @Nullable String problem,
            @Nullable String group) {
        this(state, dossier, counterpart, flow, problem, group, Reception.ANY);
    }

    /** Whether what it finds is counted as things happen, by state, counterpart and flow. */
    boolean isTallied() {
        return dossier == null && problem == null && group == null && reception.equals(Reception.ANY);
    }

    public static DeliveryFilter any() {
        return new DeliveryFilter(null, null, null, null, null, null);
    }

    public DeliveryFilter in(@Nullable DeliveryState other) {
        return new DeliveryFilter(other, dossier, counterpart, flow, problem, group, reception);
    }

    public DeliveryFilter of(Reception other) {
        return new DeliveryFilter(state, dossier, counterpart, flow, problem, group, other);
    }
}
