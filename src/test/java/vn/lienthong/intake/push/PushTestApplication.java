package vn.lienthong.intake.push;

import jakarta.servlet.FilterChain;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.filter.OncePerRequestFilter;
import vn.lienthong.intake.Agency;
import vn.lienthong.intake.Deadlines;
import vn.lienthong.intake.Intake;
import vn.lienthong.intake.LedgerIntake;
import vn.lienthong.intake.MemoryLedger;
import vn.lienthong.intake.door.Caller;
import vn.lienthong.ledger.LedgerView;
import vn.lienthong.mapping.Mappings;

/**
 * The HTTP door by itself, before a ledger in memory. The door's keys are another room's: an account is a header here. It is
 * no {@code @Configuration}, so that tests of the whole application do not find it by their scan.
 */
@EnableAutoConfiguration(exclude = {DataSourceAutoConfiguration.class, FlywayAutoConfiguration.class})
@EnableConfigurationProperties(PushSettings.class)
@Import(RecordsController.class)
class PushTestApplication {

    /** The settings name a health group of a room that is not here. */
    static final String WITHOUT_THE_OTHER_ROOMS = "management.endpoint.health.validate-group-membership=false";

    static final String ACCOUNT = "X-Test-Account";

    /** The one flow that is open to the account; without this header every flow is. */
    static final String FLOW = "X-Test-Flow";

    @Bean
    MemoryLedger memoryLedger() {
        return new MemoryLedger();
    }

    @Bean
    Agency agency() {
        return new Agency();
    }

    @Bean
    Mappings mappings(Agency agency) {
        return agency.mappings();
    }

    @Bean
    Intake recordIntake(Agency agency, MemoryLedger memory) {
        return new LedgerIntake(agency, agency.mappings(), memory.ledger(), Deadlines.none());
    }

    @Bean
    LedgerView ledgerView(MemoryLedger memory) {
        return memory.view();
    }

    @Bean
    SecurityFilterChain open(HttpSecurity http) {
        return http.csrf(csrf -> csrf.disable())
                .addFilterBefore(
                        new AccountFilter(), org.springframework.security.web.context.SecurityContextHolderFilter.class)
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .securityContext(context -> context.disable())
                .servletApi(api -> api.disable())
                .build();
    }

    private static final class AccountFilter extends OncePerRequestFilter {

        @Override
        protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws java.io.IOException, jakarta.servlet.ServletException {
            String account = request.getHeader(ACCOUNT);
            String flow = request.getHeader(FLOW);
            chain.doFilter(
                    new HttpServletRequestWrapper(request) {
                        @Override
                        public @Nullable Principal getUserPrincipal() {
                            return account == null ? null : () -> account;
                        }

                        @Override
                        public boolean isUserInRole(String role) {
                            return role.equals(flow == null ? Caller.EVERY_FLOW : Caller.roleOf(flow));
                        }
                    },
                    response);
        }
    }
}
