package vn.lienthong.mapping.source;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import vn.lienthong.dossier.Problem;

/** What a JSON parser found, without quoting the text it found it in. */
final class JsonProblem {

    private JsonProblem() {}

    static Problem of(JacksonException broken) {
        String message = broken.getOriginalMessage();
        if (message != null && message.startsWith("Duplicate property")) {
            return Problem.of("source.same-field-twice").in(quoted(message));
        }
        return at(broken.getLocation());
    }

    static Problem at(@Nullable TokenStreamLocation where) {
        return Problem.of("source.not-json")
                .with("line", Integer.toString(where == null ? 0 : where.getLineNr()))
                .with("column", Integer.toString(where == null ? 0 : where.getColumnNr()));
    }

    private static String quoted(String message) {
        int from = message.indexOf('"');
        int to = message.lastIndexOf('"');
        return from >= 0 && to > from ? message.substring(from + 1, to) : "?";
    }
}
