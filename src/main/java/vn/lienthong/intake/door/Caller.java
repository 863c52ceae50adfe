package vn.lienthong.intake.door;

import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import vn.lienthong.dossier.Problem;

/** Who gives records at a door, as whoever stands before it has found out: a name, and the flows that are open to it. */
public final class Caller {

    /** The role of whom all flows are open to. */
    public static final String EVERY_FLOW = "every-flow";

    private final HttpServletRequest request;

    public Caller(HttpServletRequest request) {
        this.request = request;
    }

    /** The role of whom this flow is open to. */
    public static String roleOf(String flow) {
        return "flow-" + flow;
    }

    /** {@code local} where nobody stands before the door. */
    public String name() {
        Principal account = request.getUserPrincipal();
        return account == null ? "local" : account.getName();
    }

    public boolean mayGive(String flow) {
        return request.getUserPrincipal() == null
                || request.isUserInRole(EVERY_FLOW)
                || request.isUserInRole(roleOf(flow));
    }

    /** @throws Refused 403 if that flow is not open to this caller */
    public void requireMayGive(String flow) throws Refused {
        if (!mayGive(flow)) {
            throw new Refused(
                    403,
                    Problem.of("intake.flow-not-open")
                            .with("flow", flow)
                            .with("key", name())
                            .in("flow"));
        }
    }
}
