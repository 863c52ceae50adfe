package vn.lienthong.ledger;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;
import vn.lienthong.dossier.Problem;
import vn.lienthong.dossier.Sha256;

/** Text as both databases can keep it. */
final class Text {

    private static final int LONGEST_KEY = 400;
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final TypeReference<List<Problem>> PROBLEMS = new TypeReference<>() {};
    private static final TypeReference<Map<String, String>> NAMES = new TypeReference<>() {};
    private static final TypeReference<List<Attempt.Change>> CHANGES = new TypeReference<>() {};

    private Text() {}

    /** Without what PostgreSQL refuses: NUL, and halves of a surrogate pair. */
    static String storable(String text) {
        return text.chars().allMatch(unit -> unit != 0 && !Character.isSurrogate((char) unit))
                ? text
                : text.codePoints()
                        .map(point -> point == 0 || (point >= 0xD800 && point <= 0xDFFF) ? 0xFFFD : point)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString();
    }

    static @Nullable String storableOrNull(@Nullable String text) {
        return text == null ? null : storable(text);
    }

    /** A text that fits into an index; a longer one is represented by its hash. */
    static String key(String text) {
        return text.length() <= LONGEST_KEY ? storable(text) : "sha256:" + Sha256.hex(text);
    }

    static @Nullable String problems(List<Problem> problems) {
        return problems.isEmpty() ? null : JSON.writeValueAsString(problems);
    }

    static List<Problem> problems(@Nullable String json) {
        return json == null ? List.of() : JSON.readValue(json, PROBLEMS);
    }

    static @Nullable String changes(@Nullable List<Attempt.Change> changes) {
        return changes == null ? null : storable(JSON.writeValueAsString(changes));
    }

    static @Nullable List<Attempt.Change> changes(@Nullable String json) {
        return json == null ? null : JSON.readValue(json, CHANGES);
    }

    static String names(Map<String, String> names) {
        return JSON.writeValueAsString(names);
    }

    static Map<String, String> names(String json) {
        return JSON.readValue(json, NAMES);
    }
}
