package vn.lienthong.operations;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import vn.lienthong.dossier.Problem;
import vn.lienthong.dossier.VietnamTime;
import vn.lienthong.ledger.Definitions;
import vn.lienthong.ledger.Ledger;
import vn.lienthong.ledger.Memos;
import vn.lienthong.mapping.Mappings;
import vn.lienthong.operations.routes.RouteFiles;
import vn.lienthong.relay.Flow;
import vn.lienthong.relay.Flows;
import vn.lienthong.relay.Policies;
import vn.lienthong.relay.Relay;

/** The clock all rooms share, what is wrong with files, and that they are read again. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({OperationsSettings.class, RetentionSettings.class})
class OperationsConfiguration {

    @Bean
    Clock clock() {
        return Clock.system(VietnamTime.ZONE);
    }

    @Bean
    RetentionTime retentionTime(Memos memos, Ledger ledger) {
        return new RetentionTime(memos, ledger.time());
    }

    /**
     * What stands beside broken mappings and policies: broken route files, flows that wait for a file, sources that cannot be
     * read, the program itself if it was written over, and disks that are nearly full.
     */
    @Bean("routeFaults")
    Supplier<Collection<Problem>> routeFaults(
            RouteFiles routes,
            Relay relay,
            Flows flows,
            Mappings mappings,
            ProgramFiles program,
            DiskHealth disks,
            @Value("${routes.dir}") Path folder,
            @Qualifier("sourceFaults") ObjectProvider<Supplier<Collection<Problem>>> sources) {
        return () -> Stream.of(
                        routes.faults(),
                        relay.faults(),
                        withoutMapping(flows.all(), mappings.names(), folder),
                        sources.getIfAvailable(() -> List::of).get(),
                        program.faults(),
                        disks.faults())
                .flatMap(Collection::stream)
                .toList();
    }

    /** A mapping's file may go while the route that applies it runs: what is owed waits then, and nothing is taken. */
    static List<Problem> withoutMapping(List<Flow> flows, List<String> mappings, Path folder) {
        List<Problem> faults = new ArrayList<>();
        for (Flow flow : flows) {
            String mapping = flow.mapping();
            if (mapping != null && !mappings.contains(mapping)) {
                faults.add(Problem.of("route.mapping-gone")
                        .at(folder.resolve(flow.name() + ".camel.yaml").toString())
                        .with("flow", flow.name())
                        .with("mapping", mapping));
            }
        }
        return faults;
    }

    /** Mapping and policy files that changed are in force a second after the last change, two at most. */
    @Component
    static class FileRefresh {

        private final Mappings mappings;
        private final Policies policies;
        private final KeptVersions versions;

        FileRefresh(Mappings mappings, Policies policies, Definitions definitions) {
            this.mappings = mappings;
            this.policies = policies;
            this.versions = new KeptVersions(mappings, definitions);
        }

        @Scheduled(fixedDelayString = "${operations.files-every}")
        void refresh() {
            versions.keepNew();
            mappings.refresh();
            versions.keepNew();
            policies.refresh();
        }
    }
}
