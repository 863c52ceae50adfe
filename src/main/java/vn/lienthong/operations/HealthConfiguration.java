package vn.lienthong.operations;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.health.actuate.endpoint.StatusAggregator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

/**
 * Two answers to two questions: {@code /actuator/health} says whether records are taken and kept (a supervisor may restart
 * the connector by it), {@code /actuator/health/counterparts} whether everything reaches its counterpart (a person is told).
 */
@Configuration(proxyBeanMethods = false)
class HealthConfiguration {

    private static final StatusAggregator BY_SEVERITY = StatusAggregator.of(
            Status.DOWN, Status.OUT_OF_SERVICE, CounterpartsHealth.COUNTERPART_DOWN, Status.UP, Status.UNKNOWN);

    @Bean
    @Primary
    StatusAggregator statusOfTheConnector() {
        return statuses -> {
            Status worst = BY_SEVERITY.getAggregateStatus(statuses);
            return worst.equals(CounterpartsHealth.COUNTERPART_DOWN) ? Status.UP : worst;
        };
    }

    @Bean
    @Qualifier("counterparts")
    StatusAggregator statusOfTheCounterparts() {
        return BY_SEVERITY;
    }
}
