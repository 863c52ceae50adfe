package vn.lienthong.figures;

import java.util.Locale;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What one record tells of its dossier. Moments are {@code yyyyMMddHHmmss}, Vietnam time; an empty text is not known. */
sealed interface Told {

    JsonMapper JSON = new JsonMapper();

    /** Whether the dossier is settled, by this record. */
    enum Settled {
        YES,
        NO,
        UNKNOWN
    }

    enum Channel {
        ONLINE,
        OTHER,
        UNKNOWN
    }

    Channel channel();

    /**
     * All of the dossier, in place of what older records of all of it have told.
     *
     * @param status code table {@code npsp/dossier-status}
     * @param procedure the national code
     */
    record Whole(
            String status,
            Settled settled,
            String finishedAt,
            String dueAt,
            String procedure,
            String field,
            String agency,
            Channel channel)
            implements Told {

        static final Whole NOTHING = new Whole("", Settled.UNKNOWN, "", "", "", "", "", Channel.UNKNOWN);

        Whole filedBy(Channel other) {
            return channel == Channel.UNKNOWN
                    ? new Whole(status, settled, finishedAt, dueAt, procedure, field, agency, other)
                    : this;
        }
    }

    /** How the dossier stood at one moment. */
    record Step(String status, Settled settled, String at, Channel channel) implements Told {}

    /**
     * @param facts as the contract {@code figures/facts} has them
     * @param settling the statuses that mean settled
     */
    static Told of(byte[] facts, Set<String> settling) {
        JsonNode said = JSON.readTree(facts);
        String status = text(said, "status");
        Settled settled = status.isEmpty() ? Settled.UNKNOWN : settling.contains(status) ? Settled.YES : Settled.NO;
        String filed = text(said, "channel");
        Channel channel = filed.isEmpty() ? Channel.UNKNOWN : Channel.valueOf(filed.toUpperCase(Locale.ROOT));
        return text(said, "told").equals("step")
                ? new Step(status, settled, text(said, "at"), channel)
                : new Whole(
                        status,
                        settled,
                        text(said, "finishedAt"),
                        text(said, "dueAt"),
                        text(said, "procedure"),
                        text(said, "field"),
                        text(said, "agency"),
                        channel);
    }

    private static String text(JsonNode said, String name) {
        return said.path(name).asString("");
    }
}
