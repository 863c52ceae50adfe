package vn.lienthong.console;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import vn.lienthong.dossier.CsvLine;
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

    private static final int PAGE = 500;
    private static final int MOST_PAGES = 20;

    /** What was looked at: held with a report, or a dead letter that must be corrected first. */
    private static final List<DeliveryState> LOOKED_AT = List.of(DeliveryState.HELD, DeliveryState.DEAD);

    private static final List<String> COLUMNS =
            List.of("delivery", "dossier", "state", "code", "changed", "same", "untold", "fields", "says", "advice");

    private final LedgerView ledger;
    private final Flows flows;

    public ShadowSummary(LedgerView ledger, Flows flows) {
        this.ledger = ledger;
        this.flows = flows;
    }

    /**
     * What came of a flow's deliveries.
     *
     * @param shadow whether the flow is in shadow mode now; what it has reported stays when it no longer is
     * @param waiting deliveries that have not been looked at yet
     * @param results what would become of those that were, the most frequent first
     * @param fields which fields would change in how many dossiers, the most frequent first
     * @param more there are deliveries beyond the newest ones that were counted here
     */
    public record Of(
            String flow, boolean shadow, long waiting, List<Result> results, List<Field> fields, boolean more) {}

    /** @param sample the report of one of them */
    public record Result(DeliveryState state, Problem sample, long deliveries) {}

    public record Field(String name, long deliveries) {}

    /** @throws Refusal if no flow of that name runs, and none left anything in the ledger */
    public Of of(String flow) {
        List<Tally> tallies = tallies(flow);
        check(flow, tallies);
        List<Delivery> all = deliveries(flow);
        long lookedAt =
                tallies.stream().mapToLong(tally -> tally.held() + tally.dead()).sum();
        return new Of(
                flow,
                flows.find(flow).map(Flow::isShadow).orElse(false),
                tallies.stream().mapToLong(tally -> tally.owed() - tally.held()).sum(),
                results(all),
                fields(all),
                lookedAt > all.size());
    }

    /**
     * A line for each delivery that was looked at: names of fields, never their values.
     *
     * @throws Refusal as {@link #of}
     */
    public String csv(String flow, Locale language) {
        check(flow, tallies(flow));
        return deliveries(flow).stream()
                .map(delivery -> line(delivery, language))
                .collect(Collectors.joining("", CsvLine.BYTE_ORDER_MARK + CsvLine.of(COLUMNS), ""));
    }

    private static String line(Delivery delivery, Locale language) {
        Problem report = report(delivery);
        Map<String, String> details = report.details();
        return CsvLine.of(Arrays.asList(
                String.valueOf(delivery.id()),
                delivery.dossier(),
                delivery.state().name(),
                report.code(),
                details.get("changed"),
                details.get("same"),
                details.get("untold"),
                details.get("fields"),
                report.says(language),
                report.advice(language)));
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

    /** Those looked at, newest first; the newest ten thousand of each state at most. */
    private List<Delivery> deliveries(String flow) {
        List<Delivery> all = new ArrayList<>();
        for (DeliveryState state : LOOKED_AT) {
            DeliveryFilter filter = new DeliveryFilter(state, null, null, flow, null, null);
            LedgerView.Page<Delivery> page;
            int number = 1;
            do {
                page = ledger.deliveries(filter, number, PAGE);
                all.addAll(page.items());
            } while (page.items().size() == PAGE && ++number <= MOST_PAGES);
        }
        return all;
    }

    private static List<Result> results(List<Delivery> all) {
        Map<String, Result> results = new LinkedHashMap<>();
        for (Delivery delivery : all) {
            Problem report = report(delivery);
            results.merge(
                    delivery.state() + report.code(),
                    new Result(delivery.state(), report, 1),
                    (one, other) -> new Result(one.state(), one.sample(), one.deliveries() + 1));
        }
        return results.values().stream()
                .sorted(Comparator.comparing(Result::deliveries).reversed())
                .toList();
    }

    /** What was held by a person before it was looked at has none. */
    private static Problem report(Delivery delivery) {
        return delivery.problems().isEmpty()
                ? Problem.of("console.held-by-a-person")
                : delivery.problems().getFirst();
    }

    private static List<Field> fields(List<Delivery> all) {
        Map<String, Long> fields = new TreeMap<>();
        all.stream()
                .map(delivery -> report(delivery).details().getOrDefault("fields", ""))
                .filter(names -> !names.isEmpty())
                .flatMap(names -> List.of(names.split(", ")).stream())
                .forEach(name -> fields.merge(name, 1L, Long::sum));
        return fields.entrySet().stream()
                .map(entry -> new Field(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparing(Field::deliveries).reversed())
                .toList();
    }
}
