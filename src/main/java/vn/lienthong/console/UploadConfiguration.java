package vn.lienthong.console;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** One budget for whatever is sent to the pages and the API. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(UploadSettings.class)
class UploadConfiguration {

    @Bean
    SentBodies sentBodies(UploadSettings settings) {
        return new SentBodies(settings, System::nanoTime);
    }
}
