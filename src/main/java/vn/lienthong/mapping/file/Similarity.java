package vn.lienthong.mapping.file;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How alike two names are: word by word, without accents and case, whether they are written {@code MaHoSo},
 * {@code ma_ho_so} or {@code Mã hồ sơ}. For suggestions only; a person decides.
 */
public final class Similarity {

    /** From here on two names probably mean the same. */
    public static final double LIKELY = 0.75;

    /** Below, the likeness is chance. */
    public static final double POSSIBLE = 0.5;

    private static final double NEARLY = 0.8;

    /** What people who name columns write short. */
    private static final Map<String, List<String>> SHORT = Map.of(
            "hs", List.of("ho", "so"),
            "lv", List.of("linh", "vuc"),
            "tthc", List.of("thu", "tuc", "hanh", "chinh"));

    private Similarity() {}

    /** From 0, nothing in common, to 1, the same but for accents, case and separators. */
    public static double of(String one, String other) {
        List<String> a = words(one);
        List<String> b = words(other);
        if (a.isEmpty() || b.isEmpty()) {
            return 0;
        }
        if (String.join("", a).equals(String.join("", b))) {
            return 1;
        }
        return isAcronym(a, b) || isAcronym(b, a) ? NEARLY : ofWords(inFull(a), inFull(b));
    }

    private static double ofWords(List<String> one, List<String> other) {
        List<String> a = apart(one, other);
        List<String> b = apart(other, one);
        double shared = shared(a, b);
        double both = 2 * shared / (a.size() + b.size());
        int fewer = Math.min(a.size(), b.size());
        return fewer > 1 && shared == fewer ? Math.max(both, LIKELY) : both;
    }

    /** The words of a name, folded: {@code TenTepDinhKem} is ten, tep, dinh, kem. */
    public static List<String> words(String name) {
        String plain = Normalizer.normalize(name, Normalizer.Form.NFD)
                .replaceAll("\\p{M}+", "")
                .replace('đ', 'd')
                .replace('Đ', 'D');
        String apart = plain.replaceAll(
                "(?<=\\p{Ll})(?=\\p{Lu})|(?<=\\p{Lu})(?=\\p{Lu}\\p{Ll})|(?<=\\d)(?=\\p{L})|(?<=\\p{L})(?=\\d)", " ");
        return Arrays.stream(apart.toLowerCase(Locale.ROOT).split("[^\\p{L}\\d]+"))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    private static List<String> inFull(List<String> words) {
        return words.stream()
                .flatMap(word -> SHORT.getOrDefault(word, List.of(word)).stream())
                .toList();
    }

    /** {@code TRANGTHAI} in two words, because {@code TrangThaiHoSo} begins with these two; it may end with them as well. */
    private static List<String> apart(List<String> joined, List<String> other) {
        for (int count = 2; joined.size() == 1 && count < other.size(); count++) {
            for (List<String> run :
                    List.of(other.subList(0, count), other.subList(other.size() - count, other.size()))) {
                if (String.join("", run).equals(joined.getFirst())) {
                    return run;
                }
            }
        }
        return joined;
    }

    /** {@code SDT} for Số điện thoại. */
    private static boolean isAcronym(List<String> one, List<String> of) {
        String initials = of.stream().map(word -> word.substring(0, 1)).collect(Collectors.joining());
        return of.size() > 1 && one.size() == 1 && one.getFirst().equals(initials);
    }

    private static double shared(List<String> a, List<String> b) {
        List<String> left = new ArrayList<>(b);
        double shared = 0;
        for (String word : a) {
            if (left.remove(word)) {
                shared++;
            }
        }
        for (String word : a) {
            String near = b.contains(word)
                    ? null
                    : left.stream()
                            .filter(each -> isNear(word, each))
                            .findFirst()
                            .orElse(null);
            if (near != null) {
                left.remove(near);
                shared += NEARLY;
            }
        }
        return shared;
    }

    private static boolean isNear(String word, String other) {
        boolean begins = word.startsWith(other) || other.startsWith(word);
        int shorter = Math.min(word.length(), other.length());
        return begins && shorter >= 3 || shorter >= 5 && Suggestion.distance(word, other) <= 1;
    }
}
