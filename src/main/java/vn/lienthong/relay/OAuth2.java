package vn.lienthong.relay;

import java.util.List;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Client credentials (RFC 6749, 4.4), as settings give them; see {@link Tokens}.
 *
 * @param url where tokens come from; blank: there are none
 * @param in where the client is named (2.3.1): in an Authorization header, or as fields of the form; or, outside of the RFC,
 *     as fields of a JSON object, without any form
 */
public record OAuth2(
        @DefaultValue("") String url,
        @DefaultValue("") String clientId,
        @DefaultValue("") String clientSecret,
        @DefaultValue("") String scope,
        @DefaultValue("header") In in) {

    /** Where the client is named. */
    public enum In {
        HEADER,
        FORM,
        JSON
    }

    public boolean isSet() {
        return !url.isBlank();
    }

    /**
     * Adds what is wrong with it.
     *
     * @param setting its name, as faults begin
     */
    public void check(String setting, List<String> faults) {
        HttpAddress.check(setting + ".url", url, faults);
        if (isSet() && (clientId.isBlank() || clientSecret.isBlank())) {
            faults.add(setting + ": client-id and client-secret are needed once url is set");
        }
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "OAuth2[" + url + "]";
    }
}
