package vn.lienthong.relay;

import java.util.List;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** A header of every message: {@code X-Api-Key}, or {@code Authorization} with its whole value. */
public record SecretHeader(
        @DefaultValue("") String name, @DefaultValue("") String value) {

    public boolean isSet() {
        return !name.isBlank();
    }

    /**
     * Adds what is wrong with it.
     *
     * @param setting its name, as faults begin
     */
    public void check(String setting, List<String> faults) {
        if (name.isBlank() != value.isBlank()) {
            faults.add(setting + ": name and value go together");
        }
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "SecretHeader[" + name + "]";
    }
}
