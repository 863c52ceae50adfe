package vn.lienthong.paygov.gateway;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import vn.lienthong.dossier.Problem;
import vn.lienthong.dossier.SourceRecord;
import vn.lienthong.mapping.Mapping;
import vn.lienthong.mapping.MappingResult;
import vn.lienthong.mapping.Mappings;
import vn.lienthong.paygov.PaymentRefused;
import vn.lienthong.paygov.PaymentRefused.Kind;
import vn.lienthong.paygov.message.Fields;
import vn.lienthong.paygov.message.HashFormulas;
import vn.lienthong.paygov.message.Unreadable;
import vn.lienthong.relay.Heard;

/**
 * Makes messages: mapped, their contract checked, and sealed over the characters that go out. Reads what is answered to
 * them.
 */
final class Messages {

    private static final JsonMapper JSON = new JsonMapper();

    private final Mappings mappings;
    private final HashFormulas formulas;
    private final String sealField;

    /** @param sealField the field that carries the hash */
    Messages(Mappings mappings, HashFormulas formulas, String sealField) {
        this.mappings = mappings;
        this.formulas = formulas;
        this.sealField = sealField;
    }

    /** @throws PaymentRefused naming every problem of the record, or that there is no such mapping */
    byte[] make(String mapping, String formula, ObjectNode source) {
        Mapping found = mappings.find(mapping)
                .orElseThrow(() -> new PaymentRefused(
                        Kind.NOT_NOW, Problem.of("paygov.no-mapping").with("mapping", mapping)));
        return switch (found.map(new SourceRecord(JSON.writeValueAsBytes(source), "application/json"))) {
            case MappingResult.Mapped(var record) -> sealed(record.body(), formula);
            case MappingResult.Unmapped(List<Problem> problems) -> throw new PaymentRefused(Kind.INVALID, problems);
            case MappingResult.NotOwed(Problem reason) -> throw new PaymentRefused(Kind.INVALID, reason);
        };
    }

    /** The hash is put in without touching a character of the rest. A file without that formula: this operator wants none. */
    private byte[] sealed(byte[] body, String formula) {
        if (!formulas.has(formula)) {
            return body;
        }
        try {
            String seal = formulas.of(formula, Fields.json(body));
            String open = new String(body, StandardCharsets.UTF_8).stripTrailing();
            String whole = open.substring(0, open.length() - 1) + ",\"" + sealField + "\":\"" + seal + "\"}";
            return whole.getBytes(StandardCharsets.UTF_8);
        } catch (Unreadable impossible) {
            throw new IllegalStateException("a mapped record is readable", impossible);
        }
    }

    /** The fields of an answer; null: it is none. From 500 on the server has failed, and whatever it says is no word on a payment. */
    static @Nullable Fields read(Heard heard) {
        return heard instanceof Heard.Answered answered && answered.status() < 500 ? read(answered.body()) : null;
    }

    /** Null: they are no object of fields. */
    static @Nullable Fields read(byte[] answer) {
        try {
            return Fields.json(answer);
        } catch (Unreadable noAnswer) {
            return null;
        }
    }
}
