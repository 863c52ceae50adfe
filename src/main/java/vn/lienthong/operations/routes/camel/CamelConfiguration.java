package vn.lienthong.operations.routes.camel;

import org.apache.camel.CamelContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Camel as the routes need it. */
@Configuration(proxyBeanMethods = false)
class CamelConfiguration {

    @Bean
    CamelRouteEngine routeEngine(CamelContext context) {
        return new CamelRouteEngine(context);
    }
}
