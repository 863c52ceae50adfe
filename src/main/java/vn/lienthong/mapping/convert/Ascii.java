package vn.lienthong.mapping.convert;

import java.text.Normalizer;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * Vietnamese text without its accents, for systems that take nothing but ASCII: {@code Đề nghị} reads {@code De nghi}. Letters
 * that are not Vietnamese are refused rather than dropped.
 */
final class Ascii implements Conversion {

    private static final Pattern ACCENTS = Pattern.compile("\\p{M}+");

    @Override
    public Object apply(JsonNode value, Notes notes) throws Unconvertible {
        String apart = Normalizer.normalize(Texts.legible(value.asString(""), notes), Normalizer.Form.NFD);
        // đ is a letter of its own, and does not come apart
        String plain = ACCENTS.matcher(apart).replaceAll("").replace('đ', 'd').replace('Đ', 'D');
        if (!plain.chars().allMatch(sign -> sign >= ' ' && sign < 0x7F)) {
            throw new Unconvertible("convert.not-ascii", Map.of());
        }
        return plain;
    }
}
