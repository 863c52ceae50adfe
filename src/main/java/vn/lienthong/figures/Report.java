package vn.lienthong.figures;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The ministry's figures as of now.
 *
 * @param open dossiers that are not settled
 * @param unknown dossiers whose record cannot be read by its mapping
 * @param waitsFor the flow that has to run before newer records are read; null: none
 */
public record Report(
        Procedures procedures,
        Count dossiers,
        long open,
        long unknown,
        List<Line> months,
        List<Line> fields,
        List<Line> agencies,
        @Nullable String waitsFor) {

    public Report {
        months = List.copyOf(months);
        fields = List.copyOf(fields);
        agencies = List.copyOf(agencies);
    }

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
