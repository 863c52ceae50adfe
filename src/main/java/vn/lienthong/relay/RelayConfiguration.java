package vn.lienthong.relay;

import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import vn.lienthong.dossier.SettledFiles;
import vn.lienthong.ledger.Ledger;
import vn.lienthong.ledger.Memos;
import vn.lienthong.ledger.Processes;

/** Puts the relay together. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RelaySettings.class)
class RelayConfiguration {

    @Bean
    PolicyFiles policies(RelaySettings settings, ObjectProvider<Resends> resends) {
        return new PolicyFiles(
                settings.policies(),
                SettledFiles.afterRest(System::nanoTime),
                resends.stream().toList());
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
            Memos memos,
            Processes processes,
            RelaySettings settings,
            ObjectProvider<RelayEvents> events) {
        InstantSource time = ledger.time();
        String self = UUID.randomUUID().toString();
        return new DispatchingRelay(new Dispatcher.Surroundings(
                policies,
                flows,
                new StoppedFlows(),
                ledger,
                new LeaseKeeper(ledger, settings.lease(), System::nanoTime),
                Dispatcher.Together.of(self, processes, memos, time, System::nanoTime),
                settings,
                events.orderedStream().toList(),
                time,
                () -> ThreadLocalRandom.current().nextLong()));
    }

    @Bean
    RelayLifecycle relayLifecycle(DispatchingRelay relay) {
        return new RelayLifecycle(relay);
    }
}
