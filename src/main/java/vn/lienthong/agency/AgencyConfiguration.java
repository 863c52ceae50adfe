package vn.lienthong.agency;

import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import vn.lienthong.connections.Brokers;
import vn.lienthong.connections.Databases;
import vn.lienthong.ledger.Ledger;
import vn.lienthong.relay.Policies;

/** Puts the room together. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AgencySettings.class)
class AgencyConfiguration {

    @Bean
    AgencyClient agencyClient(
            AgencySettings settings,
            @Value("${mappings.dir}") Path contracts,
            Databases databases,
            Brokers brokers,
            Policies policies,
            Ledger ledger) {
        return new AgencyClient(new Systems(settings, contracts, databases, brokers, ledger.time()), policies);
    }
}
