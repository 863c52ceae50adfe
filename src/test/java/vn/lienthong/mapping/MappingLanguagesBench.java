package vn.lienthong.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import com.dashjoin.jsonata.Jsonata;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.schibsted.spt.data.jslt.Expression;
import com.schibsted.spt.data.jslt.Parser;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import net.thisptr.jackson.jq.BuiltinFunctionLoader;
import net.thisptr.jackson.jq.JsonQuery;
import net.thisptr.jackson.jq.Versions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import tools.jackson.databind.json.JsonMapper;
import vn.lienthong.dossier.SourceRecord;

/**
 * One dossier of 2.6 KB, with two lists, 38 fields, six times and eight code tables, from bytes to bytes: by the shipped
 * mapping {@code npsp/dossier}, by hand, and in the languages one would otherwise write it in, beside what Jackson needs to
 * read and write it and do nothing else. All write the same record; the mapping alone also holds it to its contract, its
 * texts to legibility and its source to a schema. They take turns, and the median of the turns' ratios counts, so that a busy
 * machine slows all: {@code ./mvnw -Pbench test -Dtest=MappingLanguagesBench}.
 */
@Tag("bench")
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class MappingLanguagesBench {

    private static final Path FILES = Path.of("src/test/resources/mapping-languages");
    private static final int TURNS = 7;
    private static final int WARM_UP = 3;

    private final JsonMapper json = new JsonMapper();
    private final ObjectMapper json2 = new ObjectMapper();
    private final byte[] record = read("dossier.json");
    private final SourceRecord source = new SourceRecord(record, "application/json");
    private final Mapping mapping =
            new FileMappings(Path.of("mappings")).find("npsp/dossier").orElseThrow();
    private final net.thisptr.jackson.jq.Scope jqScope = jqScope();
    private final JsonQuery jq;
    private final Expression jslt;
    private final Jsonata jsonata = Jsonata.jsonata(text("dossier.jsonata"));

    public MappingLanguagesBench() {
        try {
            jq = JsonQuery.compile(text("dossier.jq"), Versions.JQ_1_6);
        } catch (net.thisptr.jackson.jq.exception.JsonQueryException wrong) {
            throw new IllegalStateException(wrong);
        }
        // it would otherwise leave out what is empty, which the portal wants written
        jslt = new Parser(new StringReader(text("dossier.jslt")))
                .withObjectFilter(". != null")
                .compile();
    }

    private static net.thisptr.jackson.jq.Scope jqScope() {
        net.thisptr.jackson.jq.Scope scope = net.thisptr.jackson.jq.Scope.newEmptyScope();
        BuiltinFunctionLoader.getInstance().loadFunctions(Versions.JQ_1_6, scope);
        return scope;
    }

    private static byte[] read(String name) {
        try {
            return Files.readAllBytes(FILES.resolve(name));
        } catch (IOException missing) {
            throw new java.io.UncheckedIOException(missing);
        }
    }

    private static String text(String name) {
        return new String(read(name), java.nio.charset.StandardCharsets.UTF_8);
    }

    @Benchmark
    public byte[] parseAndSerialise() {
        return json.writeValueAsBytes(json.readTree(record));
    }

    @Benchmark
    public byte[] handWritten() {
        return HandWritten.map(record);
    }

    @Benchmark
    public byte[] lienThong() {
        return mapping.map(source) instanceof MappingResult.Mapped mapped
                ? mapped.record().body()
                : new byte[0];
    }

    @Benchmark
    public byte[] jacksonJq() throws IOException {
        List<com.fasterxml.jackson.databind.JsonNode> out = new ArrayList<>(1);
        jq.apply(jqScope, json2.readTree(record), out::add);
        return json2.writeValueAsBytes(out.getFirst());
    }

    @Benchmark
    public byte[] jslt() throws IOException {
        return json2.writeValueAsBytes(jslt.apply(json2.readTree(record)));
    }

    @Benchmark
    public byte[] jsonata() throws IOException {
        return json2.writeValueAsBytes(jsonata.evaluate(json2.readValue(record, Object.class)));
    }

    @Test
    void the_mapping_costs_less_than_the_fastest_language() throws Exception {
        Map<String, byte[]> written = new LinkedHashMap<>();
        written.put("lienThong", lienThong());
        written.put("handWritten", handWritten());
        written.put("jacksonJq", jacksonJq());
        written.put("jslt", jslt());
        written.put("jsonata", jsonata());
        written.forEach((name, body) ->
                assertThat(json.readTree(body)).as(name).isEqualTo(json.readTree(written.get("lienThong"))));

        Map<String, List<Double>> ratios = new LinkedHashMap<>();
        Map<String, Cost> last = Map.of();
        for (int turn = -WARM_UP; turn < TURNS; turn++) {
            last = turn();
            double floor = Objects.requireNonNull(last.get("parseAndSerialise")).micros();
            if (turn >= 0) {
                last.forEach((name, cost) ->
                        ratios.computeIfAbsent(name, any -> new ArrayList<>()).add(cost.micros() / floor));
            }
        }
        Map<String, Cost> costs = last;
        Map<String, Double> medians = new LinkedHashMap<>();
        ratios.forEach(
                (name, all) -> medians.put(name, all.stream().sorted().toList().get(all.size() / 2)));
        medians.forEach((name, ratio) ->
                System.out.printf(Locale.ROOT, "%-18s %6.2f times; last turn %s%n", name, ratio, costs.get(name)));
        double fastest = List.of("jacksonJq", "jslt", "jsonata").stream()
                .mapToDouble(name -> Objects.requireNonNull(medians.get(name)))
                .min()
                .orElseThrow();
        assertThat(Objects.requireNonNull(medians.get("lienThong"))).isLessThan(fastest);
    }

    private static Map<String, Cost> turn() throws RunnerException {
        Map<String, Cost> costs = new LinkedHashMap<>();
        for (RunResult result : new Runner(new OptionsBuilder()
                        .include("\\." + MappingLanguagesBench.class.getSimpleName() + "\\.")
                        .addProfiler(GCProfiler.class)
                        .forks(0)
                        .warmupIterations(1)
                        .warmupTime(TimeValue.milliseconds(500))
                        .measurementIterations(1)
                        .measurementTime(TimeValue.seconds(1))
                        .build())
                .run()) {
            String name = result.getParams().getBenchmark();
            costs.put(name.substring(name.lastIndexOf('.') + 1), Cost.of(result));
        }
        return costs;
    }
}
