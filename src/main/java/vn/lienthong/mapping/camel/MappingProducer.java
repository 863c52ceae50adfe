package vn.lienthong.mapping.camel;

import java.util.List;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultProducer;
import vn.lienthong.dossier.Batch;
import vn.lienthong.dossier.NotReady;
import vn.lienthong.dossier.Problem;
import vn.lienthong.mapping.Mapping;
import vn.lienthong.mapping.MappingResult;
import vn.lienthong.mapping.Mappings;

/** Maps a batch's items in order up to the first that cannot be mapped. If nothing is left to send, the route ends here. */
class MappingProducer extends DefaultProducer {

    private final String name;
    private final Mappings mappings;

    MappingProducer(Endpoint endpoint, String name, Mappings mappings) {
        super(endpoint);
        this.name = name;
        this.mappings = mappings;
    }

    /** A route whose mapping is not there does not start: its deliveries wait, and the fault is shown. */
    @Override
    protected void doStart() throws Exception {
        mapping();
        super.doStart();
    }

    @Override
    public void process(Exchange exchange) throws Exception {
        Mapping mapping = mapping();
        Batch batch = exchange.getMessage().getMandatoryBody(Batch.class);
        for (Batch.Item item : batch.items()) {
            map(mapping, item);
            if (!item.problems().isEmpty()) {
                break;
            }
        }
        if (batch.mapped().isEmpty()) {
            exchange.setRouteStop(true);
        }
    }

    /** What by its mapping is not owed should not have been entered; a person decides, rather than it vanishes here. */
    private static void map(Mapping mapping, Batch.Item item) {
        switch (mapping.map(item.record())) {
            case MappingResult.Mapped mapped -> item.becomes(mapped.record());
            case MappingResult.Unmapped unmapped -> item.fails(unmapped.problems());
            case MappingResult.NotOwed notOwed -> item.fails(List.of(notOwed.reason()));
        }
    }

    /** Asked for each time, so that a corrected mapping serves the next delivery. */
    private Mapping mapping() {
        return mappings.find(name)
                .orElseThrow(() -> new NotReady(
                        Problem.of("mapping.not-there").with("mapping", name),
                        "there is no usable mapping named " + name));
    }
}
