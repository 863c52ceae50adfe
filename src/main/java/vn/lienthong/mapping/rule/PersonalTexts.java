package vn.lienthong.mapping.rule;

import java.util.HashSet;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.lienthong.mapping.contract.Personal;
import vn.lienthong.mapping.contract.Type;

/** Finds what a mapped record says of persons, by its contract. */
final class PersonalTexts {

    private static final JsonMapper JSON = new JsonMapper();

    private PersonalTexts() {}

    static Set<String> of(byte[] json, Type.Structure contract) {
        Set<String> texts = new HashSet<>();
        collect(JSON.readTree(json), contract, false, texts);
        return texts;
    }

    /** A free text is not repeated as a whole, and a short one ("không") would be found everywhere. */
    private static boolean names(Personal classification) {
        return classification.isMasked() && classification != Personal.TEXT;
    }

    private static void collect(JsonNode node, Type type, boolean personal, Set<String> texts) {
        if (type instanceof Type.Structure object) {
            object.properties()
                    .forEach((name, property) ->
                            collect(node.path(name), property.type(), names(property.classification()), texts));
        } else if (type instanceof Type.Sequence list) {
            node.forEach(element -> collect(element, list.items(), personal, texts));
        } else if (personal && !node.asString("").isBlank()) {
            texts.add(node.asString().strip());
        }
    }
}
