package vn.lienthong.figures;

import java.util.List;
import vn.lienthong.dossier.Problem;

/**
 * The ministry's figures as of now.
 *
 * @param open dossiers that are not settled
 * @param unknown dossiers of which no record says whether they are settled
 * @param notRead flows with records that could not be read: what those tell is in no figure
 * @param faults what is wrong with the ministry's lists; while there is something, a list counts nothing
 */
public record Report(
        Procedures procedures,
        Count dossiers,
        long open,
        long unknown,
        List<Line> months,
        List<Line> fields,
        List<Line> agencies,
        List<NotRead> notRead,
        List<Problem> faults) {

    public Report {
        months = List.copyOf(months);
        fields = List.copyOf(fields);
        agencies = List.copyOf(agencies);
        notRead = List.copyOf(notRead);
        faults = List.copyOf(faults);
    }

    /** Records of a flow that does not run, or that its mapping refuses. */
    public record NotRead(String flow, long records) {}

    /**
     * The settled dossiers of one month, field or agency.
     *
     * @param name {@code 2024-11}, or the field or the agency as the records name it; empty: not known
     */
    public record Line(String name, Count count) {}

    /**
     * What the ministry's own list says of its procedures.
     *
     * @param online levels 3 and 4; since 2022: partial and full
     * @param levelUnknown of them the list does not say how they are served
     * @param integrated with the national portal
     * @param integrationUnknown of them the list does not say
     */
    public record Procedures(long all, long online, long levelUnknown, long integrated, long integrationUnknown) {

        public Rate onlineRate() {
            return new Rate(online, all);
        }

        public Rate integratedRate() {
            return new Rate(integrated, all);
        }
    }
}
