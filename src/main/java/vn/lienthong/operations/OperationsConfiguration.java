package vn.lienthong.operations;

import java.time.Clock;
import java.time.ZoneId;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import vn.lienthong.mapping.Mappings;
import vn.lienthong.relay.Policies;

/** The clock all rooms share, and what is done again and again. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class OperationsConfiguration {

    @Bean
    Clock clock() {
        return Clock.system(ZoneId.of("Asia/Ho_Chi_Minh"));
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
