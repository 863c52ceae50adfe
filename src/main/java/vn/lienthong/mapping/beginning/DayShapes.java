package vn.lienthong.mapping.beginning;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.lienthong.mapping.contract.ScalarType;

/**
 * How days and times of a sample are probably written: day before month, as in Vietnam, unless a text has a thirteenth month
 * so and none has one the other way round.
 */
final class DayShapes {

    private static final String ISO = "iso";
    private static final String TIME = "(\\d{1,2}):\\d{2}(:\\d{2})?";
    private static final Pattern DAY = Pattern.compile(
            "(?:" + TIME + " )?(?<first>\\d{1,2})(?<sign>[/.-])(?<second>\\d{1,2})\\k<sign>(?<year>\\d{4}|\\d{2})(?: "
                    + TIME + ")?");
    private static final int BEFORE = 1;
    private static final int BEHIND = 7;
    private static final int MONTHS = 12;

    /** What two digits of a year count from; dossiers kept in a system are not older. */
    private static final int PIVOT = 1990;

    private final Set<String> texts;
    private final boolean monthFirst;

    /** Whether days and months below ten have no zero in front. */
    private final boolean shortDays;

    /** Likewise hours. */
    private final boolean shortHours;

    private DayShapes(Set<String> texts) {
        this.texts = texts;
        List<MatchResult> days = texts.stream()
                .map(DAY::matcher)
                .filter(Matcher::matches)
                .map(Matcher::toMatchResult)
                .toList();
        this.monthFirst = days.stream().anyMatch(day -> isNoMonth(day.group("second")))
                && days.stream().noneMatch(day -> isNoMonth(day.group("first")));
        this.shortDays = days.stream()
                .anyMatch(day ->
                        day.group("first").length() == 1 || day.group("second").length() == 1);
        this.shortHours = days.stream().anyMatch(day -> isShort(day.group(BEFORE)) || isShort(day.group(BEHIND)));
    }

    /** Whether a contract wants days as the portal writes them. */
    static boolean areWanted(ScalarType type) {
        return type.pattern() != null && type.pattern().text().contains("{14}");
    }

    /** Whether most texts are days of a known shape. */
    static boolean are(Set<String> texts) {
        DayShapes shapes = new DayShapes(texts);
        return texts.stream().filter(text -> shapes.of(text) != null).count() * 2 > texts.size();
    }

    /** A conversion of days, with the shapes of the texts that have one; as it is where they are all ISO's. */
    static String conversion(String name, Set<String> texts) {
        return new DayShapes(texts).conversion(name);
    }

    private String conversion(String name) {
        Set<String> shapes = new TreeSet<>();
        for (String text : texts) {
            String shape = of(text);
            if (shape != null) {
                shapes.add(shape);
            }
        }
        if (shapes.isEmpty() || shapes.equals(Set.of(ISO))) {
            return name;
        }
        String listed = shapes.stream().map(shape -> "\"" + shape + "\"").collect(Collectors.joining(", "));
        boolean shortYears = shapes.stream().anyMatch(shape -> !shape.equals(ISO) && !shape.contains("yyyy"));
        return "{ " + name + ": { shape: " + (shapes.size() == 1 ? listed : "[" + listed + "]")
                + (shortYears ? ", pivot: " + PIVOT : "") + " } }";
    }

    private @Nullable String of(String text) {
        if (text.matches("\\d{4}-\\d{2}-\\d{2}([T ].*)?")) {
            return ISO;
        }
        if (text.matches("\\d{14}")) {
            return "yyyyMMddHHmmss";
        }
        Matcher day = DAY.matcher(text);
        if (!day.matches() || isNoMonth(day.group(monthFirst ? "first" : "second"))) {
            return null;
        }
        String dd = shortDays ? "d" : "dd";
        String mm = shortDays ? "M" : "MM";
        String sign = day.group("sign");
        return time(day.group(BEFORE), day.group(BEFORE + 1), "", " ")
                + (monthFirst ? mm + sign + dd : dd + sign + mm)
                + sign
                + "y".repeat(day.group("year").length())
                + time(day.group(BEHIND), day.group(BEHIND + 1), " ", "");
    }

    private String time(@Nullable String hour, @Nullable String seconds, String before, String after) {
        return hour == null ? "" : before + (shortHours ? "H" : "HH") + (seconds == null ? ":mm" : ":mm:ss") + after;
    }

    private static boolean isNoMonth(String number) {
        return Integer.parseInt(number) > MONTHS;
    }

    private static boolean isShort(@Nullable String hour) {
        return hour != null && hour.length() == 1;
    }
}
