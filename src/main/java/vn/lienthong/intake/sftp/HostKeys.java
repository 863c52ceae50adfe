package vn.lienthong.intake.sftp;

import com.jcraft.jsch.HostKey;
import com.jcraft.jsch.HostKeyRepository;
import com.jcraft.jsch.UserInfo;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.lienthong.dossier.Sha256;

/** The host keys a server may show: those the settings name, and no other. Remembers the one that was turned away. */
final class HostKeys implements HostKeyRepository {

    private final List<String> known;
    private @Nullable String turnedAway;

    HostKeys(List<String> known) {
        this.known = known;
    }

    /** Null if none was. */
    @Nullable
    String turnedAway() {
        return turnedAway;
    }

    @Override
    public int check(String host, byte[] key) {
        String shown = "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(Sha256.of(key));
        if (known.contains(shown)) {
            return OK;
        }
        turnedAway = shown;
        return known.isEmpty() ? NOT_INCLUDED : CHANGED;
    }

    @Override
    public void add(HostKey key, UserInfo who) {
        throw new UnsupportedOperationException("host keys are settings");
    }

    @Override
    public void remove(String host, String type) {}

    @Override
    public void remove(String host, String type, byte[] key) {}

    @Override
    public String getKnownHostsRepositoryID() {
        return "settings";
    }

    @Override
    public HostKey[] getHostKey() {
        return new HostKey[0];
    }

    @Override
    public HostKey[] getHostKey(String host, String type) {
        return new HostKey[0];
    }
}
