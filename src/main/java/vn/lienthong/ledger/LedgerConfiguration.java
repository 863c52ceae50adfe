package vn.lienthong.ledger;

import java.time.InstantSource;
import java.util.Random;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Offers the ledger to the other rooms. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(LedgerSettings.class)
class LedgerConfiguration {

    @Bean
    static LedgerOpening ledgerOpening(Environment environment) {
        return new LedgerOpening(environment);
    }

    @Bean(destroyMethod = "close")
    Database ledgerDatabase(LedgerOpening opening, LedgerSettings settings) {
        return opening.taken(settings);
    }

    @Bean
    Ledger ledger(Database database, ObjectProvider<InstantSource> clock) {
        InstantSource wall = clock.getIfUnique(InstantSource::system);
        JdbcLedger ledger = new JdbcLedger(database, database.time(wall, System::nanoTime), new Random());
        if (database.isFile()) {
            ledger.succeed();
        }
        return ledger;
    }

    @Bean
    LedgerView ledgerView(Database database, Ledger ledger) {
        return new JdbcLedgerView(database, ledger.time());
    }

    @Bean
    Results results(Database database) {
        return new JdbcResults(database, JdbcResults.PATIENCE);
    }

    @Bean
    Memos memos(Database database, Ledger ledger) {
        return new JdbcMemos(database, ledger.time());
    }

    @Bean
    Store store(Database database, Ledger ledger) {
        return new JdbcStore(database, ledger.time());
    }

    @Bean
    Definitions definitions(Database database, Ledger ledger) {
        return new JdbcDefinitions(database, ledger.time());
    }

    @Bean
    Processes processes(Database database, Ledger ledger) {
        return new JdbcProcesses(database, ledger.time());
    }
}
