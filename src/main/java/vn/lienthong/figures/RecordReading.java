package vn.lienthong.figures;

import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.lienthong.dossier.DossierNo;
import vn.lienthong.dossier.SourceRecord;
import vn.lienthong.ledger.LedgerView.Reached;
import vn.lienthong.ledger.LedgerView.Received;
import vn.lienthong.mapping.Mapping;
import vn.lienthong.mapping.MappingResult;
import vn.lienthong.mapping.MappingResult.Mapped;
import vn.lienthong.mapping.MappingResult.NotOwed;
import vn.lienthong.mapping.Mappings;
import vn.lienthong.relay.Flow;
import vn.lienthong.relay.Flows;

/**
 * Reads records by their flow's mapping and one of the figures': {@code figures/<mapping>}, which reads the record as it came,
 * or else {@code figures/<contract>}, which reads what the flow's mapping makes of it.
 */
final class RecordReading {

    private static final String FIGURES = "figures/";
    private static final String SCHEMA = ".schema.json";

    private final Flows flows;
    private final Mappings mappings;

    RecordReading(Flows flows, Mappings mappings) {
        this.flows = flows;
        this.mappings = mappings;
    }

    /** A flow's mapping, and how the figures read it; null: nobody has said how. */
    private record Way(
            Mapping mapping, boolean asItCame, @Nullable Mapping facts) {

        String version() {
            return mapping.version() + "/" + (facts == null ? "" : facts.version());
        }

        MappingResult read(SourceRecord record) {
            if (facts == null) {
                throw new IllegalStateException("Nobody has said how to read it.");
            }
            MappingResult mapped = mapping.map(record);
            if (!(mapped instanceof Mapped(var made))) {
                return mapped;
            }
            return facts.map(asItCame ? record : new SourceRecord(made.body(), "application/json"));
        }
    }

    /** The version of the mappings a flow's records are read with now; empty: they cannot be read now. */
    Optional<String> version(String flow) {
        return Optional.ofNullable(way(flow)).map(Way::version);
    }

    /** @param settling the statuses that mean settled */
    Reading read(Received received, Set<String> settling) {
        Reached place = received.place();
        Way way = way(received.flow());
        if (way == null) {
            return new Reading.Unread(place, received.flow(), received.dossier(), "");
        }
        String dossier = dossier(received, way);
        if (way.facts() == null) {
            return dossier == null
                    ? new Reading.Nothing(place)
                    : new Reading.Unread(place, received.flow(), dossier, way.version());
        }
        MappingResult result = way.read(received.record());
        if (result instanceof NotOwed) {
            return new Reading.Nothing(place);
        }
        return dossier != null && result instanceof Mapped(var facts)
                ? new Reading.Tells(place, dossier, Told.of(facts.body(), settling))
                : new Reading.Unread(place, received.flow(), dossier, way.version());
    }

    /** A record that did not say its dossier may do so by a mapping that has been corrected since. */
    private static @Nullable String dossier(Received received, Way way) {
        if (received.dossier() != null) {
            return received.dossier();
        }
        DossierNo said = way.mapping().identify(received.record()).identity().dossier();
        return said == null ? null : said.value();
    }

    private @Nullable Way way(String flow) {
        Mapping mapping =
                flows.find(flow).map(Flow::mapping).flatMap(mappings::find).orElse(null);
        if (mapping == null) {
            return null;
        }
        Mapping asItCame = mappings.find(FIGURES + mapping.name()).orElse(null);
        return asItCame != null
                ? new Way(mapping, true, asItCame)
                : new Way(
                        mapping,
                        false,
                        mappings.find(FIGURES + contract(mapping)).orElse(null));
    }

    /** {@code npsp-dossier}. */
    private static String contract(Mapping mapping) {
        String file = mapping.contract().substring(mapping.contract().lastIndexOf('/') + 1);
        return file.endsWith(SCHEMA) ? file.substring(0, file.length() - SCHEMA.length()) : file;
    }
}
