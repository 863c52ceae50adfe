package vn.lienthong.situation;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.springframework.context.MessageSource;
import vn.lienthong.dossier.Problem;
import vn.lienthong.dossier.VietnamTime;
import vn.lienthong.situation.Alert.Line;

/** Puts alerts into the words of the language that is set for them. */
final class Wording {

    /** More than that nobody reads in a mail; the console shows all. */
    private static final int LINES = 20;

    private static final int LONGEST_SUBJECT = 150;

    /** Details that hold what a counterpart said, or its number for a record: an alert goes to where nobody has to log in. */
    private static final List<String> OF_RECORDS = List.of("answer", "id");

    private static final Pattern BREAKS = Pattern.compile("[\\p{Cntrl}\\s]+");

    private final MessageSource messages;
    private final AlertSettings settings;

    Wording(MessageSource messages, AlertSettings settings) {
        this.messages = messages;
        this.settings = settings;
    }

    String say(String key, Object... arguments) {
        return oneLine(messages.getMessage(key, arguments, locale()));
    }

    /** What is wrong, and by which code the console explains it. */
    String says(Problem problem) {
        String place = problem.place() == null ? "" : " (" + problem.place() + ")";
        return oneLine(problem.code() + place + ": " + withoutRecords(problem).says(locale()));
    }

    private static Problem withoutRecords(Problem problem) {
        Problem left = problem;
        for (String detail : OF_RECORDS) {
            left = problem.details().containsKey(detail) ? left.with(detail, "…") : left;
        }
        return left;
    }

    String advice(Problem problem) {
        return oneLine(problem.advice(locale()));
    }

    String time(Instant at) {
        return DateTimeFormatter.ofPattern(say("time.full"), locale()).format(VietnamTime.of(at));
    }

    AlertText text(Alert alert) {
        List<String> lines = new ArrayList<>();
        add(lines, "alert.new", alert.fresh());
        add(lines, "alert.open", alert.open());
        add(lines, "alert.over", alert.over());
        return text(subject(alert), lines, alert);
    }

    /** What is sent to see whether alerts arrive. */
    AlertText test(String by, String reason) {
        String says = say("alert.test", by, reason);
        return text(says, List.of(says), new Alert(List.of(), List.of(), List.of()));
    }

    private AlertText text(String subject, List<String> lines, Alert alert) {
        List<String> all = new ArrayList<>(lines);
        if (!settings.console().isBlank()) {
            all.add("");
            all.add(settings.console());
        }
        String whole = settings.name() + ": " + subject;
        return new AlertText(cut(whole), String.join("\n", all) + "\n", alert);
    }

    /** By letters, lest one that is two characters is cut in half. */
    private static String cut(String text) {
        return text.codePointCount(0, text.length()) <= LONGEST_SUBJECT
                ? text
                : text.substring(0, text.offsetByCodePoints(0, LONGEST_SUBJECT)) + "…";
    }

    private String subject(Alert alert) {
        if (!alert.fresh().isEmpty()) {
            return alert.fresh().getFirst().says();
        }
        if (alert.open().isEmpty()) {
            return say("alert.well");
        }
        return alert.over().isEmpty()
                ? alert.open().getFirst().says()
                : say("alert.over") + ": " + alert.over().getFirst().says();
    }

    private void add(List<String> lines, String heading, List<Line> what) {
        if (what.isEmpty()) {
            return;
        }
        if (!lines.isEmpty()) {
            lines.add("");
        }
        lines.add(say(heading) + ":");
        what.stream().limit(LINES).forEach(line -> {
            lines.add("- " + line.says());
            if (line.advice() != null) {
                lines.add("  " + line.advice());
            }
            // the first page stands below all
            if (line.page() != null
                    && !line.page().equals(Concerns.HOME)
                    && !settings.console().isBlank()) {
                lines.add("  " + settings.console().replaceAll("/+$", "") + line.page());
            }
        });
        if (what.size() > LINES) {
            lines.add("- " + say("alert.more", what.size() - LINES));
        }
    }

    private Locale locale() {
        return settings.language().locale();
    }

    private static String oneLine(String text) {
        return BREAKS.matcher(text).replaceAll(" ").strip();
    }
}
