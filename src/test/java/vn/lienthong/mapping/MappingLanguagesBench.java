package vn.lienthong.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import com.dashjoin.jsonata.Jsonata;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.schibsted.spt.data.jslt.Expression;
import com.schibsted.spt.data.jslt.Parser;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import net.thisptr.jackson.jq.BuiltinFunctionLoader;
import net.thisptr.jackson.jq.JsonQuery;
import net.thisptr.jackson.jq.Scope;
import net.thisptr.jackson.jq.Versions;
import org.assertj.core.api.SoftAssertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import vn.lienthong.dossier.SourceRecord;

/**
 * One dossier of 2.6 KB, with two lists, 38 fields, six times and eight code tables, from bytes to bytes: by the shipped
 * mapping {@code npsp/dossier}, by hand, and in the languages one would otherwise write it in, beside what Jackson needs to
 * read and write it and do nothing else. All do the same: they write the same of a dossier with every field, and of each of
 * some hundred dossiers with one field gone, of a wrong type, without a pair or a time that does not exist, they refuse those
 * the mapping refuses. It alone says what is wrong and where, composes texts and sees whether they are legible. They take
 * turns, and the median of the turns' ratios counts; what is measured is the processor time of the one thread at work, so that
 * a busy machine changes little:
 * {@code ./mvnw -Pbench test -Dtest=MappingLanguagesBench}.
 */
@Tag("bench")
class MappingLanguagesBench {

    private static final Path FILES = Path.of("src/test/resources/mapping-languages");
    private static final JsonMapper JSON = new JsonMapper();
    private static final int TURNS = 15;
    private static final int WARM_UP = 6;
    private static final long TURN = TimeUnit.MILLISECONDS.toNanos(400);
    private static final int AT_ONCE = 200;
    private static final long STACK = 16L << 20;
    private static final String FLOOR = "parse and serialise";
    private static final String OURS = "npsp/dossier";

    private final com.sun.management.ThreadMXBean threads =
            (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** What was written last, so that writing it is no idle work. */
    private byte[] written = {};

    /** jackson-jq goes deeper for each key of an object, beyond what a thread has by itself. */
    @Test
    void the_mapping_costs_less_than_half_of_the_fastest_language() throws Exception {
        FutureTask<@Nullable Void> all = new FutureTask<>(() -> {
            compare();
            return null;
        });
        new Thread(null, all, "languages", STACK).start();
        all.get();
    }

    private void compare() throws Exception {
        Map<String, Contender> contenders = contenders();
        byte[] record = bytes(text("dossier.json"));
        Map<String, List<Cost>> costs = new LinkedHashMap<>();
        for (int turn = -WARM_UP; turn < TURNS; turn++) {
            for (Map.Entry<String, Contender> contender : contenders.entrySet()) {
                Cost cost = cost(contender.getValue(), record);
                if (turn >= 0) {
                    costs.computeIfAbsent(contender.getKey(), any -> new ArrayList<>())
                            .add(cost);
                }
            }
        }
        // not before: each would be compiled for what is no ordinary dossier
        for (Map.Entry<String, Contender> contender : contenders.entrySet()) {
            if (!contender.getKey().equals(FLOOR)) {
                assertSame(contender.getKey(), contender.getValue(), Objects.requireNonNull(contenders.get(OURS)));
            }
        }
        costs.forEach((name, all) -> System.out.printf(
                Locale.ROOT, "%-20s %6.2f times, median turn %s%n", name, ratio(name, costs), median(all)));
        double fastest = List.of("jackson-jq", "JSLT", "JSONata").stream()
                .mapToDouble(name -> ratio(name, costs))
                .min()
                .orElseThrow();
        assertThat(ratio(OURS, costs)).isLessThan(fastest / 2);
    }

    private static void assertSame(String name, Contender contender, Contender ours) {
        SoftAssertions all = new SoftAssertions();
        JsonNode full = JSON.readTree(text("every-field.json"));
        Consumer<String> compare = change -> {
            byte[] record = JSON.writeValueAsBytes(full);
            all.assertThat(outcome(contender, record))
                    .as("%s, %s", name, change)
                    .isEqualTo(outcome(ours, record));
        };
        compare.accept("every field");
        changeEveryField(full, compare);
        byte[] timed = bytes(text("dossier.json"));
        all.assertThat(outcome(contender, timed)).as(name).isEqualTo(outcome(ours, timed));
        all.assertThat(List.of(outcome(ours, timed), outcome(ours, JSON.writeValueAsBytes(full))))
                .allMatch(Optional::isPresent);
        all.assertAll();
    }

    /** Each field that holds one value: gone, of another type, a word no table has, a day that does not exist. */
    private static void changeEveryField(JsonNode node, Consumer<String> changed) {
        if (node instanceof ObjectNode object) {
            for (Map.Entry<String, JsonNode> field : List.copyOf(object.properties())) {
                JsonNode value = field.getValue();
                if (value.isContainer()) {
                    changeEveryField(value, changed);
                    continue;
                }
                for (JsonNode other : others(value)) {
                    object.set(field.getKey(), other);
                    changed.accept(field.getKey() + ": " + other);
                }
                object.remove(field.getKey());
                changed.accept("without " + field.getKey());
                object.set(field.getKey(), value);
            }
        } else {
            node.forEach(element -> changeEveryField(element, changed));
        }
    }

    private static List<JsonNode> others(JsonNode value) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        if (!value.isString()) {
            return List.of(nodes.stringNode("7"), nodes.nullNode());
        }
        String noSuchDay = value.stringValue().replaceFirst("-\\d\\d-\\d\\dT", "-02-30T");
        return List.of(
                nodes.numberNode(7),
                nodes.booleanNode(true),
                nodes.nullNode(),
                nodes.stringNode("unknown"),
                nodes.stringNode(noSuchDay));
    }

