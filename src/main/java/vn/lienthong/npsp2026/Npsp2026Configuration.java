package vn.lienthong.npsp2026;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import vn.lienthong.ledger.Ledger;
import vn.lienthong.ledger.Memos;
import vn.lienthong.relay.Breakers;
import vn.lienthong.relay.Policies;

/** Puts the room together. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(Npsp2026Settings.class)
class Npsp2026Configuration {

    @Bean
    Npsp2026Client npsp2026Client(
            Npsp2026Settings settings, Policies policies, Breakers breakers, Memos memos, Ledger ledger) {
        return new Npsp2026Client(settings, policies, breakers, memos, ledger.time());
    }

    @Bean
    DossierCodes dossierCodes(Npsp2026Client client) {
        return client.codes();
    }
}
