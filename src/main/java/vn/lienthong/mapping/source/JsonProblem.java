package vn.lienthong.mapping.source;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import vn.lienthong.dossier.Problem;

/** What a JSON parser found, without quoting the text it found it in. */
final class JsonProblem {

    private JsonProblem() {}

    static Problem of(JacksonException broken) {
        return at(broken.getLocation());
    }

    static Problem at(@Nullable TokenStreamLocation where) {
        return Problem.of("source.not-json")
                .with("line", Integer.toString(where == null ? 0 : where.getLineNr()))
                .with("column", Integer.toString(where == null ? 0 : where.getColumnNr()));
    }
}
