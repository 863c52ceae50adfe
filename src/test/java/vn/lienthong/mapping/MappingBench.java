package vn.lienthong.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import tools.jackson.databind.json.JsonMapper;
import vn.lienthong.dossier.SourceRecord;

/**
 * What mapping a dossier costs, beside reading the same record into a tree with Jackson and writing it again:
 * {@code ./mvnw test -Dtest=MappingBench -DexcludedGroups=}.
 */
@Tag("bench")
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class MappingBench {

    private final JsonMapper json = new JsonMapper();
    private byte[] body = {};
    private SourceRecord record = new SourceRecord(body, "application/json");
    private Mapping mapping =
            new FileMappings(Path.of("mappings")).find("npsp/dossier").orElseThrow();

    @Setup
    public void read() throws Exception {
        body = Files.readAllBytes(Path.of("mappings/npsp/dossier/tests/agency-example.json"));
        record = new SourceRecord(body, "application/json");
    }

    @Benchmark
    public byte[] jackson() {
        return json.writeValueAsBytes(json.readTree(body));
    }

    @Benchmark
    public MappingResult mapping() {
        return mapping.map(record);
    }

    @Test
    void mapping_costs_at_most_four_times_jackson() throws Exception {
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                        .include("\\." + MappingBench.class.getSimpleName() + "\\.")
                        .forks(0)
                        .warmupIterations(10)
                        .warmupTime(TimeValue.seconds(2))
                        .measurementIterations(5)
                        .measurementTime(TimeValue.seconds(1))
                        .build())
                .run();
        double jackson = score(results, "jackson");
        double mapped = score(results, "mapping");
        System.out.printf("jackson %.1f µs, mapping %.1f µs, ratio %.2f%n", jackson, mapped, mapped / jackson);
        assertThat(mapped / jackson).isLessThan(4);
    }

    private static double score(Collection<RunResult> results, String name) {
        return results.stream()
                .filter(result -> result.getParams().getBenchmark().endsWith("." + name))
                .findFirst()
                .orElseThrow()
                .getPrimaryResult()
                .getScore();
    }
}
