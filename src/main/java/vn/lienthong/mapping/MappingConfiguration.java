package vn.lienthong.mapping;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Offers the mappings of the settings' folder to the other rooms. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(MappingSettings.class)
class MappingConfiguration {

    @Bean
    Mappings mappings(MappingSettings settings) {
        return FileMappings.beginning(settings.dir());
    }
}
