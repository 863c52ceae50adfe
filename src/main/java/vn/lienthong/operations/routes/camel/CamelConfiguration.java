package vn.lienthong.operations.routes.camel;

import org.apache.camel.CamelContext;
import org.apache.camel.builder.NoErrorHandlerBuilder;
import org.apache.camel.spring.boot.CamelContextConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Camel as the routes need it: without retries of its own, since retries live in the ledger. */
@Configuration(proxyBeanMethods = false)
class CamelConfiguration {

    @Bean
    CamelRouteEngine routeEngine(CamelContext context) {
        return new CamelRouteEngine(context);
    }

    @Bean
    CamelContextConfiguration withoutRetries() {
        return new CamelContextConfiguration() {
            @Override
            public void beforeApplicationStart(CamelContext context) {
                context.getCamelContextExtension().setErrorHandlerFactory(new NoErrorHandlerBuilder());
            }

            @Override
            public void afterApplicationStart(CamelContext context) {
                // nothing more to do
            }
        };
    }
}
