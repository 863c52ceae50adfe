package vn.lienthong.intake.rest;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.lienthong.dossier.Problem;

/**
 * What an API gave, read.
 *
 * @param records those that have their place, in the order in which they were given
 * @param given how many records there were in all
 * @param namesNext whether it has the field that is declared for the next page, be it empty
 * @param next the next page's cursor or address; null if there is none
 */
record Answer(
        List<Given> records,
        int given,
        boolean namesNext,
        @Nullable String next) {

    Answer {
        records = List.copyOf(records);
    }

    /**
     * A record.
     *
     * @param body the bytes of it, as given
     * @param time null where the route asks for none
     * @param objection what keeps it from meaning the same to every reader; null if nothing does
     */
    @SuppressWarnings("ArrayRecordComponent") // read once, never compared
    record Given(
            byte[] body,
            String key,
            @Nullable Moment time,
            @Nullable Problem objection) {}
}
