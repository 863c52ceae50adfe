package vn.lienthong.npsp.inbound;

import jakarta.servlet.http.HttpServletRequest;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.handler.AbstractHandlerMapping;
import vn.lienthong.intake.Intake;
import vn.lienthong.intake.door.AllowedCallers;
import vn.lienthong.intake.door.Bodies;
import vn.lienthong.ledger.LedgerView;

/**
 * Hangs the door in. Paths of ours come first; what is spelled as an adapter's path and nobody takes is answered in the
 * portal's words too, after every other room has had its say.
 */
@Configuration(proxyBeanMethods = false)
class InboundConfiguration {

    private static final int BEFORE_PAGES = -10;
    private static final int AFTER_ALL = Integer.MAX_VALUE - 10;

    @Bean
    InboundPaths inboundPaths(InboundSettings settings) {
        return new InboundPaths(settings);
    }

    @Bean
    InboundHandler inboundHandler(
            InboundSettings settings, InboundPaths paths, AllowedCallers callers, Intake intake, LedgerView view) {
        return new InboundHandler(
                paths,
                callers,
                new Bodies(settings.limits(), System::nanoTime),
                new Inbound(settings, intake, view),
                settings.badBodyStatus());
    }

    @Bean
    HandlerMapping inboundMapping(InboundPaths paths, InboundHandler handler) {
        return new Door(paths::isOurs, handler, BEFORE_PAGES);
    }

    @Bean
    HandlerMapping unknownAdapterPathMapping(InboundPaths paths, InboundHandler handler) {
        return new Door(paths::isAnAdapters, handler, AFTER_ALL);
    }

    /** No keys and no sessions at this door: the handler itself looks who calls. */
    @Bean
    @Order(15)
    SecurityFilterChain inboundDoor(HttpSecurity http, InboundPaths paths) {
        return open(http, paths::isOurs);
    }

    @Bean
    @Order(900)
    SecurityFilterChain unknownAdapterPathDoor(HttpSecurity http, InboundPaths paths) {
        return open(http, paths::isAnAdapters);
    }

    private static SecurityFilterChain open(HttpSecurity http, RequestMatcher paths) {
        return http.securityMatcher(paths)
                .csrf(csrf -> csrf.disable())
                .requestCache(cache -> cache.disable())
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .authorizeHttpRequests(may -> may.anyRequest().permitAll())
                .build();
    }

    private static final class Door extends AbstractHandlerMapping {

        private final Predicate<HttpServletRequest> paths;
        private final InboundHandler handler;

        Door(Predicate<HttpServletRequest> paths, InboundHandler handler, int order) {
            this.paths = paths;
            this.handler = handler;
            setOrder(order);
        }

        @Override
        protected @Nullable Object getHandlerInternal(HttpServletRequest request) {
            return paths.test(request) ? handler : null;
        }
    }
}
