package vn.lienthong.relay;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import vn.lienthong.ledger.Ledger;

/** Puts the relay together. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RelaySettings.class)
class RelayConfiguration {

    @Bean
    PolicyFiles policies(RelaySettings settings) {
        return new PolicyFiles(settings.policies());
    }

    @Bean
    OpenFlows flows() {
        return new OpenFlows();
    }

    @Bean
    DispatchingRelay relayOfDeliveries(
            PolicyFiles policies,
            OpenFlows flows,
            Ledger ledger,
            RelaySettings settings,
            ObjectProvider<RelayEvents> events) {
        Clock clock = ledger.time().withZone(ZoneOffset.UTC);
        return new DispatchingRelay(new Dispatcher.Surroundings(
                policies,
                flows,
                new StoppedFlows(),
                ledger,
                new LeaseKeeper(ledger, settings.lease(), clock),
                settings,
                events.orderedStream().toList(),
                clock,
                () -> ThreadLocalRandom.current().nextLong()));
    }

    @Bean
    RelayLifecycle relayLifecycle(DispatchingRelay relay) {
        return new RelayLifecycle(relay);
    }
}
