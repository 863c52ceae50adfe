package vn.lienthong.dossier;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Every code the product can tell of, with cause, example and advice, from the texts of all rooms: what the page
 * {@code /problems} and the command {@code problems} show. A test holds that no code of the program is missing.
 */
public final class ProblemTexts {

    /** The first words of the codes, each with its texts in {@code problems/}. */
    public static final List<String> ROOMS = List.of(
            "intake",
            "source",
            "mapping",
            "convert",
            "relay",
            "npsp",
            "npsp-2026",
            "paygov",
            "agency",
            "agreement",
            "procedures",
            "route",
            "ledger",
            "alerts",
            "console",
            "operations");

    private ProblemTexts() {}

    /**
     * One code.
     *
     * @param example a problem as it may occur, with sample values for everything its texts name
     */
    public record Entry(String code, Problem example) {

        /** What happened and why, with names in place of the values: {@code ‹field› has ‹length› characters}. */
        public String cause(Locale locale) {
            return named(Problem.template(code, ".says", locale));
        }

        /** What to do about it. */
        public String advice(Locale locale) {
            return named(Problem.template(code, ".advice", locale));
        }

        private static String named(String template) {
            return Problem.PLACEHOLDER.matcher(template).replaceAll("‹$1›");
        }
    }

    /** The codes of a room, sorted. */
    public static List<Entry> of(String room) {
        List<Entry> entries = new ArrayList<>();
        for (String key : new TreeSet<>(Problem.bundle(room, Locale.ROOT).keySet())) {
            if (key.endsWith(".says")) {
                entries.add(entry(key.substring(0, key.length() - ".says".length())));
            }
        }
        return entries;
    }

    /** Every code, room by room. */
    public static List<Entry> all() {
        return ROOMS.stream().flatMap(room -> of(room).stream()).toList();
    }

    public static Optional<Entry> find(String code) {
        return Problem.template(code, ".says", Locale.ROOT).isEmpty() ? Optional.empty() : Optional.of(entry(code));
    }

    private static Entry entry(String code) {
        Problem example = Problem.of(code);
        for (String pair : Problem.template(code, ".example", Locale.ROOT).split(" ; ")) {
            int is = pair.indexOf('=');
            if (is > 0) {
                String name = pair.substring(0, is);
                String value = pair.substring(is + 1);
                example = switch (name) {
                    case "place" -> example.at(value);
                    case "field" -> example.in(value);
                    default -> example.with(name, value);
                };
            }
        }
        return new Entry(code, example);
    }
}
