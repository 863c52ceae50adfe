package vn.lienthong.procedures;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import vn.lienthong.dossier.ProcedureCode;

/**
 * The portal's list of procedures, read.
 *
 * @param names by national code; a code that systems write with several tails counts once
 * @param unreadable how many rows name no procedure
 */
record Listing(Map<String, String> names, int unreadable) {

    static Listing of(List<JsonNode> rows) {
        Map<String, String> names = new LinkedHashMap<>();
        int unreadable = 0;
        for (JsonNode row : rows) {
            Content content = Content.of(row);
            ProcedureCode code = ProcedureCode.in(row.isObject() ? content.text("MATTHC") : "")
                    .orElse(null);
            if (code == null) {
                unreadable++;
            } else {
                names.putIfAbsent(code.value(), content.text("TENTTHC"));
            }
        }
        return new Listing(names, unreadable);
    }
}
