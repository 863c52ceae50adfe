package vn.lienthong.figures;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the figures count of a dossier.
 *
 * @param month when it was settled, {@code 202411}, Vietnam time; 0: it is not settled, or that is not known
 * @param field empty: not known
 * @param agency empty: not known
 */
record DossierFacts(State state, int month, String field, String agency, Channel channel, Promise promise) {

    /** Nothing is known but that there is such a dossier. */
    static final DossierFacts UNKNOWN = new DossierFacts(State.UNKNOWN, 0, "", "", Channel.UNKNOWN, Promise.UNKNOWN);

    private static final JsonMapper JSON = new JsonMapper();
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMddHHmmss").withResolverStyle(ResolverStyle.STRICT);

    /** Code table {@code npsp/dossier-status}: handled, and handed out. */
    private static final Set<String> SETTLED = Set.of("9", "10");

    enum State {
        SETTLED,
        OPEN,
        UNKNOWN
    }

    enum Channel {
        ONLINE,
        OTHER,
        UNKNOWN
    }

    /** Whether a settled dossier was finished by the time promised. */
    enum Promise {
        ON_TIME,
        LATE,
        UNKNOWN
    }

    /** @param body a dossier as the portal's contract {@code npsp-dossier} has it */
    static DossierFacts of(byte[] body) {
        JsonNode dossier = JSON.readTree(body);
        String status = text(dossier, "TrangThaiHoSo");
        boolean settled = SETTLED.contains(status);
        LocalDateTime finished = settled ? time(dossier, "NgayKetThucXuLy") : null;
        String field = text(dossier, "TenLinhVuc");
        return new DossierFacts(
                settled ? State.SETTLED : status.isEmpty() ? State.UNKNOWN : State.OPEN,
                finished == null ? 0 : finished.getYear() * 100 + finished.getMonthValue(),
                field.isEmpty() ? text(dossier, "MaLinhVuc") : field,
                text(dossier, "DonViXuLy"),
                channel(text(dossier, "KenhThucHien")),
                promise(finished, time(dossier, "NgayHenTra")));
    }

    /** Code table {@code npsp/channel}. */
    private static Channel channel(String code) {
        return switch (code) {
            case "2" -> Channel.ONLINE;
            case "1", "3" -> Channel.OTHER;
            default -> Channel.UNKNOWN;
        };
    }

    private static Promise promise(@Nullable LocalDateTime finished, @Nullable LocalDateTime due) {
        if (finished == null || due == null) {
            return Promise.UNKNOWN;
        }
        return finished.isAfter(due) ? Promise.LATE : Promise.ON_TIME;
    }

    private static String text(JsonNode dossier, String name) {
        return dossier.path(name).asString("").strip();
    }

    private static @Nullable LocalDateTime time(JsonNode dossier, String name) {
        try {
            return LocalDateTime.parse(text(dossier, name), TIME);
        } catch (DateTimeException notSaid) {
            return null;
        }
    }
}
