package vn.lienthong.paygov.notice;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.handler.SimpleUrlHandlerMapping;
import vn.lienthong.intake.door.AllowedCallers;
import vn.lienthong.intake.door.Bodies;
import vn.lienthong.ledger.Ledger;
import vn.lienthong.ledger.LedgerView;
import vn.lienthong.paygov.Gateway;
import vn.lienthong.paygov.book.PaymentBook;
import vn.lienthong.paygov.gateway.GatewayClients;
import vn.lienthong.paygov.gateway.PaygovSettings;
import vn.lienthong.paygov.gateway.PaymentsSettings;
import vn.lienthong.paygov.gateway.PlatformSettings;

/** Hangs the doors in, each on all its paths. */
@Configuration(proxyBeanMethods = false)
class NoticeConfiguration {

    /** Beside the pages and the API. */
    private static final int AMONG_PAGES = 0;

    @Bean
    Answers confirmAnswers(PaymentBook book, GatewayClients clients, PlatformSettings settings) {
        return new ConfirmAnswers(
                new PlatformNotices(
                        book, clients.formulas(Gateway.PAYMENT_PLATFORM), settings.partnerCode(), settings.notice()),
                settings.notice().fault());
    }

    @Bean
    Answers paygovAnswers(PaymentBook book, GatewayClients clients, PaygovSettings settings) {
        return new PaygovAnswers(new PaygovNotices(
                book,
                clients.formulas(Gateway.PAYGOV),
                Objects.requireNonNull(clients.all().get(Gateway.PAYGOV)),
                settings.trust(),
                settings.notice().failure()));
    }

    @Bean
    Answers lookUpAnswers(PaymentBook book, PlatformSettings settings, LedgerView view, Ledger ledger) {
        return new LookUp(book, dossier -> !view.dossier(dossier).isEmpty(), settings.partnerCode(), ledger.time());
    }

    @Bean
    HandlerMapping paymentNoticeMapping(
            PaymentsSettings settings,
            PlatformSettings platform,
            PaygovSettings paygov,
            Answers confirmAnswers,
            Answers paygovAnswers,
            Answers lookUpAnswers) {
        AllowedCallers callers = new AllowedCallers(
                settings.notices().allow(),
                List.of(settings.adapter(), platform.url().init(), paygov.url().create()));
        Bodies bodies = new Bodies(settings.notices().limits(), System::nanoTime);
        Map<String, NoticeHandler> doors = new HashMap<>();
        Map.of(
                        NoticePaths.PLATFORM, confirmAnswers,
                        NoticePaths.PAYGOV, paygovAnswers,
                        NoticePaths.LOOK_UP, lookUpAnswers)
                .forEach((path, answers) -> NoticePaths.spellings(path)
                        .forEach(spelling -> doors.put(spelling, new NoticeHandler(callers, bodies, answers))));
        return new SimpleUrlHandlerMapping(doors, AMONG_PAGES);
    }

    /**
     * No keys and no sessions at these doors: the handler itself looks who calls, and what comes through is believed by its
     * seal.
     */
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
