package vn.lienthong.mapping.convert;

import java.util.Map;
import tools.jackson.databind.JsonNode;
import vn.lienthong.dossier.AgencyCode;
import vn.lienthong.dossier.DossierNo;

/** The agency that a code, or a dossier number by its front part, names. */
final class AgencyCodes {

    private AgencyCodes() {}

    /** {@code form}: {@code given} or {@code new} ({@code G16.05}). */
    static Conversion code(Options options) {
        boolean newer = options.oneOf("form", "given", "new").equals("new");
        return (value, notes) -> {
            AgencyCode code = agency(value);
            return newer ? code.newForm().value() : code.value();
        };
    }

    /**
     * {@code names}: names by code in the newer form. An agency whose own name is not there is called by the name of the
     * nearest one above it and its own code: {@code Tỉnh Thanh Hóa (H56.16)}.
     */
    static Conversion name(Options options) {
        Map<String, String> names = options.table("names");
        if (names.isEmpty()) {
            options.wrong("names", "{ G16: \"Bộ Văn hóa, Thể thao và Du lịch\" }");
        }
        return (value, notes) -> {
            AgencyCode code = agency(value);
            String above = code.newForm().value();
            String own = names.get(above);
            while (own == null && above.lastIndexOf('.') > 0) {
                above = above.substring(0, above.lastIndexOf('.'));
                own = names.containsKey(above) ? names.get(above) + " (" + code.value() + ")" : null;
            }
            if (own == null) {
                throw new Conversion.Unconvertible("convert.agency-without-name", Map.of("code", code.value()));
            }
            return own;
        };
    }

    private static AgencyCode agency(JsonNode value) throws Conversion.Unconvertible {
        String text = value.asString("").strip();
        try {
            return front(text);
        } catch (IllegalArgumentException asItStands) {
            return ofOddNumber(text);
        }
    }

    /** The number is what a dossier number is put right to, so its front part is that one's. */
    private static AgencyCode ofOddNumber(String text) throws Conversion.Unconvertible {
        try {
            return front(DossierNo.written(text).value());
        } catch (IllegalArgumentException wrong) {
            throw new Conversion.Unconvertible("convert.not-an-agency-code", Map.of());
        }
    }

    private static AgencyCode front(String text) {
        int end = text.indexOf('-');
        return new AgencyCode(end < 0 ? text : Scan.withoutBlanksAtEnd(text.substring(0, end)));
    }
}
