package vn.lienthong.npsp;

import java.util.List;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import vn.lienthong.intake.Intake;
import vn.lienthong.intake.LedgerSide;
import vn.lienthong.intake.door.AllowedCallers;
import vn.lienthong.ledger.Ledger;
import vn.lienthong.ledger.LedgerView;
import vn.lienthong.ledger.Memos;
import vn.lienthong.npsp.inbound.FiledOnPortal;
import vn.lienthong.npsp.inbound.InboundSettings;
import vn.lienthong.npsp.questions.Questions;
import vn.lienthong.relay.Policies;
import vn.lienthong.relay.Relay;
import vn.lienthong.relay.Resends;

/** Puts the room together. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(NpspSettings.class)
class NpspConfiguration {

    /** Static, since the room needs the policies, and the policies need this. */
    @Bean
    static Resends resends() {
        return NpspClient.RESENDS;
    }

    @Bean
    NpspClient npspClient(NpspSettings settings, Policies policies, Memos memos, Ledger ledger, LedgerView view) {
        FiledOnPortal filedOnThePortal = new FiledOnPortal(settings.inbound(), view);
        return new NpspClient(settings, policies, memos, filedOnThePortal, ledger.time());
    }

    @Bean
    Questions questions(NpspClient client, Relay relay, Intake intake, LedgerView view, Memos memos, Ledger ledger) {
        return new Questions(
                client::questions, () -> relay.isUp("npsp"), new LedgerSide(intake, view, memos), ledger.time());
    }

    @Bean
    InboundSettings inboundSettings(NpspSettings settings) {
        return settings.inbound();
    }

    @Bean
    AllowedCallers allowedCallers(NpspSettings settings) {
        return new AllowedCallers(settings.inbound().allow(), List.of(settings.url()));
    }
}
