package vn.lienthong.operations;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import vn.lienthong.dossier.Thrown;

/**
 * What is done again and again, in all rooms. Each work has a thread while it is at work, so that none waits for
 * another: with virtual threads Spring would give all of them a single one, and a payment system that does not answer
 * for a minute would keep a corrected mapping from being read.
 */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class SchedulingConfiguration {

    private static final Logger LOG = LoggerFactory.getLogger(SchedulingConfiguration.class);

    /** More than there are works; idle virtual threads cost nothing. */
    private static final int THREADS = 64;

    /** A work that is under way when the connector stops has the time of everything in flight. */
    @Bean
    ThreadPoolTaskScheduler taskScheduler() {
        ThreadPoolTaskScheduler scheduler = new ThreadPoolTaskScheduler();
        scheduler.setVirtualThreads(true);
        scheduler.setPoolSize(THREADS);
        scheduler.setThreadNamePrefix("work-");
        scheduler.setErrorHandler(
                thrown -> LOG.error("A work failed unforeseen. It is tried again when it is due.", Thrown.of(thrown)));
        return scheduler;
    }
}
