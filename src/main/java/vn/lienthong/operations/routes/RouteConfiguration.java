package vn.lienthong.operations.routes;

import java.nio.file.Files;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import vn.lienthong.dossier.SettledFiles;
import vn.lienthong.relay.Flows;

/** Loads route files when Camel stands, and looks for changes from then on. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RouteSettings.class)
class RouteConfiguration {

    /** Without the folder there would be a connector that takes nothing in, and is well. */
    @Bean
    LiveRouteFiles routeFiles(RouteSettings settings, RouteEngine engine, Flows flows, ObjectProvider<Clock> clocks) {
        if (!Files.isDirectory(settings.dir())) {
            throw new IllegalStateException("no folder " + settings.dir());
        }
        // the schema takes most of a second to read: meanwhile the rest of the application starts
        CompletableFuture<RouteSchema> schema = CompletableFuture.supplyAsync(RouteSchema::new);
        return new LiveRouteFiles(
                settings,
                SettledFiles.afterRest(System::nanoTime),
                engine,
                new FileCheck(settings, schema::join),
                flows::expect,
                clocks.getIfAvailable(Clock::systemUTC));
    }

    @Bean
    RouteWatch routeWatch(LiveRouteFiles files, RouteSettings settings) {
        return new RouteWatch(files, settings.refresh());
    }
}
