package vn.lienthong.npsp.questions;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
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
import vn.lienthong.npsp.PortalTells;

/**
 * The questions one route takes. The ledger notes when a list was taken whole, so a restart, or another process, asks no
 * earlier for the next.
 */
final class QuestionSource implements Source {

    private static final Logger LOG = LoggerFactory.getLogger(QuestionSource.class);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
    private static final String ID = "HOIDAPID";

    private final QuestionList list;
    private final Function<QuestionList, Optional<PortalTells>> portal;
    private final LedgerSide ledger;
    private final SourceReport report;
    private final InstantSource clock;

    /** Null: there is none in work. */
    private @Nullable InWork inWork;

    /**
     * A list as the portal gave it.
     *
     * @param ambiguous ids of rows that are not the same
     */
    private record InWork(List<JsonNode> rows, Set<String> ambiguous, int entered, Memo memo) {

        List<JsonNode> next(int most) {
            return rows.subList(entered, Math.min(entered + most, rows.size()));
        }
    }

    /** @param portal says nothing while it is not to be asked */
    QuestionSource(
            QuestionList list,
            Function<QuestionList, Optional<PortalTells>> portal,
            LedgerSide ledger,
            SourceReport report,
            InstantSource clock) {
        this.list = list;
        this.portal = portal;
        this.ledger = ledger;
        this.report = report;
        this.clock = clock;
    }

    @Override
    public boolean step(Carrier carrier) throws Exception {
        try {
            InWork now = inWork == null ? asked() : inWork;
            inWork = now;
            return now != null && enter(now, carrier);
        } catch (LedgerUnavailable away) {
            inWork = null;
            return false;
        }
    }

    @Override
    public Duration pause() {
        return list.every().compareTo(LONGEST_PAUSE) < 0 ? list.every() : LONGEST_PAUSE;
    }

    private @Nullable InWork asked() {
        Memo memo = ledger.memos().read(list.ledgerSource());
        PortalTells told = isDue(memo) ? portal.apply(list).orElse(null) : null;
        return switch (told) {
            case null -> null;
            case PortalTells.Rows(List<JsonNode> rows) -> {
                report.well();
                yield new InWork(rows, ambiguous(rows), 0, memo);
            }
            case PortalTells.Refused(Problem why) -> notTold(why);
            case PortalTells.NotAsked(Problem why) -> notTold(why);
        };
    }

    private @Nullable InWork notTold(Problem why) {
        report.fault(why);
        return null;
    }

    /** A clock that was put back makes nothing wait. */
    private boolean isDue(Memo memo) {
        if (memo.content() == null || memo.content().isEmpty()) {
            return true;
        }
        Instant last = Instant.ofEpochSecond(Long.parseLong(memo.content()));
        Instant now = clock.instant();
        return now.isBefore(last) || !now.isBefore(last.plus(list.every()));
    }

    private static Set<String> ambiguous(List<JsonNode> rows) {
        Map<String, JsonNode> seen = new HashMap<>();
        Set<String> unlike = new HashSet<>();
        for (JsonNode row : rows) {
            JsonNode before = seen.putIfAbsent(id(row), row);
            if (before != null && !before.equals(row)) {
                unlike.add(id(row));
            }
        }
        return unlike;
    }

    private boolean enter(InWork now, Carrier carrier) throws Exception {
        List<JsonNode> rows = now.next(list.page());
        boolean last = now.entered() + rows.size() == now.rows().size();
        String before = now.memo().content() == null ? "" : now.memo().content();
        NotedPage page = NotedPage.readAgain(
                list.flow(),
                arrivals(rows, now.ambiguous()),
                now.memo(),
                last ? "" + clock.instant().getEpochSecond() : before,
                last,
                ledger);
        carrier.carry(page);
        inWork = page.outcome() == NotedPage.Outcome.ENTERED && !last
                ? new InWork(now.rows(), now.ambiguous(), now.entered() + rows.size(), page.noted())
                : null;
        tell(page.outcome());
        return inWork != null;
    }

    private List<Arrival> arrivals(List<JsonNode> rows, Set<String> ambiguous) {
        List<Row> read = rows.stream().map(this::read).toList();
        Map<String, String> known = new HashMap<>();
        ledger.view()
                .known(
                        list.ledgerSource(),
                        read.stream()
                                .flatMap(row -> Stream.of(row.byId(), row.byContent()))
                                .distinct()
                                .toList())
                .forEach(one -> known.put(one.key(), one.contentHash()));
        return read.stream()
                .map(row -> new Arrival(
                        row.examined(), row.key(ambiguous, known), list.service() + "#" + row.id(), List.of()))
                .toList();
    }

    private Row read(JsonNode row) {
        byte[] body = row.toString().getBytes(StandardCharsets.UTF_8);
        return new Row(id(row), ledger.intake().examine(list.flow(), new SourceRecord(body, "application/json")));
    }

    /** @param id empty if it has none */
    private record Row(String id, Examined examined) {

        String byId() {
            return RecordKey.ofTableRow(examined, id);
        }

        String byContent() {
            return RecordKey.of(examined);
        }

        /**
         * A question is known by its id: as it is now it is the newest version of what it was. One without an id, or
         * whose id stands in the list with another one, is known by what it says. What the ledger has under either goes
         * on under that, lest it go once more when another one comes to stand beside it, or goes away again.
         *
         * @param known content by key, of those the ledger has
         */
        String key(Set<String> ambiguous, Map<String, String> known) {
            String content = examined.identity().contentHash();
            if (id.isEmpty() || content.equals(known.get(byId()))) {
                return id.isEmpty() ? byContent() : byId();
            }
            boolean goesOn = !known.containsKey(byId()) && known.containsKey(byContent());
            return goesOn || ambiguous.contains(id) ? byContent() : byId();
        }
    }

    private static String id(JsonNode row) {
        return row.path(ID).asString("").strip();
    }

    private void tell(NotedPage.Outcome outcome) {
        switch (outcome) {
            case ENTERED -> {}
            case NOT_ENTERED ->
                LOG.warn("The route of {} did not enter its page. Give it the step intake:enter.", list.flow());
            case LEDGER_AWAY ->
                LOG.info("The ledger takes nothing now. Records of {} wait at the portal.", list.flow());
            case OVERTAKEN -> LOG.debug("Another process takes the records of {}.", list.flow());
        }
    }

    @Override
    public void close() {
        report.end();
    }
}
