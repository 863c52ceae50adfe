package vn.lienthong.connections;

import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

@Configuration(proxyBeanMethods = false)
class ConnectionsConfiguration {

    @Bean
    Databases databases(Environment environment, @Value("${drivers.dir}") Path drivers) {
        return new Databases(DatabaseSettings.allIn(environment), drivers);
    }

    @Bean
    Brokers brokers(Environment environment) {
        return new Brokers(BrokerSettings.allIn(environment));
    }
}
