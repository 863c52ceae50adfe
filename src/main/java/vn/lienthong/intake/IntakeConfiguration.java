package vn.lienthong.intake;

import java.time.Clock;
import java.util.random.RandomGenerator;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import vn.lienthong.intake.inbox.Inbox;
import vn.lienthong.intake.inbox.InboxSettings;
import vn.lienthong.intake.push.PushSettings;
import vn.lienthong.ledger.Ledger;
import vn.lienthong.ledger.LedgerView;
import vn.lienthong.mapping.Mappings;
import vn.lienthong.relay.Flows;
import vn.lienthong.relay.Policies;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({PushSettings.class, InboxSettings.class})
class IntakeConfiguration {

    @Bean
    Intake recordIntake(Flows flows, Mappings mappings, Ledger ledger, Policies policies) {
        return new LedgerIntake(
                flows,
                mappings,
                ledger,
                counterpart -> policies.find(counterpart)
                        .map(policy -> policy.deadline().within())
                        .map(within -> ledger.time().instant().plus(within))
                        .orElse(null));
    }

    @Bean
    Inbox inbox(
            Intake intake,
            LedgerView view,
            Flows flows,
            Mappings mappings,
            InboxSettings settings,
            ObjectProvider<Clock> clock) {
        return new Inbox(
                intake,
                view,
                flows,
                mappings,
                settings,
                clock.getIfAvailable(Clock::systemUTC),
                RandomGenerator.getDefault());
    }
}
