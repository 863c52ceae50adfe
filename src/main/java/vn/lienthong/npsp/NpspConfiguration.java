package vn.lienthong.npsp;

import java.time.InstantSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import vn.lienthong.relay.Policies;

/** Puts the room together. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(NpspSettings.class)
class NpspConfiguration {

    @Bean
    NpspClient npspClient(NpspSettings settings, Policies policies, ObjectProvider<InstantSource> clock) {
        return new NpspClient(settings, policies, clock.getIfUnique(InstantSource::system));
    }
}
