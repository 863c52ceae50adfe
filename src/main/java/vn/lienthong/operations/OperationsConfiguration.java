package vn.lienthong.operations;

import java.time.Clock;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import vn.lienthong.dossier.Problem;
import vn.lienthong.mapping.Mappings;
import vn.lienthong.operations.routes.RouteFiles;
import vn.lienthong.relay.Policies;
import vn.lienthong.relay.Relay;

/** The clock all rooms share, and what is done again and again. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
@EnableConfigurationProperties(RetentionSettings.class)
class OperationsConfiguration {

    @Bean
    Clock clock() {
        return Clock.system(ZoneId.of("Asia/Ho_Chi_Minh"));
    }

    /** What the console shows beside broken mappings and policies: broken route files, and flows that wait for one. */
    @Bean("routeFaults")
    Supplier<Collection<Problem>> routeFaults(RouteFiles routes, Relay relay) {
        return () ->
                Stream.of(routes.faults(), relay.faults()).flatMap(List::stream).toList();
    }

    /** Mapping and policy files that changed are in force within two seconds. */
    @Component
    static class FileRefresh {

        private final Mappings mappings;
        private final Policies policies;

        FileRefresh(Mappings mappings, Policies policies) {
            this.mappings = mappings;
            this.policies = policies;
        }

        @Scheduled(fixedDelayString = "${operations.files-every}")
        void refresh() {
            mappings.refresh();
            policies.refresh();
        }
    }
}
