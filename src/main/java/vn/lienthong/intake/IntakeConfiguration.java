package vn.lienthong.intake;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import vn.lienthong.connections.Brokers;
import vn.lienthong.connections.Databases;
import vn.lienthong.dossier.Problem;
import vn.lienthong.intake.exchange.ExchangeSettings;
import vn.lienthong.intake.exchange.Exchanges;
import vn.lienthong.intake.inbox.DroppedFiles;
import vn.lienthong.intake.inbox.Inbox;
import vn.lienthong.intake.inbox.InboxSettings;
import vn.lienthong.intake.kafka.KafkaSources;
import vn.lienthong.intake.push.PushSettings;
import vn.lienthong.intake.rest.ApiSettings;
import vn.lienthong.intake.rest.Apis;
import vn.lienthong.intake.sftp.ServerSettings;
import vn.lienthong.intake.sftp.Servers;
import vn.lienthong.intake.soap.SoapServices;
import vn.lienthong.intake.sql.SqlSources;
import vn.lienthong.ledger.Ledger;
import vn.lienthong.ledger.LedgerView;
import vn.lienthong.ledger.Memos;
import vn.lienthong.mapping.Mappings;
import vn.lienthong.relay.Flows;
import vn.lienthong.relay.Policies;

/** Puts the room together. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({PushSettings.class, InboxSettings.class})
class IntakeConfiguration {

    @Bean
    Intake recordIntake(Flows flows, Mappings mappings, Ledger ledger, Policies policies) {
        return new LedgerIntake(
                flows,
                mappings,
                ledger,
                counterpart -> policies.find(counterpart)
                        .map(policy -> policy.deadline().within())
                        .map(within -> ledger.time().instant().plus(within))
                        .orElse(null));
    }

    @Bean
    SqlSources sqlSources(
            Intake intake, LedgerView view, Memos memos, Databases databases, ObjectProvider<Clock> clock) {
        return new SqlSources(databases, intake, view, memos, clock.getIfAvailable(Clock::systemUTC), System::nanoTime);
    }

    @Bean
    SoapServices soapServices(Intake intake, LedgerView view, @Value("${mappings.dir}") Path contracts) {
        return new SoapServices(contracts, intake, view);
    }

    @Bean
    Exchanges exchanges(
            Intake intake,
            Memos memos,
            Environment environment,
            @Value("${mappings.dir}") Path contracts,
            ObjectProvider<Clock> clock) {
        return new Exchanges(
                ExchangeSettings.allIn(environment), contracts, intake, memos, clock.getIfAvailable(Clock::systemUTC));
    }

    @Bean
    KafkaSources kafkaSources(Intake intake, Brokers brokers, Memos memos) {
        return new KafkaSources(brokers, intake, memos);
    }

    @Bean
    Apis apis(Intake intake, LedgerView view, Memos memos, Environment environment, ObjectProvider<Clock> clock) {
        return new Apis(
                ApiSettings.allIn(environment),
                new LedgerSide(intake, view, memos),
                clock.getIfAvailable(Clock::systemUTC));
    }

    @Bean
    Servers sftpServers(Inbox inbox, Memos memos, Environment environment, ObjectProvider<Clock> clock) {
        return new Servers(ServerSettings.allIn(environment), inbox, memos, clock.getIfAvailable(Clock::systemUTC));
    }

    @Bean
    SourceFailures sourceFailures() {
        return new SourceFailures();
    }

    /** For health and console, beside what is wrong with files. */
    @Bean("sourceFaults")
    Supplier<Collection<Problem>> sourceFaults(List<Sources> all) {
        return () -> all.stream().flatMap(one -> one.faults().stream()).toList();
    }

    @Bean
    DroppedFiles droppedFiles(InboxSettings settings) {
        return new DroppedFiles(settings.dir());
    }

    @Bean
    Inbox inbox(
            Intake intake,
            LedgerView view,
            Memos memos,
            Flows flows,
            Mappings mappings,
            InboxSettings settings,
            ObjectProvider<Clock> clock) {
        return new Inbox(
                new LedgerSide(intake, view, memos),
                flows,
                mappings,
                settings,
                clock.getIfAvailable(Clock::systemUTC),
                RandomGenerator.getDefault());
    }
}
