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
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import net.thisptr.jackson.jq.BuiltinFunctionLoader;
import net.thisptr.jackson.jq.JsonQuery;
import net.thisptr.jackson.jq.Scope;
import net.thisptr.jackson.jq.Versions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import vn.lienthong.dossier.SourceRecord;

/**
 * One dossier of 2.6 KB, with two lists, 38 fields, six times and eight code tables, from bytes to bytes: by the shipped
 * mapping {@code npsp/dossier}, by hand, and in the languages one would otherwise write it in, beside what Jackson needs to
 * read and write it and do nothing else. All write the same record; the mapping alone also holds it to its contract, its
 * texts to legibility and its source to a schema. They take turns, and the median of the turns' ratios counts; what is
 * measured is the processor time of the one thread at work, so that a busy machine changes little:
 * {@code ./mvnw -Pbench test -Dtest=MappingLanguagesBench}.
 */
@Tag("bench")
class MappingLanguagesBench {

    private static final Path FILES = Path.of("src/test/resources/mapping-languages");
    private static final int TURNS = 15;
    private static final int WARM_UP = 6;
    private static final long TURN = TimeUnit.MILLISECONDS.toNanos(400);
    private static final int AT_ONCE = 200;
    private static final String FLOOR = "parse and serialise";
    private static final String OURS = "npsp/dossier";

    private final com.sun.management.ThreadMXBean threads =
            (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** What was written last, so that writing it is no idle work. */
    private byte[] written = {};

    @Test
    void the_mapping_costs_less_than_the_fastest_language() throws Exception {
        Map<String, Callable<byte[]>> contenders = contenders(read("dossier.json"));
        JsonMapper json = new JsonMapper();
        byte[] ours = Objects.requireNonNull(contenders.get(OURS)).call();
        for (Map.Entry<String, Callable<byte[]>> contender : contenders.entrySet()) {
            if (!contender.getKey().equals(FLOOR)) {
                assertThat(json.readTree(contender.getValue().call()))
                        .as(contender.getKey())
                        .isEqualTo(json.readTree(ours));
            }
        }
        Map<String, List<Cost>> costs = new LinkedHashMap<>();
        for (int turn = -WARM_UP; turn < TURNS; turn++) {
            for (Map.Entry<String, Callable<byte[]>> contender : contenders.entrySet()) {
                Cost cost = cost(contender.getValue());
                if (turn >= 0) {
                    costs.computeIfAbsent(contender.getKey(), any -> new ArrayList<>())
                            .add(cost);
                }
            }
        }
        costs.forEach((name, all) -> System.out.printf(
                Locale.ROOT, "%-20s %6.2f times, median turn %s%n", name, ratio(name, costs), median(all)));
        double fastest = List.of("jackson-jq", "JSLT", "JSONata").stream()
                .mapToDouble(name -> ratio(name, costs))
                .min()
                .orElseThrow();
        assertThat(ratio(OURS, costs)).isLessThan(fastest);
    }

    private Cost cost(Callable<byte[]> contender) throws Exception {
        long bytes = threads.getCurrentThreadAllocatedBytes();
        long from = threads.getCurrentThreadCpuTime();
        long took = 0;
        long calls = 0;
        while (took < TURN) {
            for (int i = 0; i < AT_ONCE; i++) {
                written = contender.call();
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

    private static Map<String, Callable<byte[]>> contenders(byte[] record) throws Exception {
        JsonMapper json = new JsonMapper();
        ObjectMapper json2 = new ObjectMapper();
        SourceRecord source = new SourceRecord(record, "application/json");
        Mapping mapping = new FileMappings(Path.of("mappings")).find(OURS).orElseThrow();
        Scope scope = Scope.newEmptyScope();
        BuiltinFunctionLoader.getInstance().loadFunctions(Versions.JQ_1_6, scope);
        JsonQuery jq = JsonQuery.compile(text("dossier.jq"), Versions.JQ_1_6);
        // it would otherwise leave out what is empty, which the portal wants written
        Expression jslt = new Parser(new StringReader(text("dossier.jslt")))
                .withObjectFilter(". != null")
                .compile();
        Jsonata jsonata = Jsonata.jsonata(text("dossier.jsonata"));
        Map<String, Callable<byte[]>> contenders = new LinkedHashMap<>();
        contenders.put(FLOOR, () -> json.writeValueAsBytes(json.readTree(record)));
        contenders.put("by hand", () -> HandWritten.map(record));
        contenders.put(
                OURS,
                () -> ((MappingResult.Mapped) mapping.map(source)).record().body());
        contenders.put("jackson-jq", () -> {
            List<com.fasterxml.jackson.databind.JsonNode> out = new ArrayList<>(1);
            jq.apply(scope, json2.readTree(record), out::add);
            return json2.writeValueAsBytes(out.getFirst());
        });
        contenders.put("JSLT", () -> json2.writeValueAsBytes(jslt.apply(json2.readTree(record))));
        contenders.put(
                "JSONata", () -> json2.writeValueAsBytes(jsonata.evaluate(json2.readValue(record, Object.class))));
        return contenders;
    }

    private static byte[] read(String name) {
        try {
            return Files.readAllBytes(FILES.resolve(name));
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    private static String text(String name) {
        return new String(read(name), StandardCharsets.UTF_8);
    }
}