    /** Empty: refused. */
    private static Optional<JsonNode> outcome(Contender contender, byte[] record) {
        try {
            return Optional.of(JSON.readTree(contender.map(record)));
        } catch (Exception refused) {
            return Optional.empty();
        }
    }

    private static byte[] bytes(String record) {
        return record.getBytes(StandardCharsets.UTF_8);
    }

    private Cost cost(Contender contender, byte[] record) throws Exception {
        long bytes = threads.getCurrentThreadAllocatedBytes();
        long from = threads.getCurrentThreadCpuTime();
        long took = 0;
        long calls = 0;
        while (took < TURN) {
            for (int i = 0; i < AT_ONCE; i++) {
                written = contender.map(record);
            }
            calls += AT_ONCE;
            took = threads.getCurrentThreadCpuTime() - from;
        }
        return new Cost(took / 1000.0 / calls, (threads.getCurrentThreadAllocatedBytes() - bytes) / (double) calls);
    }

    private static double ratio(String name, Map<String, List<Cost>> costs) {
        List<Cost> floor = Objects.requireNonNull(costs.get(FLOOR));
        List<Cost> own = Objects.requireNonNull(costs.get(name));
        List<Double> ratios = new ArrayList<>();
        for (int turn = 0; turn < floor.size(); turn++) {
            ratios.add(own.get(turn).micros() / floor.get(turn).micros());
        }
        return ratios.stream().sorted().toList().get(ratios.size() / 2);
    }

    private static Cost median(List<Cost> costs) {
        return costs.stream()
                .sorted(Comparator.comparing(Cost::micros))
                .toList()
                .get(costs.size() / 2);
    }

    /** From bytes to bytes. */
    private interface Contender {
        byte[] map(byte[] record) throws Exception;
    }

    private static Map<String, Contender> contenders() throws Exception {
        ObjectMapper json2 = new ObjectMapper();
        Mapping mapping = new FileMappings(Path.of("mappings")).find(OURS).orElseThrow();
        Scope scope = Scope.newEmptyScope();
        BuiltinFunctionLoader.getInstance().loadFunctions(Versions.JQ_1_6, scope);
        JsonQuery jq = JsonQuery.compile(text("dossier.jq"), Versions.JQ_1_6);
        // it would otherwise leave out what is empty, which the portal wants written
        Expression jslt = new Parser(new StringReader(text("dossier.jslt")))
                .withObjectFilter(". != null")
                .compile();
        Jsonata jsonata = Jsonata.jsonata(text("dossier.jsonata"));
        Map<String, Contender> contenders = new LinkedHashMap<>();
        contenders.put(FLOOR, record -> JSON.writeValueAsBytes(JSON.readTree(record)));
        contenders.put("by hand", HandWritten::map);
        contenders.put(
                OURS,
                record -> ((MappingResult.Mapped) mapping.map(new SourceRecord(record, "application/json")))
                        .record()
                        .body());
        contenders.put("jackson-jq", record -> {
            List<com.fasterxml.jackson.databind.JsonNode> out = new ArrayList<>(1);
            jq.apply(scope, json2.readTree(record), out::add);
            return json2.writeValueAsBytes(out.getFirst());
        });
        contenders.put("JSLT", record -> json2.writeValueAsBytes(jslt.apply(json2.readTree(record))));
        contenders.put(
                "JSONata", record -> json2.writeValueAsBytes(jsonata.evaluate(json2.readValue(record, Object.class))));
        return contenders;
    }

    private static String text(String name) {
        try {
            return Files.readString(FILES.resolve(name));
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }
}
