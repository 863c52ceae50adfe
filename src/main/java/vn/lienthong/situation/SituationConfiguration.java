package vn.lienthong.situation;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import vn.lienthong.agreement.Agreements;
import vn.lienthong.ledger.Ledger;
import vn.lienthong.ledger.LedgerView;
import vn.lienthong.ledger.Memos;
import vn.lienthong.paygov.Payments;

/** Reads the settings, and puts the alerts together. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({AlertSettings.class, DeadlineSettings.class})
class SituationConfiguration {

    @Bean
    Alerts alerts(
            Situation situation,
            LedgerView view,
            Payments payments,
            Agreements agreements,
            Memos memos,
            MessageSource messages,
            AlertSettings settings,
            Ledger ledger) {
        InstantSource time = ledger.time();
        List<Channel> channels = new ArrayList<>();
        if (settings.mail().isSet()) {
            channels.add(new MailChannel(settings.mail(), time));
        }
        if (settings.webhook().isSet()) {
            channels.add(new WebhookChannel(settings.webhook(), time));
        }
        Wording wording = new Wording(messages, settings);
        Concerns concerns = new Concerns(settings, wording, time);
        return new Alerts(
                channels,
                () -> Stream.concat(
                                concerns.deadlines(situation.deadlines()).stream(),
                                concerns
                                        .shared(
                                                situation.standings(),
                                                view.problemGroups(),
                                                situation.shadows(),
                                                payments.tasks(),
                                                agreements.latest().orElse(null))
                                        .stream())
                        .toList(),
                () -> concerns.own(situation.faults()),
                wording,
                memos,
                settings,
                time);
    }
}
