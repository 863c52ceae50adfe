package vn.lienthong.connections;

import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.ConfigurationPropertiesBindHandlerAdvisor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Puts the room together. */
@Configuration(proxyBeanMethods = false)
class ConnectionsConfiguration {

    /** All rooms' settings are held to it. */
    @Bean
    static ConfigurationPropertiesBindHandlerAdvisor withUnits() {
        return WithUnits::new;
    }

    @Bean
    Databases databases(Environment environment, @Value("${drivers.dir}") Path drivers) {
        return new Databases(DatabaseSettings.allIn(environment), drivers);
    }

    @Bean
    Brokers brokers(Environment environment) {
        return new Brokers(BrokerSettings.allIn(environment));
    }
}
