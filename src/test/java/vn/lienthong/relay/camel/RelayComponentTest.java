package vn.lienthong.relay.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.lienthong.dossier.Batch;
import vn.lienthong.dossier.SourceRecord;
import vn.lienthong.relay.Flow;
import vn.lienthong.relay.Flows;
import vn.lienthong.relay.Outcome;
import vn.lienthong.relay.Reply;

class RelayComponentTest {

    private static final Reply OK = new Reply(new Outcome.Delivered("ok"), List.of());
    private final OneFlow flows = new OneFlow();
    private final DefaultCamelContext camel = new DefaultCamelContext();
    private final Batch batch = new Batch(
            "npsp-dossier",
            null,
            false,
            List.of(new Batch.Item(1, new SourceRecord(new byte[0], "application/json"), false)));

    @BeforeEach
    void set_up() {
        camel.disableJMX();
        camel.addComponent("relay", new RelayComponent(flows));
        camel.start();
    }

    @AfterEach
    void tear_down() {
        camel.stop();
    }

    @Test
    void a_running_route_opens_its_flow_as_declared_and_a_stopped_one_closes_it() throws Exception {
        route("relay:npsp-progress?counterpart=npsp&mapping=npsp/progress&batch=10&opensLane=true&supersedes=true");
        assertThat(flows.flow).isEqualTo(new Flow("npsp-progress", "npsp", "npsp/progress", 10, true, true));

        camel.getRouteController().stopRoute("a-route");
        assertThat(flows.flow).isNull();
    }

    @Test
    void a_route_may_declare_its_flow_a_shadow() throws Exception {
        route("relay:npsp-dossier?counterpart=npsp&mode=shadow");
        assertThat(flows.flow).isEqualTo(new Flow("npsp-dossier", "npsp", null, 1, false, false, Flow.Mode.SHADOW));
    }

    @Test
    void carries_the_batch_and_brings_back_the_reply_and_no_header_travels() throws Exception {
        List<Object> bodies = new ArrayList<>();
        List<Integer> headers = new ArrayList<>();
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("relay:npsp-dossier?counterpart=npsp").routeId("a-route").process(exchange -> {
                    bodies.add(exchange.getMessage().getBody());
                    headers.add(exchange.getMessage().getHeaders().size());
                    exchange.setProperty(Reply.PROPERTY, OK);
                });
            }
        });

        assertThat(flows.carry(batch)).isSameAs(OK);
        assertThat(bodies).containsExactly(batch);
        assertThat(headers).containsExactly(0);
    }

    @Test
    void a_route_that_leaves_no_reply_gives_none_and_one_that_throws_throws() throws Exception {
        route("relay:npsp-dossier?counterpart=npsp");
        assertThat(flows.carry(batch)).isNull();

        camel.getRouteController().stopRoute("a-route");
        camel.removeRoute("a-route");
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(noErrorHandler());
                from("relay:npsp-dossier?counterpart=npsp").throwException(new IllegalStateException("unforeseen"));
            }
        });
        assertThatThrownBy(() -> flows.carry(batch)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void a_misspelt_parameter_or_a_missing_counterpart_fails_the_route() {
        assertThatThrownBy(() -> route("relay:npsp-dossier?conterpart=npsp"))
                .rootCause()
                .hasMessageContaining("conterpart");
        assertThatThrownBy(() -> route("relay:npsp-dossier?batch=2"))
                .rootCause()
                .hasMessageContaining("counterpart");
        assertThat(flows.flow).isNull();
    }

    private void route(String uri) throws Exception {
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(uri).routeId("a-route").stop();
            }
        });
    }

    /** The one flow of a test. */
    private static final class OneFlow implements Flows {

        private @Nullable Flow flow;
        private @Nullable Carrier carrier;

        @Nullable
        Reply carry(Batch batch) throws Exception {
            if (carrier == null) {
                throw new AssertionError("no flow is open");
            }
            return carrier.carry(batch);
        }

        @Override
        public Optional<Flow> find(String name) {
            return Optional.ofNullable(flow);
        }

        @Override
        public boolean knows(String name) {
            return find(name).isPresent();
        }

        @Override
        public void expect(String name) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<Flow> all() {
            return find("").stream().toList();
        }

        @Override
        public AutoCloseable open(Flow opened, Carrier by) {
            flow = opened;
            carrier = by;
            return () -> {
                flow = null;
                carrier = null;
            };
        }
    }
}
