package vn.lienthong.npsp;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import vn.lienthong.ledger.Ledger;
import vn.lienthong.ledger.Memos;
import vn.lienthong.relay.Policies;

/** Puts the room together. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(NpspSettings.class)
class NpspConfiguration {

    @Bean
    NpspClient npspClient(NpspSettings settings, Policies policies, Memos memos, Ledger ledger) {
        return new NpspClient(settings, policies, memos, ledger.time());
    }
}
