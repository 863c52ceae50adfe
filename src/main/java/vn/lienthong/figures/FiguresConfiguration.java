package vn.lienthong.figures;

import java.nio.file.Path;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import vn.lienthong.ledger.Ledger;
import vn.lienthong.ledger.LedgerView;
import vn.lienthong.ledger.Store;
import vn.lienthong.mapping.Mappings;
import vn.lienthong.relay.Flows;

/** Puts the room together. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(FiguresSettings.class)
class FiguresConfiguration {

    @Bean
    Figures figures(Store store, FiguresSettings settings) {
        return new Figures(store, Path.of(settings.lists()));
    }

    @Bean
    FigureWork figureWork(
            Store store, LedgerView view, Flows flows, Mappings mappings, Ledger ledger, FiguresSettings settings) {
        return new FigureWork(
                new FigureBook(store),
                view,
                flows,
                new RecordReading(flows, mappings),
                new StatusList(Path.of(settings.lists())),
                ledger.time());
    }
}
