package vn.lienthong.npsp;

import java.util.List;
import vn.lienthong.dossier.Problem;

/** What the portal has of a dossier, held against what we delivered. */
public sealed interface PortalHas {

    record Nothing() implements PortalHas {}

    /** @param differing names of the fields both tell, with different values; empty also where the portal tells nothing */
    record It(List<String> differing) implements PortalHas {

        public It {
            differing = List.copyOf(differing);
        }
    }

    /** It could not be asked, or gave no clear answer. */
    record NotAsked(Problem why) implements PortalHas {}
}
