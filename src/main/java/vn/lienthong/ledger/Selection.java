package vn.lienthong.ledger;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;

/**
 * The numbers of the deliveries a filter finds, newest or oldest first. There are few counterparts, flows and states, so
 * each combination is one range of an index that is in the order wanted, and the ranges are merged: the cost depends on
 * how many are asked for, not on how many there are. The ranges are written as BETWEEN and ordered by all that leads to
 * the number, because PostgreSQL would otherwise read the primary key from its end until it meets a row that fits.
 */
final class Selection {

    private final MapSqlParameterSource values = new MapSqlParameterSource();
    /** Written out: a plan for any limit would expect a tenth of all rows. */
    private final String limit;

    private final String sql;

    private Selection(DeliveryFilter filter, List<Cell> cells, String range, String order, long most) {
        limit = " LIMIT " + most;
        sql = filter.dossier() != null
                ? dossier(filter, range, order)
                : isAny(filter) ? all(range, order) : merged(filter, cells, range, order);
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
    static Selection newestFirst(DeliveryFilter filter, List<Cell> cells, long most) {
        return new Selection(filter, cells, "", "DESC", most);
    }

    static Selection oldestFirst(DeliveryFilter filter, List<Cell> cells, long after, long upTo, long most) {
        Selection selection = new Selection(filter, cells, " AND d.id > :after AND d.id <= :up_to", "ASC", most);
        selection.values.addValue("after", after).addValue("up_to", upTo);
        return selection;
    }

    /** A query with one column, {@code id}. */
    String sql() {
        return sql;
    }

    MapSqlParameterSource values() {
        return values;
    }

    private static boolean isAny(DeliveryFilter filter) {
        return filter.equals(DeliveryFilter.any());
    }

    private String all(String range, String order) {
        return "SELECT d.id FROM delivery d WHERE d.id > 0" + range + " ORDER BY d.id " + order + limit;
    }

    private String dossier(DeliveryFilter filter, String range, String order) {
        StringBuilder condition =
                new StringBuilder("d.dossier IS NOT NULL AND d.dossier BETWEEN :dossier AND :dossier");
        values.addValue("dossier", filter.dossier());
        and(condition, "state", filter.state() == null ? null : filter.state().name());
        and(condition, "counterpart", filter.counterpart());
        and(condition, "flow", filter.flow());
        and(condition, "problem_code", filter.problem());
        return "SELECT d.id FROM delivery d WHERE " + condition + range + " ORDER BY d.dossier " + order + ", d.id "
                + order + limit;
    }

    private void and(StringBuilder condition, String column, @Nullable String value) {
        if (value != null) {
            condition.append(" AND d.").append(column).append(" = :").append(column);
            values.addValue(column, value);
        }
    }

    private String merged(DeliveryFilter filter, List<Cell> cells, String range, String order) {
        List<String> ranges = new ArrayList<>();
        for (Cell cell : cells) {
            String n = String.valueOf(ranges.size());
            ranges.add("SELECT * FROM (SELECT d.id FROM delivery d WHERE " + problem(filter)
                    + "d.counterpart = :c" + n + " AND d.flow = :f" + n + " AND d.state BETWEEN :s" + n + " AND :s" + n
                    + range
                    + " ORDER BY d.state " + order + ", d.id " + order + limit + ") AS range" + n);
            values.addValue("c" + n, cell.counterpart())
                    .addValue("f" + n, cell.flow())
                    .addValue("s" + n, cell.state().name());
        }
        return ranges.isEmpty()
                ? "SELECT d.id FROM delivery d WHERE d.id < 0"
                : "SELECT id FROM (" + String.join(" UNION ALL ", ranges) + ") AS merged ORDER BY id " + order + limit;
    }

    private String problem(DeliveryFilter filter) {
        if (filter.problem() == null) {
            return "";
        }
        values.addValue("problem", filter.problem());
        return "d.problem_code IS NOT NULL AND d.problem_code = :problem AND ";
    }
}
