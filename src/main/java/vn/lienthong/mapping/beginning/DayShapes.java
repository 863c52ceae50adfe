package vn.lienthong.mapping.beginning;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.lienthong.mapping.contract.ScalarType;

/** How days and times of a sample are probably written: day before month, as in Vietnam. */
final class DayShapes {

    private static final String ISO = "iso";
    private static final String TIME = "(\\d{2}:\\d{2}(:\\d{2})?)";
    private static final Pattern DAY =
            Pattern.compile("(?:" + TIME + " )?\\d{2}([/.-])\\d{2}\\3\\d{4}(?: " + TIME + ")?");

    private DayShapes() {}

    /** Whether a contract wants days as the portal writes them. */
    static boolean areWanted(ScalarType type) {
        return type.pattern() != null && type.pattern().text().contains("{14}");
    }

    /** Whether most texts are days of a known shape. */
    static boolean are(Set<String> texts) {
        return texts.stream().filter(text -> of(text) != null).count() * 2 > texts.size();
    }

    /** The conversion to the portal's days, with the shapes of the texts that have one; as it is where they are all ISO's. */
    static String conversion(Set<String> texts) {
        Set<String> shapes = new TreeSet<>();
        for (String text : texts) {
            String shape = of(text);
            if (shape != null) {
                shapes.add(shape);
            }
        }
        if (shapes.isEmpty() || shapes.equals(Set.of(ISO))) {
            return "npsp-datetime";
        }
        String listed = shapes.stream().map(shape -> "\"" + shape + "\"").collect(Collectors.joining(", "));
        return "{ npsp-datetime: { shape: " + (shapes.size() == 1 ? listed : "[" + listed + "]") + " } }";
    }

    private static @Nullable String of(String text) {
        if (text.matches("\\d{4}-\\d{2}-\\d{2}([T ].*)?")) {
            return ISO;
        }
        if (text.matches("\\d{14}")) {
            return "yyyyMMddHHmmss";
        }
        Matcher day = DAY.matcher(text);
        if (!day.matches()) {
            return null;
        }
        return time(day.group(1), day.group(2), "", " ") + "dd" + day.group(3) + "MM" + day.group(3) + "yyyy"
                + time(day.group(4), day.group(5), " ", "");
    }

    private static String time(@Nullable String time, @Nullable String seconds, String before, String after) {
        return time == null ? "" : before + (seconds == null ? "HH:mm" : "HH:mm:ss") + after;
    }
}
