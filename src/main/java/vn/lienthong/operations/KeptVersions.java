package vn.lienthong.operations;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienthong.ledger.Definitions;
import vn.lienthong.ledger.Ledger.LedgerUnavailable;
import vn.lienthong.mapping.Mapping;
import vn.lienthong.mapping.Mappings;

/**
 * Has the ledger keep each version of a mapping that comes into use, so that what a delivery was made by can be read
 * however often its files have changed since. Used by one thread.
 */
final class KeptVersions {

    private static final Logger LOG = LoggerFactory.getLogger(KeptVersions.class);

    private final Mappings mappings;
    private final Definitions definitions;
    private final Set<String> kept = new HashSet<>();

    KeptVersions(Mappings mappings, Definitions definitions) {
        this.mappings = mappings;
        this.definitions = definitions;
    }

    /** To be called before files are read again: what is replaced then must be kept. */
    void keepNew() {
        List<Mapping> fresh = mappings.names().stream()
                .flatMap(name -> mappings.find(name).stream())
                .filter(mapping -> !kept.contains(id(mapping)))
                .toList();
        if (fresh.isEmpty()) {
            return;
        }
        try {
            definitions.keep(fresh.stream()
                    .map(mapping -> new Definitions.Made(mapping.name(), mapping.version(), mapping.files()))
                    .toList());
            fresh.forEach(mapping -> kept.add(id(mapping)));
        } catch (LedgerUnavailable unavailable) {
            LOG.debug("Ledger out of reach. {} versions of mappings are kept with the next look.", fresh.size());
        }
    }

    private static String id(Mapping mapping) {
        return mapping.name() + "@" + mapping.version();
    }
}
