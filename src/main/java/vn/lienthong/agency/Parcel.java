package vn.lienthong.agency;

import java.util.HexFormat;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import vn.lienthong.dossier.Batch;
import vn.lienthong.dossier.DossierNo;
import vn.lienthong.dossier.Sha256;

/**
 * A record on its way to a system.
 *
 * @param operation which the route names; empty: none
 * @param key the same whenever this delivery is sent again, and no other delivery's, also after a new ledger was begun
 * @param body JSON, or XML where the mapping writes that
 */
@SuppressWarnings("ArrayRecordComponent") // sent, never compared
record Parcel(@Nullable DossierNo dossier, String operation, String key, byte[] body) {

    private static final int HASH_BYTES = 8;

    static Parcel of(@Nullable DossierNo dossier, String operation, Batch.Item item) {
        byte[] hash = Sha256.of(item.record().body());
        String key = item.delivery() + "-" + HexFormat.of().formatHex(hash, 0, HASH_BYTES);
        return new Parcel(
                dossier,
                operation,
                key,
                Objects.requireNonNull(item.mapped(), "only mapped items are ready")
                        .body());
    }

    boolean isXml() {
        return body.length > 0 && body[0] == '<';
    }
}
