package vn.lienthong.paygov.gateway;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import vn.lienthong.dossier.ProcedureCode;
import vn.lienthong.dossier.VietnamTime;
import vn.lienthong.paygov.Payment;
import vn.lienthong.paygov.book.NewOrder;
import vn.lienthong.paygov.gateway.Tables.Beneficiary;

/** The source of the mappings: what the agency's system gave, and as its member {@code order} what the connector adds. */
public final class Sources {

    private static final JsonMapper JSON = new JsonMapper();

    private Sources() {}

    /** For an order that is to be made. */
    public static ObjectNode order(
            GatewayClient client, ObjectNode request, Beneficiary beneficiary, NewOrder.Names names, Instant at) {
        ObjectNode source = question(client, request, names, at);
        ((ObjectNode) source.path("order"))
                .put("unitCode", beneficiary.unit())
                .put("unitName", beneficiary.unitName())
                .put("account", beneficiary.account())
                .put("bank", beneficiary.bank())
                .put("holder", beneficiary.holder());
        return source;
    }

    /** For a question about an order that was made, from what the agency's system gave then. */
    public static ObjectNode question(GatewayClient client, byte[] request, Payment payment, Instant at) {
        return question(client, PaymentRequest.again(request), names(payment), at);
    }

    /**
     * For a question for the receipt of what was paid.
     *
     * @param proof the known fields of the message that proves it, as JSON
     */
    public static ObjectNode receipt(
            GatewayClient client, byte[] request, Payment payment, Tables tables, String proof) {
        ObjectNode source = question(client, request, payment, payment.since());
        ObjectNode order = (ObjectNode) source.path("order");
        order.put("paidOn", day(payment.since()).toString());
        client.describe(JSON.readTree(proof), order);
        if (client.receiptNamesBeneficiary()) {
            String procedure = source.path("procedureCode").asString("");
            Beneficiary beneficiary = tables.beneficiary(
                    ProcedureCode.in(procedure).map(ProcedureCode::value).orElse(procedure), day(payment.createdAt()));
            order.put("unitCode", beneficiary.unit()).put("unitName", beneficiary.unitName());
        }
        return source;
    }

    private static ObjectNode question(GatewayClient client, ObjectNode request, NewOrder.Names names, Instant at) {
        ObjectNode source = request.deepCopy();
        ObjectNode order = source.objectNode();
        client.describe(order);
        order.put("reference", names.reference());
        order.put("requestCode", names.requestCode());
        order.put(
                "at",
                at.truncatedTo(ChronoUnit.SECONDS)
                        .atZone(VietnamTime.ZONE)
                        .toOffsetDateTime()
                        .toString());
        source.set("order", order);
        return source;
    }

    public static NewOrder.Names names(Payment payment) {
        return new NewOrder.Names(payment.reference(), payment.requestCode());
    }

    /** The day it is in Vietnam. */
    public static LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, VietnamTime.ZONE);
    }
}
