package vn.lienthong.intake.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienthong.dossier.Problem;
import vn.lienthong.dossier.SourceRecord;
import vn.lienthong.intake.Arrival;
import vn.lienthong.intake.Examined;
import vn.lienthong.intake.Intake;
import vn.lienthong.intake.NotedPage;
import vn.lienthong.intake.RecordKey;
import vn.lienthong.intake.Source;
import vn.lienthong.intake.SourceReport;
import vn.lienthong.ledger.Ledger.LedgerUnavailable;
import vn.lienthong.ledger.Memos;
import vn.lienthong.ledger.Memos.Memo;

/** The messages one route takes. A page that did not get into the ledger is read again, from where the ledger says. */
final class KafkaSource implements Source {

    private static final Logger LOG = LoggerFactory.getLogger(KafkaSource.class);
    private static final Duration TRY_AGAIN = Duration.ofSeconds(10);

    private final Subscription subscription;
    private final Supplier<Topic> topics;
    private final Intake intake;
    private final Memos memos;
    private final SourceReport report;

    private @Nullable Topic topic;
    /** What the ledger has noted, where the topic stands there too; null: it is to be put where the ledger says. */
    private @Nullable Memo memo;

    /** Of the topic that is read. */
    private String id = "";

    private boolean failed;

    /** @param topics makes a connection of its own each time */
    KafkaSource(Subscription subscription, Supplier<Topic> topics, Intake intake, Memos memos, SourceReport report) {
        this.subscription = subscription;
        this.topics = topics;
        this.intake = intake;
        this.memos = memos;
        this.report = report;
    }

    @Override
    public boolean step(Carrier carrier) throws Exception {
        try {
            boolean goesOn = work(carrier);
            failed = false;
            report.well();
            return goesOn;
        } catch (LedgerUnavailable away) {
            return false;
        } catch (OffsetOutOfRangeException thrownAway) {
            LOG.debug("Messages of {} are gone. Which ones is found out at the next look.", subscription.flow());
            return false;
        } catch (InterruptException stopped) {
            throw new InterruptedException();
        } catch (KafkaException fault) {
            failed = true;
            report.fault(problem(fault).at("brokers." + subscription.broker()));
            disconnect();
            return false;
        }
    }

    @Override
    public Duration pause() {
        return failed && subscription.every().compareTo(TRY_AGAIN) < 0 ? TRY_AGAIN : subscription.every();
    }

    private boolean work(Carrier carrier) throws Exception {
        Topic open = topic == null ? topics.get() : topic;
        topic = open;
        Memo read = memo == null ? placed(open) : memo;
        // From here the topic may stand behind messages the ledger does not have yet, whatever ends this step.
        memo = null;
        List<Topic.Message> messages = open.next();
        if (messages.isEmpty()) {
            open.askLeaders();
        }
        boolean changed = open.hasChanged();
        if (changed || messages.isEmpty()) {
            memo = changed ? null : read;
            return false;
        }
        Offsets offsets = behind(messages, read);
        NotedPage page = NotedPage.readOnce(
                subscription.flow(),
                messages.stream().map(this::arrival).toList(),
                read,
                offsets.note(subscription),
                intake);
        carrier.carry(page);
        return settled(page, offsets, open);
    }

    private Memo placed(Topic open) {
        Memo read = memos.read(subscription.ledgerSource());
        Offsets noted = Offsets.noted(subscription, read);
        id = open.id();
        Set<Topic.Gone> gone = open.goTo(noted.in(id));
        gone.forEach(this::tell);
        if (!noted.areOf(id)) {
            report.besides(Problem.of("intake.topic-made-anew")
                    .at("brokers." + subscription.broker())
                    .with("topic", subscription.topic()));
        }
        return read;
    }

    /** Stays told until the route is started anew: what is gone does not come back by itself. */
    private void tell(Topic.Gone gone) {
        report.besides(Problem.of("intake.messages-gone")
                .at("brokers." + subscription.broker())
                .with("topic", subscription.topic())
                .with("partition", Integer.toString(gone.partition()))
                .with("from", Long.toString(gone.from()))
                .with("before", Long.toString(gone.before())));
    }

    private Arrival arrival(Topic.Message message) {
        Examined examined =
                intake.examine(subscription.flow(), new SourceRecord(message.body(), subscription.mediaType()));
        String position = subscription.topic() + "/" + message.partition() + "#" + message.offset();
        return new Arrival(examined, RecordKey.of(examined), position, List.of());
    }

    private Offsets behind(List<Topic.Message> messages, Memo read) {
        Map<Integer, Long> next = new HashMap<>();
        messages.forEach(message -> next.put(message.partition(), message.offset() + 1));
        return Offsets.noted(subscription, read).in(id).with(next);
    }

    private boolean settled(NotedPage page, Offsets offsets, Topic open) {
        switch (page.outcome()) {
            case ENTERED -> {
                memo = page.noted();
                open.commit(offsets);
                return true;
            }
            case NOT_ENTERED ->
                LOG.warn("The route of {} did not enter its page. Give it the step intake:enter.", page.flow());
            case LEDGER_AWAY ->
                LOG.info("The ledger takes nothing now. Messages of {} wait at their broker.", page.flow());
            case OVERTAKEN -> LOG.debug("Another process takes the messages of {}.", page.flow());
        }
        return false;
    }

    private Problem problem(KafkaException fault) {
        return switch (fault) {
            case AuthenticationException refused -> refused("authentication");
            case AuthorizationException refused -> refused("authorization");
            case UnknownTopicOrPartitionException none ->
                Problem.of("intake.no-such-topic").with("topic", subscription.topic());
            default ->
                Problem.of("intake.broker-unreachable")
                        .with("reason", fault.getClass().getSimpleName());
        };
    }

    private Problem refused(String what) {
        return Problem.of("intake.broker-refuses").with("what", what).with("topic", subscription.topic());
    }

    private void disconnect() {
        Topic open = topic;
        topic = null;
        if (open != null) {
            open.close();
        }
    }

    @Override
    public void close() {
        report.end();
        disconnect();
    }
}
