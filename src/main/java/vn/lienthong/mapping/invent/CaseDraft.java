package vn.lienthong.mapping.invent;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import vn.lienthong.dossier.Problem;
import vn.lienthong.dossier.SourceRecord;
import vn.lienthong.mapping.MappingResult;
import vn.lienthong.mapping.rule.RecordMapping;
import vn.lienthong.mapping.source.MappedTree;
import vn.lienthong.mapping.source.RecordReader;
import vn.lienthong.mapping.source.SourceObject;

/**
 * A case made of a record that may be about real people: the same fields, about nobody, with what the mapping makes of it.
 *
 * @param text the case file
 * @param same whether the invented record ends as the real one does: mapped, or with the same problems in the same fields
 */
public record CaseDraft(String text, boolean same) {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}&&[^\\n]]");

    /**
     * @param comment the first line of the file
     * @throws RecordReader.Unreadable if the record cannot be read, and so not be told apart into what may stay and what not
     */
    public static CaseDraft of(RecordMapping mapping, SourceRecord record, String comment)
            throws RecordReader.Unreadable {
        SourceObject real = mapping.read(record);
        RecordMapping.Traced traced = mapping.trace(real, record);
        ObjectNode tree = (ObjectNode) JSON.readTree(real.toString());
        ObjectNode invented = InventedRecord.of(tree, mapping);
        byte[] body = invented.toString().getBytes(StandardCharsets.UTF_8);
        MappingResult result = mapping.trace(invented, new SourceRecord(body, "application/json"))
                .explanation()
                .result();
        boolean same = ending(result).equals(ending(traced.explanation().result()));
        return new CaseDraft(
                "# " + comment + "\n# People, numbers and texts are invented.\ngiven:" + block(invented, "  ")
                        + "expect:\n" + expectation(result),
                same);
    }

    private static String expectation(MappingResult result) {
        return switch (result) {
            case MappingResult.Mapped done ->
                "  record:" + block(MappedTree.of(done.record().body()), "    ");
            case MappingResult.Unmapped not ->
                "  problems:\n" + not.problems().stream().map(CaseDraft::line).collect(Collectors.joining());
            case MappingResult.NotOwed not -> "  notOwed: true\n";
        };
    }

    private static String line(Problem problem) {
        String field = problem.field() == null ? "" : ", field: " + json(JSON.valueToTree(problem.field()));
        return "    - { code: " + problem.code() + field + " }\n";
    }

    private static List<String> ending(MappingResult result) {
        return switch (result) {
            case MappingResult.Mapped done -> List.of("mapped");
            case MappingResult.Unmapped not ->
                not.problems().stream()
                        .map(problem -> problem.code() + " " + Objects.toString(problem.field(), ""))
                        .sorted()
                        .toList();
            case MappingResult.NotOwed not -> List.of("not owed " + not.reason().place());
        };
    }

    /** What stands behind a key: a field a line; what is inside of one, as JSON, which YAML takes as it is. */
    private static String block(JsonNode object, String indent) {
        if (object.isEmpty()) {
            return " {}\n";
        }
        return object.properties().stream()
                .map(field -> indent + json(JSON.valueToTree(field.getKey())) + ": " + json(field.getValue()) + "\n")
                .collect(Collectors.joining("", "\n", ""));
    }

    private static String json(JsonNode value) {
        return UNPRINTABLE
                .matcher(value.toString())
                .replaceAll(found -> "\\\\u%04x".formatted((int) found.group().charAt(0)));
    }
}
