package vn.lienthong.mapping.convert;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Text that a web form escaped ({@code C&ocirc;ng ty}). A name that somebody capitalised as a whole ({@code &OCIRC;}) stands
 * for the capital letter. What is no entity stays as it is. Unescaped once, never twice.
 */
final class HtmlText implements Conversion {

    private static final Pattern ENTITY = Pattern.compile("&(?:#(\\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|([A-Za-z]{2,8}));");
    private static final Map<String, String> NAMED = named();

    @Override
    public Object apply(JsonNode value, Notes notes) {
        return ENTITY.matcher(value.asString("")).replaceAll(HtmlText::meaning);
    }

    private static String meaning(MatchResult entity) {
        String meaning = null;
        if (entity.group(1) != null) {
            meaning = sign(Integer.parseInt(entity.group(1)));
        } else if (entity.group(2) != null) {
            meaning = sign(Integer.parseInt(entity.group(2), 16));
        } else if (entity.group(3) != null) {
            meaning = letter(entity.group(3));
        }
        return Matcher.quoteReplacement(meaning == null ? entity.group() : meaning);
    }

    private static @Nullable String sign(int code) {
        return code >= 0x20 && Character.isValidCodePoint(code) && (code < 0xD800 || code > 0xDFFF)
                ? Character.toString(code)
                : null;
    }

    private static @Nullable String letter(String name) {
        String exact = NAMED.get(name);
        if (exact != null || !name.equals(name.toUpperCase(Locale.ROOT))) {
            return exact;
        }
        String small = NAMED.get(name.toLowerCase(Locale.ROOT));
        return small == null ? null : small.toUpperCase(Locale.ROOT);
    }

    private static Map<String, String> named() {
        Map<String, String> named = new HashMap<>(Map.of(
                "amp", "&", "lt", "<", "gt", ">", "quot", "\"", "apos", "'", "nbsp", "\u00A0", "ndash", "–", "mdash",
                "—"));
        String letters =
                "agrave à aacute á acirc â atilde ã abreve ă egrave è eacute é ecirc ê igrave ì iacute í itilde ĩ "
                        + "ograve ò oacute ó ocirc ô otilde õ ugrave ù uacute ú utilde ũ yacute ý dstrok đ";
        String[] words = letters.split(" ");
        for (int i = 0; i < words.length; i += 2) {
            String name = words[i];
            named.put(name, words[i + 1]);
            named.put(
                    name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1),
                    words[i + 1].toUpperCase(Locale.ROOT));
        }
        return Map.copyOf(named);
    }
}
