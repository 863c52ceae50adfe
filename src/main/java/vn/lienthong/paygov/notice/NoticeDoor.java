package vn.lienthong.paygov.notice;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;

/**
 * No keys and no sessions at these doors: what comes through is believed by its seal, and who can reach them is the network's
 * business.
 */
@Configuration(proxyBeanMethods = false)
class NoticeDoor {

    @Bean
    @Order(30)
    SecurityFilterChain paymentNoticeDoor(HttpSecurity http) {
        return http.securityMatcher(NoticePaths.all())
                .csrf(csrf -> csrf.disable()) // no cookie opens this door
                .requestCache(cache -> cache.disable())
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .authorizeHttpRequests(may -> may.anyRequest().permitAll())
                .build();
    }
}
