package vn.lienthong.intake.rest;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienthong.dossier.Problem;
import vn.lienthong.dossier.SourceRecord;
import vn.lienthong.intake.Arrival;
import vn.lienthong.intake.Examined;
import vn.lienthong.intake.LedgerSide;
import vn.lienthong.intake.NotedPage;
import vn.lienthong.intake.RecordKey;
import vn.lienthong.intake.Source;
import vn.lienthong.intake.SourceReport;
import vn.lienthong.ledger.Ledger.LedgerUnavailable;
import vn.lienthong.ledger.Memos.Memo;

/** The records one route takes. A page that did not get into the ledger is asked for again, from where the ledger says. */
final class RestSource implements Source {

    private static final Logger LOG = LoggerFactory.getLogger(RestSource.class);
    private static final Duration TRY_AGAIN = Duration.ofSeconds(10);
    private static final Duration LONGEST_WAIT = Duration.ofHours(1);

    private final Pull pull;
    private final ApiSettings settings;
    private final ApiClient client;
    private final AnswerReader reader;
    private final LedgerSide ledger;
    private final SourceReport report;
    private final InstantSource clock;

    /** Null: where the list is gone on from is to be found anew. */
    private @Nullable Memo memo;

    private @Nullable Round round;
    /** An answer of which not all is entered: an API may give more than it is asked for. */
    private @Nullable Answer inHand;

    private int entered;
    /** What is told beside what was taken: where not all is read anew, until the route starts anew. */
    private boolean withoutPlace;

    private boolean withoutNext;

    private Duration pause;

    RestSource(
            Pull pull,
            ApiSettings settings,
            ApiClient client,
            LedgerSide ledger,
            SourceReport report,
            InstantSource clock) {
        this.pull = pull;
        this.settings = settings;
        this.client = client;
        this.reader = new AnswerReader(pull, settings.zone());
        this.ledger = ledger;
        this.report = report;
        this.clock = clock;
        this.pause = pull.every();
    }

    @Override
    public boolean step(Carrier carrier) throws Exception {
        try {
            pause = pull.every();
            return work(carrier);
        } catch (LedgerUnavailable away) {
            return startOver();
        } catch (ApiFault fault) {
            report.fault(fault.problem().at("apis." + pull.api()));
            pause = longer(pull.every(), wait(fault));
            // What may come off later goes on where it was; or a long list would never come to its end.
            return !fault.isPassing() && startOver();
        }
    }

    private static Duration wait(ApiFault fault) {
        Duration asked = fault.askedToWait();
        boolean tooLong = asked != null && asked.compareTo(LONGEST_WAIT) > 0;
        return asked == null ? TRY_AGAIN : longer(TRY_AGAIN, tooLong ? LONGEST_WAIT : asked);
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? other : one;
    }

    @Override
    public Duration pause() {
        return pause;
    }

    private boolean work(Carrier carrier) throws Exception {
        Memo read = memo == null ? ledger.memos().read(pull.ledgerSource()) : memo;
        Round current = round == null ? begun(read) : round;
        memo = read;
        round = current;
        Answer answer = inHand == null ? fetched(current) : inHand;
        inHand = answer;
        List<Answer.Given> part = answer.records()
                .subList(
                        entered,
                        Math.min(entered + pull.page(), answer.records().size()));
        if (part.isEmpty()) {
            return ended(answer, current);
        }
        NotedPage page = NotedPage.readAgain(pull.flow(), arrivals(part), read, note(part, read), true, ledger);
        carrier.carry(page);
        return settled(page, answer, current);
    }

    private Answer fetched(Round current) throws ApiFault {
        Answer answer = reader.read(client.get(current.request()));
        current.check(answer);
        report.well();
        tell(answer);
        return answer;
    }

    private Round begun(Memo read) {
        withoutPlace &= pull.changed() != null;
        withoutNext = false;
        Moment mark = Mark.noted(pull, read, settings.zone());
        Moment since = mark == null || pull.changed() == null
                ? null
                : mark.minus(pull.changed().overlap()).justBefore();
        return new Round(pull, base(), since);
    }

    private String base() {
        return settings.url().strip().replaceAll("/+$", "");
    }

    private void tell(Answer answer) {
        withoutPlace |= answer.given() > answer.records().size();
        withoutNext |= !pull.paging().next().isRoot() && !answer.namesNext() && answer.given() >= pull.page();
    }

    private @Nullable Problem besides() {
        if (withoutPlace) {
            return Problem.of("intake.api-record-without-place").at("apis." + pull.api());
        }
        return withoutNext
                ? Problem.of("intake.api-without-next")
                        .at("apis." + pull.api())
                        .in(pull.paging().next().toString())
                : null;
    }

    private List<Arrival> arrivals(List<Answer.Given> part) {
        List<Arrival> arrivals = new ArrayList<>();
        for (Answer.Given given : part) {
            Examined examined =
                    ledger.intake().examine(pull.flow(), new SourceRecord(given.body(), "application/json"));
            arrivals.add(new Arrival(
                    examined,
                    RecordKey.ofTableRow(examined, given.key()),
                    pull.api() + "#" + given.key(),
                    given.objection() == null ? List.of() : List.of(given.objection())));
        }
        return arrivals;
    }

    /** The newest time that has come: what is dated ahead would hide what changes until then. */
    private String note(List<Answer.Given> part, Memo read) {
        Moment mark = Mark.noted(pull, read, settings.zone());
        if (pull.changed() != null) {
            for (Answer.Given given : part) {
                Moment time = Objects.requireNonNull(given.time());
                boolean later = mark == null || !mark.isLike(time) || mark.isBefore(time);
                mark = later && !time.isAfter(clock.instant()) ? time : mark;
            }
        }
        return Mark.note(pull, mark);
    }

    private boolean settled(NotedPage page, Answer answer, Round current) {
        switch (page.outcome()) {
            case ENTERED -> {
                memo = page.noted();
                entered += page.size();
                return entered < answer.records().size() || ended(answer, current);
            }
            case NOT_ENTERED ->
                LOG.warn("The route of {} did not enter its page. Give it the step intake:enter.", pull.flow());
            case LEDGER_AWAY -> LOG.info("The ledger takes nothing now. Records of {} wait at their API.", pull.flow());
            case OVERTAKEN -> LOG.debug("Another process takes the records of {}.", pull.flow());
        }
        return startOver();
    }

    /** The end of an answer, and perhaps of the round. */
    private boolean ended(Answer answer, Round current) {
        inHand = null;
        entered = 0;
        if (current.goOn(answer)) {
            return true;
        }
        report.besides(besides());
        return startOver();
    }

    /** What is in memory may be half done; what the ledger has noted is true. */
    private boolean startOver() {
        memo = null;
        round = null;
        inHand = null;
        entered = 0;
        return false;
    }

    @Override
    public void close() {
        report.end();
        client.close();
    }
}
