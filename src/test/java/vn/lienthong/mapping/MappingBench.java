package vn.lienthong.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import tools.jackson.databind.json.JsonMapper;
import vn.lienthong.dossier.SourceRecord;
import vn.lienthong.mapping.rule.RecordMapping;

/**
 * What one {@link Mapping#map} costs, as the relay calls it, and one {@link Mapping#identify}, as intake does, with the
 * mappings as shipped, beside what Jackson needs to read the same record into a tree and to write it again; a CSV row is
 * given to Jackson as the JSON object of its fields. They take turns of a second, and the median of the turns' ratios
 * counts, so that a busy machine slows all:
 * {@code ./mvnw -Pbench test -Dtest=MappingBench}.
 */
@Tag("bench")
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class MappingBench {

    private static final int TURNS = 9;
    private static final int WARM_UP = 3;
    private static final Path MAPPINGS = Path.of("mappings");

    @Param({""})
    private String name = "";

    @Param({""})
    private String file = "";

    private final JsonMapper json = new JsonMapper();
    private byte[] body = {};
    private SourceRecord record = new SourceRecord(body, "application/json");
    private Mapping mapping = new FileMappings(MAPPINGS).find("npsp/dossier").orElseThrow();

    @Setup
    public void read() throws Exception {
        RecordMapping compiled = new FileMappings(MAPPINGS).compiled(name).orElseThrow();
        mapping = compiled;
        record = first(compiled, MAPPINGS.resolve(name).resolve("tests").resolve(file));
        assertThat(mapping.map(record)).isInstanceOf(MappingResult.Mapped.class);
        body = file.endsWith(".json") ? record.body() : json.writeValueAsBytes(compiled.read(record));
    }

    private static SourceRecord first(Mapping mapping, Path file) throws Exception {
        if (file.toString().endsWith(".json")) {
            return new SourceRecord(Files.readAllBytes(file), "application/json");
        }
        try (SourceFormat.Rows rows = mapping.source().open(file)) {
            return Objects.requireNonNull(rows.next()).record();
        }
    }

    @Benchmark
    public byte[] jackson() {
        return json.writeValueAsBytes(json.readTree(body));
    }

    @Benchmark
    public MappingResult mapping() {
        return mapping.map(record);
    }

    @Benchmark
    public Mapping.Identified identified() {
        return mapping.identify(record);
    }

    @ParameterizedTest
    @CsvSource({"npsp/dossier, agency-example.json, 3", "npsp/exports/so-theo-doi-2020, register.csv, 6"})
    void mapping_costs_at_most_so_many_times_jackson(String name, String sample, double most) throws Exception {
        List<Double> mapping = new ArrayList<>();
        List<Double> identified = new ArrayList<>();
        String costs = "";
        for (int turn = -WARM_UP; turn < TURNS; turn++) {
            Collection<RunResult> results = turn(name, sample);
            Cost jackson = Cost.of(results, "jackson");
            Cost mapped = Cost.of(results, "mapping");
            if (turn >= 0) {
                mapping.add(mapped.micros() / jackson.micros());
                identified.add(Cost.of(results, "identified").micros() / jackson.micros());
                costs = "jackson " + jackson + ", mapping " + mapped;
            }
        }
        double ratio = median(mapping);
        System.out.printf(
                Locale.ROOT,
                "%s: mapping %.2f, identified %.2f times Jackson; last turn: %s%n",
                name,
                ratio,
                median(identified),
                costs);
        assertThat(ratio).isLessThan(most);
    }

    private static double median(List<Double> ratios) {
        return ratios.stream().sorted().toList().get(ratios.size() / 2);
    }

    private static Collection<RunResult> turn(String mapping, String sample) throws RunnerException {
        return new Runner(new OptionsBuilder()
                        .include("\\." + MappingBench.class.getSimpleName() + "\\.")
                        .param("name", mapping)
                        .param("file", sample)
                        .addProfiler(GCProfiler.class)
                        .forks(0)
                        .warmupIterations(1)
                        .warmupTime(TimeValue.milliseconds(500))
                        .measurementIterations(1)
                        .measurementTime(TimeValue.seconds(1))
                        .build())
                .run();
    }
}
