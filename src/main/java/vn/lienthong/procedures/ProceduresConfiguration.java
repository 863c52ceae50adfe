package vn.lienthong.procedures;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import vn.lienthong.intake.Intake;
import vn.lienthong.ledger.Ledger;
import vn.lienthong.ledger.Memos;
import vn.lienthong.ledger.Store;
import vn.lienthong.npsp.NpspClient;
import vn.lienthong.relay.Breakers;
import vn.lienthong.relay.Relay;

/** Puts the room together. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ProceduresSettings.class)
class ProceduresConfiguration {

    @Bean
    Procedures procedures(Store store) {
        return new Procedures(store);
    }

    @Bean
    Pulls pulls(Memos memos, Store store, NpspClient npsp, ProceduresSettings settings, Ledger ledger) {
        PullStep step = new PullStep(
                npsp,
                new ProcedureBook(store, ledger.time()),
                new DictionaryBook(store, ledger.time()),
                settings,
                ledger.time());
        return new Pulls(memos, step, ledger.time());
    }

    @Bean
    VersionRelay versionRelay(Store store, Memos memos, Intake intake) {
        return new VersionRelay(store, memos, intake);
    }

    @Bean
    PullWork pullWork(
            Pulls pulls,
            VersionRelay versions,
            ProceduresSettings settings,
            Relay relay,
            Breakers breakers,
            Ledger ledger) {
        return new PullWork(pulls, versions, settings, relay, breakers::share, ledger.time());
    }
}
