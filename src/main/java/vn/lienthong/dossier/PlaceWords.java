package vn.lienthong.dossier;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** A place in a file ({@code sheet Hồ sơ, row 12}) in the reader's language. A file's path and line is the same in all. */
final class PlaceWords {

    private static final Pattern WORD = Pattern.compile("(?<=^|, )(line|row|column|cell|sheet)(?= )");
    private static final Map<String, String> VIETNAMESE =
            Map.of("line", "dòng", "row", "dòng", "column", "cột", "cell", "ô", "sheet", "trang tính");

    private PlaceWords() {}

    static String in(String place, Locale locale) {
        return locale.getLanguage().equals(Locale.ENGLISH.getLanguage())
                ? place
                : WORD.matcher(place).replaceAll(word -> VIETNAMESE.getOrDefault(word.group(), word.group()));
    }
}
