package vn.lienthong.mapping.invent;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Invents one value for each it is given; for the same one, however often it comes, the same. For one record. */
final class Inventor {

    private static final List<String> FAMILIES = List.of("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi");
    private static final List<String> GIVEN =
            List.of("An", "Bình", "Chi", "Dũng", "Giang", "Hà", "Khánh", "Lan", "Minh", "Nam");
    private static final Pattern LEGAL_FORM = Pattern.compile(
            "(?iu)^(tổng công ty|công ty(?: tnhh| cổ phần| hợp danh)?|doanh nghiệp|hợp tác xã|trung tâm|hộ kinh doanh)(?=\\s).*");
    private static final Pattern PERSON = Pattern.compile("\\p{Lu}[\\p{L}\\p{M}]*(?: \\p{Lu}[\\p{L}\\p{M}]*){1,5}");
    private static final Pattern ADDRESS = Pattern.compile("[^\\s@]+@[^\\s@]+");
    private static final Pattern LINK = Pattern.compile("(?i)https?://.*?(\\.[a-z0-9]{2,4})?");
    private static final Pattern DAY =
            Pattern.compile("(?:\\d{1,2}([/.-])\\d{1,2}\\1(?:\\d{4}|\\d{2})|\\d{4}-\\d{2}-\\d{2})(?:[T ][\\d:.+Z-]*)?");
    private static final Pattern LONGEST_SHOWN = Pattern.compile("(?s).{60,}");

    private final Map<String, String> invented = new HashMap<>();

    /** @param text as the record has it; lengths, signs and the shape of numbers stay */
    String of(String text) {
        String same = Normalizer.normalize(text, Normalizer.Form.NFC).strip().replaceAll("\\s+", " ");
        return invented.computeIfAbsent(same.toUpperCase(Locale.ROOT), fresh -> invent(text, invented.size() + 1));
    }

    private static String invent(String text, int number) {
        String bare = Normalizer.normalize(text, Normalizer.Form.NFC).strip();
        if (LONGEST_SHOWN.matcher(bare).matches()) {
            return masked(text, number);
        }
        Matcher form = LEGAL_FORM.matcher(bare);
        if (form.matches()) {
            return sameCase(form.group(1) + " Thử Nghiệm " + number, bare);
        }
        if (ADDRESS.matcher(bare).matches()) {
            return "nguoi" + number + "@example.vn";
        }
        Matcher link = LINK.matcher(bare);
        if (link.matches()) {
            return "https://example.vn/tep/" + number + (link.group(1) == null ? "" : link.group(1));
        }
        if (PERSON.matcher(bare).matches() || isCapitals(bare)) {
            return sameCase(person(number), bare);
        }
        return masked(text, number);
    }

    private static boolean isCapitals(String text) {
        return text.matches("\\p{Lu}[\\p{Lu}\\p{M}]*(?: [\\p{Lu}\\p{M}]+){1,5}");
    }

    private static String person(int number) {
        return FAMILIES.get(number % FAMILIES.size()) + " Thử " + GIVEN.get(number / FAMILIES.size() % GIVEN.size());
    }

    private static String sameCase(String made, String like) {
        return like.equals(like.toUpperCase(Locale.ROOT)) ? made.toUpperCase(Locale.ROOT) : made;
    }

    /** Letters become x, digits count on from the left zeros; signs, lines and lengths stay. */
    private static String masked(String text, int number) {
        if (isDay(text)) {
            return day(text);
        }
        long letters = text.codePoints().filter(Character::isLetter).count();
        long digits = text.codePoints().filter(Inventor::isDigit).count();
        boolean isCode = digits > letters && !text.strip().contains(" ");
        String plain = isCode ? text : letters(text);
        return isCode && letters > 0 ? lastGroup(plain, number) : Numbers.like(plain, number);
    }

    /** The prefix of a code, its agency and day, stays; the number at its end is what names somebody. */
    private static String lastGroup(String code, int number) {
        int end = code.length();
        while (end > 0 && !isDigit(code.charAt(end - 1))) {
            end--;
        }
        int start = end;
        while (start > 0 && isDigit(code.charAt(start - 1))) {
            start--;
        }
        String group = code.substring(start, end);
        if (group.length() > 6 || start == 0) {
            return Numbers.like(code, number);
        }
        return code.substring(0, start) + Numbers.counted(group, number) + code.substring(end);
    }

    /** Whether a text has the form of a day, right or wrong. */
    static boolean isDay(String text) {
        return DAY.matcher(text.strip()).matches();
    }

    private static String day(String text) {
        return text.replaceAll("\\d{4}", "1990").replaceAll("(?<!\\d)\\d{1,2}(?!\\d)", "01");
    }

    private static String letters(String text) {
        StringBuilder masked = new StringBuilder();
        text.codePoints().forEach(c -> {
            if (Character.isLetter(c) || Character.getType(c) == Character.NON_SPACING_MARK) {
                masked.append(Character.isUpperCase(c) ? 'X' : 'x');
            } else {
                masked.appendCodePoint(c);
            }
        });
        return masked.toString();
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }
}
