package vn.lienthong.agency;

import java.util.List;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** How a system that speaks SOAP is told who we are (soap-lgsp, S-05). */
record LoginSettings(
        @DefaultValue("bearer") As as,
        @DefaultValue("") String username,
        @DefaultValue("") String password) {

    enum As {
        /** The token of {@code oauth2} in an HTTP header; without one of these, nothing but {@code header}. */
        BEARER,
        /** WS-Security: name and password in the message's header. */
        USERNAME_TOKEN,
        /** Name and password among the members of the record. */
        BODY
    }

    boolean isInMessage() {
        return as != As.BEARER;
    }

    /**
     * Adds what is wrong with it.
     *
     * @param setting of the system, as faults begin
     */
    void check(String setting, boolean soap, boolean token, List<String> faults) {
        if (isInMessage() && (username.isBlank() || password.isBlank())) {
            faults.add(setting + ".login: as needs username and password, unless it is bearer");
        }
        if (!isInMessage() && !(username.isBlank() && password.isBlank())) {
            faults.add(setting + ".login: username and password need as: username-token or body");
        }
        if (isInMessage() && !soap) {
            faults.add(setting + ".login: as is bearer unless contract is set");
        }
        if (isInMessage() && token) {
            faults.add(setting + ".login: as is bearer where oauth2.url is set");
        }
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "LoginSettings[" + as + "]";
    }
}
