package vn.lienthong.console.doors;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import vn.lienthong.console.ProblemAnswers;
import vn.lienthong.console.Role;
import vn.lienthong.console.SentBodies;

/** The doors of the HTTP port: one for {@code /api}, without session; one for the pages, with session and CSRF tokens. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({ApiSettings.class, ConsoleSettings.class})
class DoorsConfiguration {

    private static final Logger LOG = LoggerFactory.getLogger(DoorsConfiguration.class);
    private static final String CONTENT_POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
                    + " connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

    @Bean
    Doors doors(ServerProperties server, ApiKeys keys, Accounts accounts) {
        Doors doors = Doors.decide(server.getAddress(), !keys.isEmpty(), !accounts.isEmpty());
        LOG.info(
                "Doors on {}: the API asks for {}; the console asks for {}.",
                server.getAddress(),
                doors.api().isEmpty() ? "a key" : "no key, on this machine only",
                doors.pages().isEmpty() ? "an account" : "no account, on this machine only");
        return doors;
    }

    @Bean
    ApiKeys apiKeys(ApiSettings settings) {
        return new ApiKeys(settings);
    }

    @Bean
    Accounts accounts(ConsoleSettings settings, ObjectProvider<InstantSource> clock) {
        return new Accounts(settings, new LoginGuard(clock.getIfUnique(InstantSource::system)));
    }

    /** Timers for each filter of each request cost more than the filters do; requests as a whole are timed anyway. */
    @Bean
    SecurityObservationSettings securityObservations() {
        return SecurityObservationSettings.noObservations();
    }

    /** Whoever reads a header checks it, and says what is wrong with it; the firewall would only fail at the reading. */
    @Bean
    HttpFirewall firewall() {
        StrictHttpFirewall firewall = new StrictHttpFirewall();
        firewall.setAllowedHeaderValues(anything -> true);
        return firewall;
    }

    /** The management port has doors of its own (room operations); nothing of ours stands before it. */
    @Bean
    @Order(10)
    SecurityFilterChain managementDoor(HttpSecurity http, Environment environment) {
        return http.securityMatcher(new ManagementPort(environment))
                .csrf(csrf -> csrf.disable())
                .authorizeHttpRequests(may -> may.anyRequest().permitAll())
                .build();
    }

    @Bean
    @Order(20)
    SecurityFilterChain apiDoor(
            HttpSecurity http, Doors doors, ApiKeys keys, ProblemAnswers answers, Refusals refusals) {
        headers(http);
        return http.securityMatcher("/api", "/api/**", "/services/**")
                .csrf(csrf ->
                        csrf.disable()) // no cookie opens this door, and a stranger's page is kept out of the open one
                .requestCache(cache -> cache.disable())
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .addFilterBefore(new QueryFilter(), CsrfFilter.class)
                .addFilterBefore(
                        doors.api().isEmpty()
                                ? new KeyFilter(keys, answers)
                                : new OpenDoorFilter(doors.api(), false, answers),
                        AuthorizationFilter.class)
                .exceptionHandling(refused -> refused.authenticationEntryPoint(refusals::keyMissing)
                        .accessDeniedHandler(refusals::roleMissing))
                .authorizeHttpRequests(may -> may.dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.ASYNC)
                        .permitAll()
                        .requestMatchers("/api/openapi.yaml")
                        .permitAll()
                        .requestMatchers("/api/records", "/api/records/**", "/services/**")
                        .hasAuthority(Role.PUSH.code())
                        .requestMatchers("/api/npsp-2026/next-code")
                        .hasAuthority(Role.PUSH.code())
                        .requestMatchers("/api/results")
                        .hasAnyAuthority(Role.PUSH.code(), Role.SEE.code())
                        .requestMatchers(HttpMethod.POST, "/api/payments")
                        .hasAuthority(Role.PUSH.code())
                        .requestMatchers("/api/payments/*/receipt")
                        .hasAuthority(Role.SEE_BODIES.code())
                        .requestMatchers(HttpMethod.GET)
                        .hasAuthority(Role.SEE.code())
                        .requestMatchers(HttpMethod.HEAD)
                        .hasAuthority(Role.SEE.code())
                        .anyRequest()
                        .hasAuthority(Role.ACT.code()))
                .build();
    }

    @Bean
    @Order(1000)
    SecurityFilterChain consoleDoor(
            HttpSecurity http,
            Doors doors,
            Accounts accounts,
            ProblemAnswers answers,
            Refusals refusals,
            SentBodies bodies) {
        headers(http);
        // As a manager of its own: a provider that is a bean too is asked twice, and a wrong password counts twice.
        http.authenticationManager(new ProviderManager(accounts))
                .csrf(csrf -> csrf.csrfTokenRepository(new FormTokens()))
                .requestCache(cache -> cache.requestCache(new PageAskedFor()))
                .exceptionHandling(refused -> refused.authenticationEntryPoint(refusals::logInFirst)
                        .accessDeniedHandler(refusals::pageRefused))
                .authorizeHttpRequests(may -> may.dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.FORWARD)
                        .permitAll()
                        .requestMatchers("/assets/**", "/webjars/**", "/favicon.ico", "/login", "/problems")
                        .permitAll()
                        .requestMatchers(HttpMethod.POST, "/mappings/try")
                        .hasAuthority(Role.SEE_BODIES.code())
                        .requestMatchers("/payments/*/receipt")
                        .hasAuthority(Role.SEE_BODIES.code())
                        .requestMatchers(HttpMethod.GET)
                        .hasAuthority(Role.SEE.code())
                        .requestMatchers(HttpMethod.HEAD)
                        .hasAuthority(Role.SEE.code())
                        .anyRequest()
                        .hasAuthority(Role.ACT.code()));
        if (doors.pages().isEmpty()) {
            http.formLogin(form -> form.loginPage("/login")
                            .failureHandler((request, response, failure) -> response.sendRedirect(
                                    request.getContextPath() + "/login?failed=" + LogInPage.why(failure))))
                    .logout(logout -> logout.logoutSuccessUrl("/login?bye"));
        } else {
            Filter open = new OpenDoorFilter(doors.pages(), true, answers);
            http.addFilterBefore(open, CsrfFilter.class);
        }
        http.addFilterBefore(new QueryFilter(), CsrfFilter.class)
                .addFilterBefore(new FormFilter(bodies), CsrfFilter.class);
        return http.build();
    }

    private static void headers(HttpSecurity http) {
        http.headers(headers -> headers.contentSecurityPolicy(policy -> policy.policyDirectives(CONTENT_POLICY))
                .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.NO_REFERRER))
                .frameOptions(frame -> frame.deny()));
    }
}
