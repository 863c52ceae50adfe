package vn.lienthong.mapping;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import vn.lienthong.dossier.Problem;
import vn.lienthong.dossier.SourceRecord;

/** A mappings folder made for a test: a small contract, two crosswalks, a code table, and what the test adds. */
final class Definitions {

    static final String CONTRACT = """
            { "x-unknown": {"string": "", "array": []},
              "type": "object",
              "additionalProperties": false,
              "required": ["A", "B", "M", "Later", "L"],
              "properties": {
                "A": {"type": "string", "maxLength": 10, "x-personal": "no"},
                "B": {"type": "string", "enum": ["", "1", "2"], "x-personal": "no"},
                "D": {"type": "string", "pattern": "^(\\\\d{14})?$", "x-personal": "no"},
                "M": {"type": "string", "minLength": 1, "x-personal": "no"},
                "Secret": {"type": "string", "enum": ["", "x"], "x-personal": "name"},
                "Later": {"type": "string", "minLength": 1, "x-filled-by": "npsp-catalogue"},
                "N": {"type": "integer", "x-unknown": "omit", "x-personal": "no"},
                "T": {"type": "boolean", "x-unknown": "omit", "x-personal": "no"},
                "L": {"type": "array", "items": {"type": "object", "required": ["X", "Y"], "properties": {
                  "X": {"type": "string", "x-personal": "no"}, "Y": {"type": "string", "maxLength": 3, "x-personal": "no"}}}},
                "O": {"type": "object", "x-unknown": "omit", "properties": {"P": {"type": "string", "x-personal": "no"}}}
              } }
            """;

    private static final String HEAD = """
            mapping: t
            source: { format: json }
            target: contract.schema.json
            """;

    private final Path folder;

    Definitions(Path folder) {
        this.folder = folder;
        file("contract.schema.json", CONTRACT);
        file("code-tables/npsp/b.csv", "code,name\n1,one\n2,two\n");
        file("crosswalks/b.yaml", "crosswalk: b\nto: npsp/b\npairs: { one: \"1\", two: \"2\" }\n");
        file("crosswalks/lenient.yaml", "crosswalk: lenient\nto: npsp/b\npairs: { one: \"1\" }\notherwise: \"2\"\n");
        file("crosswalks/dated.yaml", """
                crosswalk: dated
                pairs:
                  - { code: x, becomes: "1", until: "2025-06-30" }
                  - { code: x, becomes: "2", from: "2025-07-01" }
                """);
    }

    Path folder() {
        return folder;
    }

    Definitions file(String name, String text) {
        return file(name, text.getBytes(StandardCharsets.UTF_8));
    }

    Definitions file(String name, byte[] bytes) {
        try {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            Path fresh = Files.write(folder.resolveSibling("fresh-" + System.nanoTime()), bytes);
            Files.move(fresh, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            return this;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** A mapping named t with these lines; {@code M}, which the contract demands, is a constant unless they name it. */
    Definitions mapping(String fields, String... more) {
        String m = fields.contains("M:") ? "" : "  M: { value: m }\n";
        return file("mapping.yaml", HEAD + String.join("\n", more) + "\nfields:\n" + m + fields.indent(2));
    }

    FileMappings load() {
        return new FileMappings(folder);
    }

    MappingResult map(String json) {
        return only().map(record(json));
    }

    Mapping.Identified identify(String json) {
        return only().identify(record(json));
    }

    private Mapping only() {
        FileMappings mappings = load();
        return mappings.find("t").orElseThrow(() -> new AssertionError(codes(mappings.faults())));
    }

    /** What the record becomes, as JSON without the fields that are unknown or constant in every test. */
    String json(String record) {
        return switch (map(record)) {
            case MappingResult.Mapped done -> new String(done.record().body(), StandardCharsets.UTF_8);
            case MappingResult.Unmapped not -> throw new AssertionError(codes(not.problems()));
            case MappingResult.NotOwed not -> throw new AssertionError(not.reason());
        };
    }

    List<String> problems(String record) {
        return map(record) instanceof MappingResult.Unmapped not ? codes(not.problems()) : List.of();
    }

    List<String> warnings(String record) {
        return map(record) instanceof MappingResult.Mapped done
                ? codes(done.record().warnings())
                : List.of("not mapped");
    }

    static SourceRecord record(String json) {
        return new SourceRecord(json.getBytes(StandardCharsets.UTF_8), "application/json");
    }

    static List<String> codes(List<Problem> problems) {
        return problems.stream()
                .map(problem -> Stream.of(problem.code(), problem.field())
                        .filter(part -> part != null)
                        .reduce((code, field) -> code + " " + field)
                        .orElseThrow())
                .toList();
    }
}
