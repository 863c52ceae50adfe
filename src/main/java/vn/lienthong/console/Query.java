package vn.lienthong.console;

import jakarta.servlet.http.HttpServletRequest;
import java.text.Normalizer;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.lienthong.dossier.Problem;
import vn.lienthong.ledger.DeliveryFilter;
import vn.lienthong.ledger.DeliveryState;
import vn.lienthong.ledger.LedgerView;
import vn.lienthong.ledger.Reception;

/** A request's parameters, read strictly: a filter with a slip of the pen must not answer for more than was meant. */
public final class Query {

    private static final int LARGEST_PAGE_NUMBER = 100_000;
    private static final int LONGEST_NAME = 200;

    private final HttpServletRequest request;

    /** @throws Refusal if a parameter is not among those known, or is given twice */
    public Query(HttpServletRequest request, Set<String> known) {
        this.request = request;
        request.getParameterMap().forEach((name, values) -> {
            if (!known.contains(name)) {
                String asked = name.length() > 40 ? name.substring(0, 40) + "…" : name;
                throw Refusal.badRequest(Problem.of("console.unknown-parameter")
                        .in(asked)
                        .with("known", String.join(", ", known.stream().sorted().toList())));
            }
            if (values.length != 1) {
                throw bad(name);
            }
        });
    }

    public DeliveryFilter filter() {
        String dossier = text("dossier");
        return new DeliveryFilter(
                state(text("state")),
                dossier == null ? null : DossierSearch.read(dossier).value(),
                text("counterpart"),
                text("flow"),
                text("problem"),
                text("group"),
                reception());
    }

    private Reception reception() {
        String from = text("from");
        String until = text("until");
        Instant begin = from == null ? null : WrittenTime.from("from", from);
        Instant end = until == null ? null : WrittenTime.until("until", until);
        if (begin != null && end != null && !begin.isBefore(end)) {
            throw Refusal.badRequest(Problem.of("console.until-before-from").in("until"));
        }
        String file = text("file");
        return new Reception(
                begin, end, text("source"), file == null ? null : Normalizer.normalize(file, Normalizer.Form.NFC));
    }

    /** A page's number or size: 1 and more. */
    public int count(String name, int otherwise, int most) {
        return (int) number(name, otherwise, most);
    }

    /** The same, as large as an id. */
    public long number(String name, long otherwise, long most) {
        String text = text(name);
        if (text == null) {
            return otherwise;
        }
        try {
            long number = Long.parseLong(text);
            if (number >= 1 && number <= most) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            // said below, together with a number out of range
        }
        throw bad(name);
    }

    public int page() {
        return count("page", 1, LARGEST_PAGE_NUMBER);
    }

    /**
     * The same of a list of deliveries.
     *
     * @throws Refusal if the page begins further down than numbers lead
     */
    public int page(int size) {
        int page = page();
        if ((page - 1L) * size >= LedgerView.DEEPEST) {
            throw Refusal.badRequest(
                    Problem.of("console.page-too-deep").in("page").with("most", String.valueOf(LedgerView.DEEPEST)));
        }
        return page;
    }

    /** What was given, or null if nothing or only space was: forms send empty fields. */
    public @Nullable String text(String name) {
        return text(name, request.getParameter(name));
    }

    /**
     * The same of a field of a form.
     *
     * @throws Refusal if it is longer than any name, or has what no name has
     */
    public static @Nullable String text(String name, @Nullable String given) {
        if (given == null || given.isBlank()) {
            return null;
        }
        if (given.length() > LONGEST_NAME || !isName(given.strip())) {
            throw bad(name);
        }
        return given.strip();
    }

    /**
     * No name has a control character, and not every ledger can be asked for one; nor has it half of a surrogate pair, for which
     * a ledger keeps a question mark, so that two names would be one.
     */
    private static boolean isName(String text) {
        return text.codePoints()
                .noneMatch(point -> Character.isISOControl(point)
                        || Character.isBmpCodePoint(point) && Character.isSurrogate((char) point));
    }

    /** {@code true}, or else {@code false}, which is meant if nothing is given. */
    public boolean flag(String name) {
        String text = text(name);
        if (text != null && !Set.of("true", "false").contains(text)) {
            throw bad(name);
        }
        return "true".equals(text);
    }

    /** @throws Refusal if there is no such state */
    public static @Nullable DeliveryState state(@Nullable String text) {
        if (text == null) {
            return null;
        }
        return Stream.of(DeliveryState.values())
                .filter(state -> state.name().equals(text.toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() ->
                        Refusal.badRequest(Problem.of("console.no-such-state").in("state")));
    }

    private static Refusal bad(String name) {
        return Refusal.badRequest(Problem.of("console.bad-parameter").in(name));
    }
}
