package vn.lienthong.mapping.cases;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import vn.lienthong.dossier.SourceRecord;
import vn.lienthong.mapping.SourceFormat;
import vn.lienthong.mapping.file.Item;
import vn.lienthong.mapping.file.Suggestion;
import vn.lienthong.mapping.rule.RecordMapping;
import vn.lienthong.mapping.source.MappedTree;
import vn.lienthong.mapping.source.RecordReader;

/** Runs one case: gets the given record, changes it, maps it. */
final class CaseRun {

    private static final int LONGEST_CHAIN = 20;

    private final Path folder;
    private final Map<String, CaseFile> cases;

    /** Most cases change a row that others change too. Nobody alters what was read. */
    private final Map<Row, Given> rows = new HashMap<>();

    /** @param cases every case of the folder, by file name: cases build on each other */
    CaseRun(Path folder, Map<String, CaseFile> cases) {
        this.folder = folder;
        this.cases = cases;
    }

    /** The case cannot even be run: something it names is not there. */
    static final class Unrunnable extends Exception {
        Unrunnable(String why) {
            super(why);
        }
    }

    RecordMapping.Traced run(CaseFile test, RecordMapping mapping) throws Unrunnable {
        Given given = given(test, mapping, 0);
        return given.tree() == null
                ? new RecordMapping.Traced(
                        mapping.identify(given.record()).identity(), mapping.explain(given.record()), Set.of())
                : mapping.trace(given.tree(), given.record());
    }

    /** The given record as a tree; null if it cannot be read as one. */
    @Nullable
    JsonNode given(CaseFile test, RecordMapping mapping) throws Unrunnable {
        return given(test, mapping, 0).tree();
    }

    /** @param tree null: the record cannot be read as a tree, and the mapping will say why */
    private record Given(SourceRecord record, @Nullable JsonNode tree) {}

    private Given given(CaseFile test, RecordMapping mapping, int chain) throws Unrunnable {
        if (chain > LONGEST_CHAIN) {
            throw new Unrunnable("given: cases that are given each other");
        }
        Given base = base(test, mapping, chain);
        if (test.change() == null) {
            return base;
        }
        if (base.tree() == null) {
            throw new Unrunnable("change: the given record cannot be read");
        }
        if (!(base.tree().deepCopy() instanceof ObjectNode changed)) {
            throw new Unrunnable("change: the given record is no object");
        }
        for (Map.Entry<String, Item.Entry> change : test.change().entries().entrySet()) {
            try {
                TreePath.of(change.getKey())
                        .set(changed, change.getValue().value().toJson());
            } catch (IllegalArgumentException nowhere) {
                throw new Unrunnable("change: the given record has no " + change.getKey());
            }
        }
        return ofTree(changed);
    }

    private Given base(CaseFile test, RecordMapping mapping, int chain) throws Unrunnable {
        if (test.given() instanceof Item.Scalar scalar) {
            String name = test.folder() + "tests/" + scalar.text();
            CaseFile other = cases.get(name + ".yaml");
            return other != null ? given(other, mapping, chain + 1) : row(folder.resolve(name), 1, mapping);
        }
        if (test.given() instanceof Item.Table table && table.get("file") instanceof Item.Scalar named) {
            Path file = folder.resolve(test.folder() + "tests/" + named.text());
            if (Set.of("file", "row").containsAll(table.entries().keySet())) {
                return row(file, number(table), mapping);
            }
            if (Files.isRegularFile(file)) {
                throw new Unrunnable("given: expected { file, row }, got "
                        + String.join(", ", table.entries().keySet()));
            }
        }
        return ofTree(test.given().toJson());
    }

    private static int number(Item.Table given) throws Unrunnable {
        int number = given.toJson().path("row").asInt(given.get("row") == null ? 1 : 0);
        if (number < 1) {
            throw new Unrunnable("given: row is the number of a record in the file, from 1");
        }
        return number;
    }

    private static Given ofTree(JsonNode tree) {
        return new Given(new SourceRecord(tree.toString().getBytes(StandardCharsets.UTF_8), "application/json"), tree);
    }

    private record Row(Path file, int number, String mapping) {}

    private Given row(Path file, int number, RecordMapping mapping) throws Unrunnable {
        Row row = new Row(file, number, mapping.name());
        Given known = rows.get(row);
        if (known == null) {
            known = read(file, number, mapping);
            rows.put(row, known);
        }
        return known;
    }

    private Given read(Path file, int number, RecordMapping mapping) throws Unrunnable {
        try (SourceFormat.Rows rows = mapping.source().open(file)) {
            for (SourceFormat.Row row = rows.next(); row != null; row = rows.next()) {
                if (row.number() == number) {
                    return new Given(row.record(), tree(row.record(), mapping));
                }
            }
        } catch (IOException missing) {
            throw new Unrunnable("given: there is no case and no file " + file.getFileName() + ", did you mean "
                    + Suggestion.of(String.valueOf(file.getFileName()), beside(file)) + "?");
        } catch (SourceFormat.UnreadableFile unreadable) {
            throw new Unrunnable("given: " + unreadable.problem().code());
        }
        throw new Unrunnable("given: " + file.getFileName() + " has no row " + number);
    }

    /** The cases of the same folder, as they are named. */
    private List<String> beside(Path file) {
        String tests = folder.relativize(file.resolveSibling("")).toString().replace('\\', '/') + "/";
        return cases.keySet().stream()
                .filter(name -> name.startsWith(tests))
                .map(name -> name.substring(tests.length()).replace(".yaml", ""))
                .toList();
    }

    private static @Nullable JsonNode tree(SourceRecord record, RecordMapping mapping) {
        try {
            return mapping.read(record);
        } catch (RecordReader.Unreadable unreadable) {
            return null;
        }
    }

    /** A record that stands in a file beside the cases, or in the case itself. */
    JsonNode expected(CaseFile test, Item item) throws Unrunnable {
        if (!(item instanceof Item.Scalar scalar)) {
            return item.toJson();
        }
        try {
            return MappedTree.read(Files.readAllBytes(folder.resolve(test.folder() + "tests/" + scalar.text())));
        } catch (JacksonException | IOException | RecordReader.Unreadable unreadable) {
            throw new Unrunnable("expect.record: cannot read " + scalar.text());
        }
    }
}
