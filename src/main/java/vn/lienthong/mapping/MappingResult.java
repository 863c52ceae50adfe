package vn.lienthong.mapping;

import java.util.List;
import vn.lienthong.dossier.MappedRecord;
import vn.lienthong.dossier.Problem;

/** What became of a record. */
public sealed interface MappingResult {

    /** The record as its counterpart wants it; its contract holds. */
    record Mapped(MappedRecord record) implements MappingResult {}

    /** Nothing may be sent. Every problem found, in the order of the rules; never empty. */
    record Unmapped(List<Problem> problems) implements MappingResult {

        public Unmapped {
            problems = List.copyOf(problems);
        }
    }

    /** The record is right, and by the mapping's own rule ({@code skip}) nothing is owed of it; the reason says why. */
    record NotOwed(Problem reason) implements MappingResult {}
}
