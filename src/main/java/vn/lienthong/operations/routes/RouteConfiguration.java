package vn.lienthong.operations.routes;

import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Loads route files when Camel stands, and looks for changes from then on. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RouteSettings.class)
class RouteConfiguration {

    @Bean
    LiveRouteFiles routeFiles(RouteSettings settings, RouteEngine engine, ObjectProvider<Clock> clocks) {
        RouteSchema schema = new RouteSchema();
        return new LiveRouteFiles(
                settings, engine, new FileCheck(settings, () -> schema), clocks.getIfAvailable(Clock::systemUTC));
    }

    @Bean
    RouteWatch routeWatch(LiveRouteFiles files, RouteSettings settings) {
        return new RouteWatch(files, settings.refresh());
    }
}
