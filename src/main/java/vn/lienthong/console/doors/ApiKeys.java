package vn.lienthong.console.doors;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.lienthong.console.Role;
import vn.lienthong.dossier.Sha256;

/**
 * The API keys. Only their SHA-256 is kept: a key is long and random, so a slow hash would protect nothing and cost every
 * call a tenth of a second.
 */
final class ApiKeys {

    private static final String HASHED = "{sha256}";
    private static final int HASH_BYTES = 32;

    private final List<Holder> holders = new ArrayList<>();

    ApiKeys(ApiSettings settings) {
        Secrets secrets = new Secrets();
        for (int i = 0; i < settings.keys().size(); i++) {
            ApiSettings.Key key = settings.keys().get(i);
            String setting = "api.keys[" + i + "]";
            String name = secrets.name(setting + ".name", key.name());
            String secret = secrets.secret(setting + ".secret", key.secret(), key.secretFile());
            EnumSet<Role> roles = EnumSet.noneOf(Role.class);
            roles.addAll(Role.including(key.roles()));
            Set<String> flows = key.flows();
            if (flows == null || !flows.isEmpty()) {
                roles.add(Role.PUSH);
            }
            holders.add(new Holder(name, hash(setting + ".secret", secret), roles, flows));
        }
    }

    boolean isEmpty() {
        return holders.isEmpty();
    }

    /** Compares with every key, each in constant time, so that the answer's time tells nothing. */
    Optional<Holder> find(String presented) {
        byte[] hash = Sha256.of(presented);
        Optional<Holder> found = Optional.empty();
        for (Holder holder : holders) {
            if (MessageDigest.isEqual(holder.hash, hash)) {
                found = Optional.of(holder);
            }
        }
        return found;
    }

    private static byte[] hash(String setting, String secret) {
        if (!secret.startsWith(HASHED)) {
            return Sha256.of(secret);
        }
        try {
            byte[] hash =
                    HexFormat.of().parseHex(secret.substring(HASHED.length()).strip());
            if (hash.length == HASH_BYTES) {
                return hash;
            }
        } catch (IllegalArgumentException notHex) {
            // said below, together with a hash of another length
        }
        throw Secrets.wrong(
                setting, "After {sha256} come 64 hexadecimal digits. Make them with: printf %s KEY | sha256sum");
    }

    /** Who holds a key, and what it opens; {@code flows} null: every flow. */
    @SuppressWarnings("ArrayRecordComponent") // compared in constant time only, never by equals
    record Holder(
            String name,
            byte[] hash,
            Set<Role> roles,
            @Nullable Set<String> flows) {}
}
