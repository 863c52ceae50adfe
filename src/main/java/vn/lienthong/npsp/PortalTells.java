package vn.lienthong.npsp;

import java.util.List;
import tools.jackson.databind.JsonNode;
import vn.lienthong.dossier.Problem;

/** What came of a question to the portal's catalogue. */
public sealed interface PortalTells {

    /** @param rows as the portal tells them, each an object unless the portal wrote something else in its place */
    record Rows(List<JsonNode> rows) implements PortalTells {

        public Rows {
            rows = List.copyOf(rows);
        }
    }

    /** It was asked, and will not say: a person has to look. */
    record Refused(Problem why) implements PortalTells {}

    /** It could not be asked, or gave no clear answer: worth asking again. */
    record NotAsked(Problem why) implements PortalTells {}
}
