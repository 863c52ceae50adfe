package vn.lienthong.intake.exchange;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienthong.dossier.Problem;
import vn.lienthong.dossier.Sha256;
import vn.lienthong.intake.Arrival;
import vn.lienthong.intake.Examined;
import vn.lienthong.intake.Intake;
import vn.lienthong.intake.RecordKey;
import vn.lienthong.intake.Source;
import vn.lienthong.intake.SourceReport;
import vn.lienthong.intake.exchange.ExchangeClient.Pulled;
import vn.lienthong.intake.exchange.ExchangeClient.Waiting;
import vn.lienthong.ledger.Ledger.LedgerUnavailable;
import vn.lienthong.ledger.Memos;
import vn.lienthong.ledger.Memos.Memo;

/** What one route takes from an exchange. What was pulled and is not entered yet is in memory only: the exchange has it too. */
final class ExchangeSource implements Source {

    private static final Logger LOG = LoggerFactory.getLogger(ExchangeSource.class);
    private static final Duration TRY_AGAIN = Duration.ofSeconds(10);

    /** The first time it may only be slow to forget. */
    private static final int HEARD_ENOUGH = 2;

    private final ExchangePolling polling;
    private final ExchangeClient client;
    private final Intake intake;
    private final Memos memos;
    private final SourceReport report;

    private List<Waiting> waiting = List.of();
    /** As it was before what waits was pulled, or as its last page has left it. */
    private @Nullable Memo memo;

    private @Nullable Problem notAcknowledged;
    /** Ids of what was pulled last, and of what was pulled before that. */
    private Set<String> given = Set.of();

    private Set<String> givenBefore = Set.of();
    /** How often the exchange has heard that it was taken, of what it gave the last time; by {@link #asGiven}. */
    private final Map<String, Integer> heard = new LinkedHashMap<>();

    private boolean broughtNew;
    private boolean failed;

    ExchangeSource(ExchangePolling polling, ExchangeClient client, Intake intake, Memos memos, SourceReport report) {
        this.polling = polling;
        this.client = client;
        this.intake = intake;
        this.memos = memos;
        this.report = report;
    }

    @Override
    public boolean step(Carrier carrier) throws Exception {
        try {
            Memo read = memo;
            if (waiting.isEmpty() || read == null) {
                read = memos.read(polling.ledgerSource());
                pull();
            }
            boolean goesOn = !waiting.isEmpty() && carry(read, carrier);
            failed = false;
            return goesOn;
        } catch (ExchangeFault fault) {
            failed = true;
            report.fault(fault.problem().at("exchanges." + polling.source()));
            startOver();
            return false;
        } catch (LedgerUnavailable away) {
            startOver();
            return false;
        }
    }

    private void pull() throws ExchangeFault {
        Pulled pulled = client.pull();
        waiting = pulled.records();
        heard.keySet().retainAll(waiting.stream().map(ExchangeSource::asGiven).collect(Collectors.toSet()));
        report.besides(besides(pulled));
        givenBefore = given;
        given = waiting.stream().map(Waiting::id).collect(Collectors.toSet());
        broughtNew = false;
        if (waiting.isEmpty()) {
            report.well();
        }
    }

    private @Nullable Problem besides(Pulled pulled) {
        if (pulled.unlike() != null) {
            return Problem.of("intake.exchange-id-not-unique")
                    .at("exchanges." + polling.source())
                    .with("id", pulled.unlike());
        }
        if (pulled.unreadable() != null) {
            return pulled.unreadable().at("exchanges." + polling.source());
        }
        if (pulled.withoutId()) {
            return Problem.of("intake.exchange-without-id").at("exchanges." + polling.source());
        }
        return heard.entrySet().stream()
                .filter(one -> one.getValue() >= HEARD_ENOUGH)
                .findFirst()
                .map(one -> Problem.of("intake.exchange-gives-again")
                        .at("exchanges." + polling.source())
                        .with("id", one.getKey().substring(0, one.getKey().indexOf(' '))))
                .orElse(null);
    }

    /** Its id, a blank, and a hash of it. */
    private static String asGiven(Waiting one) {
        return one.id() + " " + Sha256.hex(one.record().body());
    }

    /** What the ledger has is acknowledged before the next page. */
    private boolean carry(Memo read, Carrier carrier) throws Exception {
        List<Waiting> next = waiting.subList(0, Math.min(polling.page(), waiting.size()));
        ExchangePage page = new ExchangePage(polling, arrivals(next), read, intake);
        carrier.carry(page);
        switch (page.outcome()) {
            case ENTERED -> {
                memo = page.noted();
                if (!isNewest(page.noted())) {
                    LOG.debug(
                            "Another process has taken the records of {} since, and acknowledges them.",
                            polling.flow());
                    startOver();
                    return false;
                }
                broughtNew |=
                        page.broughtNew() && next.stream().map(Waiting::id).anyMatch(id -> !givenBefore.contains(id));
                acknowledge(next);
                waiting = waiting.subList(next.size(), waiting.size());
                return !waiting.isEmpty() || ended();
            }
            case NOT_ENTERED ->
                LOG.warn("The route of {} did not enter its page. Give it the step intake:enter.", polling.flow());
            case OVERTAKEN -> LOG.debug("Another process takes the records of {}.", polling.flow());
            case LEDGER_AWAY ->
                LOG.info("The ledger takes nothing now. Records of {} wait at their source.", polling.flow());
        }
        startOver();
        return false;
    }

    /** If not, the exchange may have something newer under the same ids by now. */
    private boolean isNewest(Memo noted) {
        return memos.read(polling.ledgerSource()).equals(noted);
    }

    private List<Arrival> arrivals(List<Waiting> next) {
        List<Arrival> arrivals = new ArrayList<>();
        for (Waiting one : next) {
            Examined examined = intake.examine(polling.flow(), one.record());
            String key = RecordKey.ofTableRow(examined, one.id());
            arrivals.add(new Arrival(examined, key, polling.source() + "#" + one.id(), List.of()));
        }
        return arrivals;
    }

    /** An exchange that does not hear of one page may give the others all the same. */
    private void acknowledge(List<Waiting> entered) {
        try {
            client.acknowledge(entered.stream().map(Waiting::id).distinct().toList());
            entered.forEach(one -> heard.merge(asGiven(one), 1, Integer::sum));
        } catch (ExchangeFault fault) {
            notAcknowledged = fault.problem();
        }
    }

    /**
     * The end of what was pulled.
     *
     * @return whether to ask at once for more: not if it gave only what the ledger knew, or what it gave the last time,
     *     however that has changed; it might do so for ever
     */
    private boolean ended() throws ExchangeFault {
        Problem left = notAcknowledged;
        notAcknowledged = null;
        if (left != null) {
            throw new ExchangeFault(left);
        }
        report.well();
        return broughtNew;
    }

    private void startOver() {
        waiting = List.of();
        memo = null;
        notAcknowledged = null;
    }

    @Override
    public Duration pause() {
        return failed && polling.every().compareTo(TRY_AGAIN) < 0 ? TRY_AGAIN : polling.every();
    }

    @Override
    public void close() {
        report.end();
        client.close();
    }
}
