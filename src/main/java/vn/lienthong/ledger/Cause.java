package vn.lienthong.ledger;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import vn.lienthong.dossier.Problem;
import vn.lienthong.dossier.Sha256;

/**
 * What dead letters have in common that one correction puts right: counterpart, flow, the problem's code, mapping place
 * and field, and what the counterpart answered, since two refusals for two reasons are two causes. An answer is compared
 * by its shape: in lower case, without what stands in quotes and without every word that has a digit in it, so that
 * numbers of dossiers, people and times make no causes of their own. The key holds a hash of it, never its words.
 */
final class Cause {

    /** What a counterpart says is kept in these details of a problem. */
    private static final List<String> ANSWER = List.of("code", "status", "answer");

    private static final Pattern QUOTED = Pattern.compile("\"[^\"]*\"|“[^”]*”|«[^»]*»|'[^']*'|‘[^’]*’");
    private static final Pattern WORD_WITH_DIGIT = Pattern.compile("\\S*\\d\\S*");
    private static final Pattern SPACE = Pattern.compile("[\\p{Cntrl}\\s]+");
    private static final int LONGEST = 160;
    private static final int HASH_DIGITS = 16;
    private static final String NONE = "ledger.no-cause";

    private Cause() {}

    /** Equal for equal causes: {@code npsp.refused@3f9c21aa5e0b7d12}. */
    static String key(String counterpart, String flow, List<Problem> problems) {
        Problem first = problems.isEmpty() ? Problem.of(NONE) : problems.getFirst();
        StringBuilder cause = new StringBuilder(counterpart)
                .append('\n')
                .append(flow)
                .append('\n')
                .append(first.code())
                .append('\n')
                .append(first.place())
                .append('\n')
                .append(first.field());
        ANSWER.forEach(name -> cause.append('\n').append(shape(first.details().getOrDefault(name, ""), name)));
        return Text.key(first.code()) + "@" + Sha256.hex(cause.toString()).substring(0, HASH_DIGITS);
    }

    /** Codes are whole as they are; only words have a shape. */
    private static String shape(String said, String name) {
        return name.equals("answer") ? shape(said) : said;
    }

    static String shape(String answer) {
        String words = Normalizer.normalize(answer, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
        String shape = SPACE.matcher(WORD_WITH_DIGIT
                        .matcher(QUOTED.matcher(words).replaceAll(""))
                        .replaceAll("#"))
                .replaceAll(" ")
                .strip();
        return shape.length() <= LONGEST ? shape : shape.substring(0, LONGEST);
    }
}
