package vn.lienthong.mapping.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.lienthong.dossier.Batch;
import vn.lienthong.dossier.MappedRecord;
import vn.lienthong.dossier.NotReady;
import vn.lienthong.dossier.Problem;
import vn.lienthong.dossier.ProcedureCode;
import vn.lienthong.dossier.SourceRecord;
import vn.lienthong.mapping.CodeUse;
import vn.lienthong.mapping.Coverage;
import vn.lienthong.mapping.Explanation;
import vn.lienthong.mapping.Mapping;
import vn.lienthong.mapping.MappingResult;
import vn.lienthong.mapping.Mappings;
import vn.lienthong.mapping.Masking;
import vn.lienthong.mapping.RecordIdentity;
import vn.lienthong.mapping.SourceFormat;

class MappingComponentTest {

    private final DefaultCamelContext camel = new DefaultCamelContext();
    private final AtomicInteger sends = new AtomicInteger();
    private final ByContent mappings = new ByContent();

    @BeforeEach
    void set_up() throws Exception {
        camel.disableJMX();
        camel.addComponent("mapping", new MappingComponent(mappings));
        camel.start();
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:in").to("mapping:npsp/dossier").process(exchange -> sends.incrementAndGet());
            }
        });
    }

    @AfterEach
    void tear_down() {
        camel.stop();
    }

    @Test
    void maps_in_order_up_to_the_first_record_that_cannot_be_mapped() {
        Batch batch = batch("a", "b", "unmapped", "d");
        camel.createProducerTemplate().sendBody("direct:in", batch);

        assertThat(batch.ready()).hasSize(2);
        assertThat(batch.items().get(2).problems()).extracting(Problem::code).containsExactly("mapping.required");
        assertThat(batch.items().get(3).problems()).isEmpty();
        assertThat(batch.items().get(3).mapped()).isNull();
        assertThat(sends).hasValue(1);
    }

    @Test
    void the_route_ends_where_nothing_is_left_to_send() {
        camel.createProducerTemplate().sendBody("direct:in", batch("unmapped", "b"));

        assertThat(sends).hasValue(0);
    }

    @Test
    void what_is_not_owed_waits_for_a_person_with_the_reason() {
        Batch batch = batch("not owed");
        camel.createProducerTemplate().sendBody("direct:in", batch);

        assertThat(batch.items().getFirst().problems())
                .extracting(Problem::code)
                .containsExactly("mapping.skipped");
        assertThat(sends).hasValue(0);
    }

    @Test
    void what_a_mapping_is_to_map_that_is_gone_waits_and_nothing_is_sent() {
        mappings.gone = true;

        assertThatThrownBy(() -> camel.createProducerTemplate().sendBody("direct:in", batch("a")))
                .cause()
                .isInstanceOfSatisfying(
                        NotReady.class,
                        notReady -> assertThat(notReady.problem())
                                .isEqualTo(Problem.of("mapping.not-there").with("mapping", "npsp/dossier")));
        assertThat(sends).hasValue(0);
    }

    @Test
    void a_route_whose_mapping_is_not_there_does_not_start() {
        assertThatThrownBy(() -> camel.addRoutes(new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("direct:other").to("mapping:npsp/missing");
                    }
                }))
                .rootCause()
                .hasMessageContaining("npsp/missing");
    }

    private static Batch batch(String... records) {
        return new Batch(
                "npsp-dossier",
                null,
                false,
                Stream.of(records)
                        .map(text -> new Batch.Item(
                                1, new SourceRecord(text.getBytes(StandardCharsets.UTF_8), "application/json"), false))
                        .toList());
    }

    /** One mapping, whose result the record's text names. */
    private static final class ByContent implements Mappings, Mapping {

        private volatile boolean gone;

        @Override
        public Optional<Mapping> find(String name) {
            return name.equals("npsp/dossier") && !gone ? Optional.of(this) : Optional.empty();
        }

        @Override
        public MappingResult map(SourceRecord record) {
            return switch (new String(record.body(), StandardCharsets.UTF_8)) {
                case "unmapped" -> new MappingResult.Unmapped(List.of(Problem.of("mapping.required")));
                case "not owed" -> new MappingResult.NotOwed(Problem.of("mapping.skipped"));
                default -> new MappingResult.Mapped(new MappedRecord(record.body(), "npsp/dossier", "v", List.of()));
            };
        }

        @Override
        public String contract() {
            return "content.schema.json";
        }

        @Override
        public Identified identify(SourceRecord record) {
            return new Identified(new RecordIdentity(null, null, null, null, "0"), map(record));
        }

        @Override
        public Explanation explain(SourceRecord record) {
            return new Explanation(map(record), List.of());
        }

        @Override
        public String masked(SourceRecord record) {
            throw new UnsupportedOperationException("nobody looks at these");
        }

        @Override
        public Map<String, byte[]> files() {
            return Map.of();
        }

        @Override
        public List<CodeUse> uses(ProcedureCode procedure) {
            return List.of();
        }

        @Override
        public Coverage coverage() {
            return new Coverage(List.of(), List.of());
        }

        @Override
        public Masking masking() {
            throw new UnsupportedOperationException("nobody looks at these");
        }

        @Override
        public List<String> names() {
            return List.of("npsp/dossier");
        }

        @Override
        public List<Problem> faults() {
            return List.of();
        }

        @Override
        public void refresh() {
            // nothing to read
        }

        @Override
        public String name() {
            return "npsp/dossier";
        }

        @Override
        public String version() {
            return "v";
        }

        @Override
        public SourceFormat source() {
            throw new UnsupportedOperationException("not cut into records here");
        }
    }
}
