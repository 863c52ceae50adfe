package vn.lienthong.paygov.book;

import java.util.List;
import java.util.function.IntFunction;
import vn.lienthong.dossier.DossierNo;
import vn.lienthong.paygov.Gateway;

/**
 * What an order is to be.
 *
 * @param fees what it is for: the codes of the dossier's fees
 * @param request as the agency's system gave it
 * @param names makes the names of the dossier's n-th order at the payment system
 */
@SuppressWarnings("ArrayRecordComponent") // written, never compared
public record NewOrder(
        Gateway gateway, DossierNo dossier, List<String> fees, long amount, byte[] request, IntFunction<Names> names) {

    public NewOrder {
        fees = List.copyOf(fees);
    }

    /**
     * An order's names.
     *
     * @param reference at the payment system
     * @param requestCode PayGov's second one
     */
    public record Names(String reference, String requestCode) {}
}
