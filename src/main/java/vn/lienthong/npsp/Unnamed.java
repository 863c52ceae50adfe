package vn.lienthong.npsp;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import vn.lienthong.dossier.Batch.Item;
import vn.lienthong.dossier.MappedRecord;
import vn.lienthong.dossier.Problem;
import vn.lienthong.relay.Outcome;

/**
 * Takes out of what the portal said, before it is quoted in a problem, what it repeats of the dossier's people. Whoever may
 * see them finds the answer itself, word for word, at the attempt.
 */
final class Unnamed {

    /** The detail of a problem that quotes the portal. */
    private static final String ANSWER = "answer";

    private static final String MASK = "***";

    /** Shorter texts stand in too many other words. */
    private static final int SHORTEST = 3;

    private final List<Item> items;

    Unnamed(List<Item> items) {
        this.items = items;
    }

    Outcome in(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Refused(Problem cause) -> new Outcome.Refused(in(cause));
            case Outcome.Unanswered(Problem cause) -> new Outcome.Unanswered(in(cause));
            case Outcome.Deferred deferred ->
                new Outcome.Deferred(in(deferred.cause()), deferred.askedToWait(), deferred.counts(), deferred.says());
            case Outcome.Delivered delivered -> delivered;
            case Outcome.Withheld withheld -> withheld;
        };
    }

    /** Warnings that were noted beside the items. */
    void inWarnings() {
        for (Item item : items) {
            MappedRecord was = Items.mapped(item);
            if (was.warnings().stream().anyMatch(Unnamed::quotes)) {
                List<Problem> warnings = was.warnings().stream().map(this::in).toList();
                item.becomes(new MappedRecord(was.body(), was.mapping(), was.version(), warnings, was.personal()));
            }
        }
    }

    private static boolean quotes(Problem problem) {
        return problem.details().containsKey(ANSWER);
    }

    private Problem in(Problem problem) {
        return quotes(problem)
                ? problem.with(ANSWER, without(texts(), problem.details().getOrDefault(ANSWER, "")))
                : problem;
    }

    private Set<String> texts() {
        Set<String> texts = new HashSet<>();
        items.forEach(item -> texts.addAll(Items.mapped(item).personal().get()));
        return texts;
    }

    /** Longest first, so that a name is not left without its beginning. */
    static String without(Collection<String> texts, String said) {
        String left = said;
        List<String> ordered = texts.stream()
                .map(Words::composed)
                .filter(text -> text.length() >= SHORTEST)
                .sorted(Comparator.comparing(String::length).reversed())
                .toList();
        for (String text : ordered) {
            left = withoutBeginning(text, left);
            left = Pattern.compile(
                            "(?<![\\p{L}\\p{N}])" + Pattern.quote(text) + "(?![\\p{L}\\p{N}])",
                            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE)
                    .matcher(left)
                    .replaceAll(MASK);
        }
        return left;
    }

    /** A quotation that was cut may end in the middle of a name. */
    private static String withoutBeginning(String text, String said) {
        if (!said.endsWith(Words.CUT)) {
            return said;
        }
        String left = said.substring(0, said.length() - Words.CUT.length());
        for (int length = Math.min(text.length(), left.length()); length >= SHORTEST; length--) {
            if (left.regionMatches(true, left.length() - length, text, 0, length)) {
                return left.substring(0, left.length() - length) + MASK + Words.CUT;
            }
        }
        return said;
    }
}
