package vn.lienthong.intake.rest;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.lienthong.dossier.Problem;
import vn.lienthong.dossier.Sha256;

/** A walk through what an API has: which page is next. Used by one thread at a time. */
final class Round {

    /** An API may look through much that it does not give, a part at a time; this many parts one behind the other it has not. */
    private static final int MOST_EMPTY = 1000;

    private final Pull pull;
    private final String base;

    private @Nullable Moment since;
    private int number;
    private @Nullable String next;
    private boolean heedsSince = true;

    private final Set<String> walked = new HashSet<>();
    private List<String> firstPage = List.of();
    private List<String> lastPage = List.of();
    private int empty;
    /** Of the page before, which the next one goes on behind; null: it is asked for anew from a time. */
    private @Nullable Moment lastTime;

    /**
     * @param base the API's address
     * @param since where it begins; null: at the beginning of all
     */
    Round(Pull pull, String base, @Nullable Moment since) {
        this.pull = pull;
        this.base = base;
        this.since = since;
        this.number = pull.paging().first();
    }

    /** The request for the page that is next. */
    URI request() throws ApiFault {
        if (pull.paging().kind() == Paging.Kind.LINK && next != null) {
            return linked(next);
        }
        StringBuilder request = new StringBuilder(base).append(pull.path());
        add(request, pull.size(), Integer.toString(pull.page()));
        if (pull.changed() != null && since != null) {
            add(request, pull.changed().since(), since.text());
        }
        if (pull.paging().kind() == Paging.Kind.PAGE) {
            add(request, pull.paging().parameter(), Integer.toString(number));
        } else if (next != null) {
            add(request, pull.paging().parameter(), next);
        }
        return URI.create(request.toString());
    }

    private static void add(StringBuilder request, String parameter, String value) {
        if (!parameter.isBlank()) {
            request.append(request.indexOf("?") < 0 ? '?' : '&')
                    .append(encoded(parameter))
                    .append('=')
                    .append(encoded(value));
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private URI linked(String link) throws ApiFault {
        URI home = URI.create(base + pull.path());
        try {
            URI to = home.resolve(link);
            boolean same = Objects.equals(home.getScheme(), to.getScheme())
                    && Objects.equals(home.getRawAuthority(), to.getRawAuthority());
            if (same) {
                return to;
            }
        } catch (IllegalArgumentException notAnAddress) {
            throw ApiFault.unclear("no address " + pull.paging().next());
        }
        throw ApiFault.of(Problem.of("intake.api-other-host"));
    }

    /**
     * Whether an answer leads on; asked before anything of it is taken.
     *
     * @throws ApiFault if it leads back to where the round has been, or is not in order behind the page before
     */
    void check(Answer answer) throws ApiFault {
        boolean again = switch (pull.paging().kind()) {
            case NONE -> false;
            case PAGE -> isThereAgain(answer);
            case CURSOR, LINK -> answer.next() != null && (walked.contains(answer.next()) || isThereAgain(answer));
        };
        empty = answer.given() == 0 ? empty + 1 : 0;
        if (again || empty > MOST_EMPTY) {
            throw ApiFault.of(Problem.of("intake.api-leads-back"));
        }
        Moment first =
                answer.records().isEmpty() ? null : answer.records().getFirst().time();
        if (first != null && lastTime != null && (!first.isLike(lastTime) || first.isBefore(lastTime))) {
            throw ApiFault.of(Problem.of("intake.api-out-of-order"));
        }
    }

    /** The page before or the first one, whatever it is called now: with a new name each time it would be given for ever. */
    private boolean isThereAgain(Answer answer) {
        List<String> page = page(answer);
        return !page.isEmpty() && (page.equals(lastPage) || page.equals(firstPage));
    }

    /**
     * Goes on behind an answer that was taken.
     *
     * @return whether there may be more
     */
    boolean goOn(Answer answer) {
        lastTime = answer.records().isEmpty()
                ? lastTime
                : answer.records().getLast().time();
        lastPage = page(answer);
        firstPage = firstPage.isEmpty() ? lastPage : firstPage;
        return switch (pull.paging().kind()) {
            case NONE -> false;
            case PAGE -> answer.given() > 0 && countOn(answer);
            case CURSOR, LINK -> {
                next = answer.next();
                yield next != null && walked.add(next);
            }
        };
    }

    /** Later pages are counted from a later time, if there is one: so nothing that moves meanwhile shifts them. */
    private boolean countOn(Answer answer) {
        Moment later = later(answer);
        if (later != null) {
            since = later;
            number = pull.paging().first();
            firstPage = List.of();
            lastPage = List.of();
            lastTime = null;
        } else {
            number++;
        }
        return true;
    }

    private @Nullable Moment later(Answer answer) {
        if (pull.changed() == null || answer.records().isEmpty()) {
            return null;
        }
        Moment first = Objects.requireNonNull(answer.records().getFirst().time());
        Moment later = Objects.requireNonNull(answer.records().getLast().time()).justBefore();
        // An API that gives earlier records than it was asked for would begin all over again.
        heedsSince &= since == null || !first.isBefore(since);
        return heedsSince && (since == null || since.isBefore(later)) ? later : null;
    }

    /** A page that is counted has other records than the one before; a cursor may give the same record again, changed. */
    private List<String> page(Answer answer) {
        boolean counted = pull.paging().kind() == Paging.Kind.PAGE;
        return answer.records().stream()
                .map(one -> counted ? one.key() : one.key() + " " + Sha256.hex(one.body()))
                .toList();
    }
}
