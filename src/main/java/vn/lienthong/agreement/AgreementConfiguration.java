package vn.lienthong.agreement;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import vn.lienthong.figures.Figures;
import vn.lienthong.ledger.Ledger;
import vn.lienthong.ledger.LedgerView;
import vn.lienthong.ledger.Memos;
import vn.lienthong.ledger.Store;
import vn.lienthong.mapping.Mappings;
import vn.lienthong.npsp.NpspClient;
import vn.lienthong.relay.Breakers;
import vn.lienthong.relay.Relay;

/** Puts the room together. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AgreementSettings.class)
class AgreementConfiguration {

    @Bean
    SourceLists sourceLists(Store store, Mappings mappings, Ledger ledger) {
        return new SourceLists(store, mappings, ledger.time());
    }

    @Bean
    SourceInbox sourceInbox(AgreementSettings settings, SourceLists lists, Ledger ledger) {
        return new SourceInbox(settings.watched(), lists, ledger.time());
    }

    @Bean
    Agreements agreements(
            Memos memos,
            LedgerView view,
            NpspClient npsp,
            SourceLists lists,
            Figures figures,
            AgreementSettings settings,
            Ledger ledger) {
        return new Agreements(memos, view, npsp, lists, figures, settings.onTheWay(), ledger.time());
    }

    @Bean
    AgreementWork agreementWork(
            Agreements agreements, AgreementSettings settings, Relay relay, Breakers breakers, Ledger ledger) {
        return new AgreementWork(agreements, settings, relay, breakers::share, ledger.time());
    }
}
