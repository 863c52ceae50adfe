package vn.lienthong.console;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import vn.lienthong.dossier.Problem;
import vn.lienthong.ledger.Delivery;
import vn.lienthong.ledger.DeliveryFilter;
import vn.lienthong.ledger.DeliveryState;
import vn.lienthong.ledger.LedgerView;
import vn.lienthong.ledger.LedgerView.Tally;
import vn.lienthong.relay.Flow;
import vn.lienthong.relay.Flows;

/** What a flow in shadow mode would do, as far as its deliveries have been looked at. */
@Component
public final class ShadowSummary {

    private static final int PART = 500;
    private static final int MOST_PARTS = 20;

    /** What was looked at: held with a report, or a dead letter that must be corrected first. */
    private static final List<DeliveryState> LOOKED_AT = List.of(DeliveryState.HELD, DeliveryState.DEAD);

    private static final List<String> COLUMNS =
            List.of("delivery", "dossier", "state", "code", "changed", "same", "untold", "fields", "says", "advice");

    private final LedgerView ledger;
    private final Flows flows;
    private final int length;
    private final int most;

    @Autowired
    public ShadowSummary(LedgerView ledger, Flows flows) {
        this(ledger, flows, PART, MOST_PARTS);
    }

    ShadowSummary(LedgerView ledger, Flows flows, int length, int most) {
        this.ledger = ledger;
        this.flows = flows;
        this.length = length;
        this.most = most;
    }

    /**
     * What came of a flow's deliveries.
     *
     * @param shadow whether the flow is in shadow mode now; what it has reported stays when it no longer is
     * @param waiting deliveries that have not been looked at yet
     * @param results what would become of those that were, the most frequent first
     * @param fields which fields would change in how many dossiers, the most frequent first
     * @param counted of which results and fields tell: the newest ten thousand of each state at most
     * @param lookedAt as many there are
     */
    public record Of(
            String flow,
            boolean shadow,
            long waiting,
            List<Result> results,
            List<Field> fields,
            long counted,
            long lookedAt) {

        /** Whether results and fields tell of a part only. */
        public boolean more() {
            return lookedAt > counted;
        }
    }

    /** @param sample the report of one of them */
    public record Result(DeliveryState state, Problem sample, long deliveries) {}

    public record Field(String name, long deliveries) {}

    /** @throws Refusal if no flow of that name runs, and none left anything in the ledger */
    public Of of(String flow) {
        List<Tally> tallies = tallies(flow);
        check(flow, tallies);
        Count count = new Count();
        LOOKED_AT.forEach(state -> count(of(flow, state), count));
        return new Of(
                flow,
                flows.find(flow).map(Flow::isShadow).orElse(false),
                tallies.stream().mapToLong(tally -> tally.owed() - tally.held()).sum(),
                count.results(),
                count.fields(),
                count.counted,
                tallies.stream().mapToLong(tally -> tally.held() + tally.dead()).sum());
    }

    private static DeliveryFilter of(String flow, DeliveryState state) {
        return new DeliveryFilter(state, null, null, flow, null, null);
    }

    /** The newest ones. */
    private void count(DeliveryFilter filter, Count count) {
        Long next = Long.MAX_VALUE;
        for (int part = 0; next != null && part < most; part++) {
            LedgerView.Part<Delivery> found = ledger.deliveriesBefore(filter, next, length);
            found.items().forEach(count::add);
            next = found.next();
        }
    }

    /**
     * A line for each delivery that was looked at, however many there are: names of fields, never their values.
     *
     * @throws Refusal as {@link #of}
     */
    public void csv(String flow, Locale language, HttpServletResponse response) throws IOException {
        check(flow, tallies(flow));
        List<DeliveryFilter> filters =
                LOOKED_AT.stream().map(state -> of(flow, state)).toList();
        new DeliveryTable(ledger, COLUMNS, ShadowSummary::cells, length, DeliveryTable.ALL)
                .write(filters, language, response);
    }

    private static List<@Nullable String> cells(Delivery delivery, Locale language) {
        Problem report = report(delivery);
        Map<String, String> details = report.details();
        return Arrays.asList(
                String.valueOf(delivery.id()),
                delivery.dossier(),
                delivery.state().name(),
                report.code(),
                details.get("changed"),
                details.get("same"),
                details.get("untold"),
                details.get("fields"),
                report.says(language),
                report.advice(language));
    }

    private List<Tally> tallies(String flow) {
        return ledger.tallies().stream()
                .filter(tally -> tally.flow().equals(flow))
                .toList();
    }

    private void check(String flow, List<Tally> tallies) {
        if (flows.find(flow).isEmpty() && tallies.isEmpty()) {
            throw Refusal.notFound(Problem.of("console.no-such-flow").with("flow", flow));
        }
    }

    /** What was held by a person before it was looked at has none. */
    private static Problem report(Delivery delivery) {
        return delivery.problems().isEmpty()
                ? Problem.of("console.held-by-a-person")
                : delivery.problems().getFirst();
    }

    private static final class Count {

        private final Map<String, Result> results = new LinkedHashMap<>();
        private final Map<String, Long> fields = new TreeMap<>();
        private long counted;

        void add(Delivery delivery) {
            counted++;
            Problem report = report(delivery);
            results.merge(
                    delivery.state() + report.code(),
                    new Result(delivery.state(), report, 1),
                    (one, other) -> new Result(one.state(), one.sample(), one.deliveries() + 1));
            String names = report.details().getOrDefault("fields", "");
            if (!names.isEmpty()) {
                for (String name : names.split(", ")) {
                    fields.merge(name, 1L, Long::sum);
                }
            }
        }

        List<Result> results() {
            return results.values().stream()
                    .sorted(Comparator.comparing(Result::deliveries).reversed())
                    .toList();
        }

        List<Field> fields() {
            return fields.entrySet().stream()
                    .map(entry -> new Field(entry.getKey(), entry.getValue()))
                    .sorted(Comparator.comparing(Field::deliveries).reversed())
                    .toList();
        }
    }
}
