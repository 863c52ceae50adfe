package vn.lienthong.mapping.convert;

import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * What kind of holder this is, where a source says it only by name and number. Options: {@code holder}, the separator of
 * "name|number"; {@code words}, the code for names that begin with these words; {@code citizen}, the code of a person (1). A
 * name without such words is a person only if the number is one that only persons have; else it is not known and refused.
 */
final class HolderKind implements Conversion {

    private final String separator;
    private final Map<String, String> words = new LinkedHashMap<>();
    private final String citizen;

    HolderKind(Options options) {
        this.separator = options.text("holder", "|");
        this.citizen = options.text("citizen", "1");
        options.table("words").forEach((word, code) -> words.put(HolderAndNumber.words(word), code));
        if (words.isEmpty()) {
            options.wrong("words", "{ Công ty: \"2\" }");
        }
    }

    @Override
    public Object apply(JsonNode value, Notes notes) throws Unconvertible {
        String text = Scan.seen(value);
        int cut = text.lastIndexOf(separator);
        String name = HolderAndNumber.words(cut < 0 ? text : text.substring(0, cut));
        for (Map.Entry<String, String> word : words.entrySet()) {
            if (HolderAndNumber.begins(name, word.getKey())) {
                return word.getValue();
            }
        }
        String number = cut < 0
                ? ""
                : Scan.withoutZeroFraction(
                        text.substring(cut + separator.length()).strip());
        if (!name.isEmpty() && (Scan.isNumber(number, 8, 9) || Scan.isNumber(number, 11, 12))) {
            return citizen;
        }
        throw new Unconvertible("convert.holder-kind-unsure", Map.of());
    }
}
