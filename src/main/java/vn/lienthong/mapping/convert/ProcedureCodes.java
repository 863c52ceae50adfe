package vn.lienthong.mapping.convert;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import vn.lienthong.dossier.ProcedureCode;

/**
 * The national code of a procedure, without an agency's prefix or tail. A spreadsheet that took the code for a number
 * dropped zeros at its end; six decimals are the rule, so the number says which code it was.
 */
final class ProcedureCodes implements Conversion {

    private static final int DECIMALS = 6;

    @Override
    public Object apply(JsonNode value, Notes notes) throws Unconvertible {
        String text = value.isNumber() ? restored(value.decimalValue(), notes) : value.asString("");
        Optional<ProcedureCode> code = ProcedureCode.in(text);
        if (code.isEmpty()) {
            throw new Unconvertible("convert.not-a-procedure-code", Map.of());
        }
        return code.get().value();
    }

    private static String restored(BigDecimal number, Notes notes) throws Unconvertible {
        boolean isOfItsLength = Math.abs((long) number.precision() - number.scale()) <= DECIMALS;
        if (!isOfItsLength || number.stripTrailingZeros().scale() > DECIMALS || number.signum() <= 0) {
            throw new Unconvertible("convert.not-a-procedure-code", Map.of());
        }
        String code = number.setScale(DECIMALS).toPlainString();
        if (number.scale() != DECIMALS) {
            notes.warn("convert.procedure-code-restored", Map.of("code", code));
        }
        return code;
    }
}
