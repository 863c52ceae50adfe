package vn.lienthong.ledger;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;

/**
 * The numbers of the deliveries a filter finds, newest or oldest first. There are few counterparts, flows and states,
 * so each combination is one range of an index that is in the order wanted, and the ranges are merged: the cost depends
 * on how many are asked for, not on how many there are, nor on how deep they stand. So is each state of a group of
 * problems. Each range is ordered by all that leads to the number, because PostgreSQL would otherwise read the primary key
 * from its end until it meets a row that fits.
 */
final class Selection {

    private static final Set<DeliveryState> ANY = EnumSet.allOf(DeliveryState.class);

    private final MapSqlParameterSource values = new MapSqlParameterSource();
    private final Dialect dialect;
    private final String order;
    /** Numbers find about what was received in time, this what was. */
    private final String received;

    /** Written out: a plan for any limit would expect a tenth of all rows. */
    private final String limit;

    private final String sql;

    private Selection(
            Dialect dialect,
            DeliveryFilter filter,
            Set<DeliveryState> states,
            List<Cell> cells,
            Numbers numbers,
            String order,
            long most) {
        this.dialect = dialect;
        this.order = order;
        this.limit = " LIMIT " + most;
        this.received = received(filter.reception());
        values.addValue("after", numbers.after()).addValue("before", numbers.before());
        if (filter.dossier() != null) {
            sql = dossier(filter, states);
        } else if (filter.group() != null) {
            sql = merged(group(filter, states, cells));
        } else if (filter.of(Reception.ANY).equals(DeliveryFilter.any()) && states.equals(ANY)) {
            sql = "SELECT d.id FROM delivery d WHERE d.id > :after AND d.id < :before" + received + " ORDER BY d.id "
                    + order + limit;
        } else {
            sql = merged(cells(filter, states, cells));
        }
    }

    /** A combination of counterpart, flow and state that has deliveries. */
    record Cell(String counterpart, String flow, DeliveryState state, long deliveries) {

        boolean fits(DeliveryFilter filter) {
            return (filter.counterpart() == null || filter.counterpart().equals(counterpart))
                    && (filter.flow() == null || filter.flow().equals(flow))
                    && (filter.state() == null || filter.state() == state);
        }
    }

    /** @param cells those that fit the filter */
    static Selection newestFirst(Dialect dialect, DeliveryFilter filter, List<Cell> cells, Numbers numbers, long most) {
        Set<DeliveryState> states = filter.state() == null ? ANY : Set.of(filter.state());
        return new Selection(dialect, filter, states, cells, numbers, "DESC", most);
    }

    /** @param states only these, whatever state the filter names */
    static Selection oldestFirst(
            Dialect dialect,
            DeliveryFilter filter,
            Set<DeliveryState> states,
            List<Cell> cells,
            Numbers numbers,
            long most) {
        return new Selection(dialect, filter, states, cells, numbers, "ASC", most);
    }

    /** A query with one column, {@code id}. */
    String sql() {
        return sql;
    }

    MapSqlParameterSource values() {
        return values;
    }

    private String dossier(DeliveryFilter filter, Set<DeliveryState> states) {
        StringBuilder condition =
                new StringBuilder("d.dossier IS NOT NULL AND ").append(dialect.between("d.dossier", ":dossier"));
        values.addValue("dossier", filter.dossier());
        condition.append(" AND d.state IN (:states)");
        values.addValue("states", names(states));
        and(condition, "counterpart", filter.counterpart());
        and(condition, "flow", filter.flow());
        and(condition, "problem_code", filter.problem());
        and(condition, "problem_key", filter.group());
        return "SELECT d.id FROM delivery d WHERE " + condition + received + " ORDER BY d.dossier " + order + ", d.id "
                + order + limit;
    }

    private String received(Reception reception) {
        StringBuilder condition = new StringBuilder();
        if (reception.from() != null) {
            condition.append(" AND d.entered_at >= :received_from");
            values.addValue("received_from", reception.from().toEpochMilli());
        }
        if (reception.until() != null) {
            condition.append(" AND d.entered_at < :received_until");
            values.addValue("received_until", reception.until().toEpochMilli());
        }
        return condition.toString();
    }

    private void and(StringBuilder condition, String column, @Nullable String value) {
        if (value != null) {
            condition.append(" AND d.").append(column).append(" = :").append(column);
            values.addValue(column, value);
        }
    }

    private List<String> cells(DeliveryFilter filter, Set<DeliveryState> states, List<Cell> cells) {
        String problem = problem(filter);
        List<String> ranges = new ArrayList<>();
        for (Cell cell : cells) {
            if (states.contains(cell.state())) {
                String n = String.valueOf(ranges.size());
                String where = problem + "d.counterpart = :c" + n + " AND d.flow = :f" + n;
                values.addValue("c" + n, cell.counterpart()).addValue("f" + n, cell.flow());
                ranges.add(range(n, where, cell.state()));
            }
        }
        return ranges;
    }

    /** A group has one counterpart and one flow, so its states are ranges of an index of its own. */
    private List<String> group(DeliveryFilter filter, Set<DeliveryState> states, List<Cell> cells) {
        StringBuilder where = new StringBuilder("d.problem_key IS NOT NULL");
        and(where, "problem_key", filter.group());
        and(where, "counterpart", filter.counterpart());
        and(where, "flow", filter.flow());
        and(where, "problem_code", filter.problem());
        return cells.stream()
                .map(Cell::state)
                .filter(states::contains)
                .distinct()
                .map(state -> range(state.name(), where.toString(), state))
                .toList();
    }

    private String range(String name, String where, DeliveryState state) {
        values.addValue("s" + name, state.name());
        return "SELECT * FROM (SELECT d.id FROM delivery d WHERE " + where + " AND "
                + dialect.between("d.state", ":s" + name) + received + " ORDER BY d.state " + order + ", d.id " + order
                + limit
                + ") AS range" + name;
    }

    private String merged(List<String> ranges) {
        return ranges.isEmpty()
                ? "SELECT d.id FROM delivery d WHERE d.id < 0"
                : "SELECT id FROM (" + String.join(" UNION ALL ", ranges) + ") AS merged ORDER BY id " + order + limit;
    }

    private static List<String> names(Set<DeliveryState> states) {
        return states.isEmpty() ? List.of("") : states.stream().map(Enum::name).toList();
    }

    private String problem(DeliveryFilter filter) {
        if (filter.problem() == null) {
            return "";
        }
        values.addValue("problem", filter.problem());
        return "d.problem_code IS NOT NULL AND d.problem_code = :problem AND ";
    }
}
