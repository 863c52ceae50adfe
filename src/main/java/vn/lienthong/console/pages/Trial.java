package vn.lienthong.console.pages;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import vn.lienthong.dossier.Problem;
import vn.lienthong.dossier.SourceRecord;
import vn.lienthong.mapping.Explanation;
import vn.lienthong.mapping.Mapping;
import vn.lienthong.mapping.MappingResult;

/**
 * What a mapping makes of one record, for a person to read.
 *
 * @param outcome {@code mapped}, {@code unmapped} or {@code not-owed}
 * @param problems why it cannot be mapped, or why nothing is owed; of a mapped record what a person should look at
 * @param target the record as it would be sent, laid out; null if none would be
 * @param fields how each came about; the first so many of them
 * @param more how many are not shown
 */
record Trial(
        String outcome, List<Problem> problems, @Nullable String target, List<Explanation.Field> fields, int more) {

    /** More rows than anybody reads. */
    private static final int MOST = 1000;

    private static final JsonMapper JSON = new JsonMapper();

    static Trial of(Mapping mapping, SourceRecord record) {
        Explanation explanation = mapping.explain(record);
        List<Explanation.Field> fields = explanation.fields();
        List<Explanation.Field> shown = fields.subList(0, Math.min(fields.size(), MOST));
        int more = fields.size() - shown.size();
        return switch (explanation.result()) {
            case MappingResult.Mapped done ->
                new Trial(
                        "mapped",
                        done.record().warnings(),
                        laidOut(done.record().body()),
                        shown,
                        more);
            case MappingResult.Unmapped not -> new Trial("unmapped", not.problems(), null, shown, more);
            case MappingResult.NotOwed not -> new Trial("not-owed", List.of(not.reason()), null, shown, more);
        };
    }

    private static String laidOut(byte[] body) {
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(JSON.readTree(body));
        } catch (JacksonException notJson) {
            return new String(body, StandardCharsets.UTF_8);
        }
    }
}
