package vn.lienthong.figures;

import java.time.YearMonth;

/**
 * What is known of a month for the figures an LGSP is told ({@code mappings/lgsp/figures}): which dossiers were settled
 * then. What was received, carried over and is still open by its end the records do not say.
 *
 * @param timeUnknown settled in the month, and not known whether on time
 * @param monthUnknown settled in a month that is not known, of all time
 * @param stateUnknown not known whether settled, of all time
 * @param notRead records that could not be read: what those tell is in no figure
 */
public record MonthFigures(
        YearMonth month,
        long settledOnTime,
        long settledLate,
        long timeUnknown,
        long monthUnknown,
        long stateUnknown,
        long notRead) {

    static MonthFigures of(Report report, YearMonth month) {
        Count then = count(report, month.toString());
        return new MonthFigures(
                month,
                then.onTime(),
                then.late(),
                then.timeUnknown(),
                count(report, "").settled(),
                report.unknown(),
                report.notRead().stream().mapToLong(Report.NotRead::records).sum());
    }

    private static Count count(Report report, String month) {
        return report.months().stream()
                .filter(line -> line.name().equals(month))
                .map(Report.Line::count)
                .findFirst()
                .orElse(Count.NONE);
    }
}
