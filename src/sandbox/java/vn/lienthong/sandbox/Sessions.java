package vn.lienthong.sandbox;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Logins and how long they last. */
final class Sessions {

    private final Account account;
    private final InstantSource clock;
    private final Map<String, Instant> until = new ConcurrentHashMap<>();

    Sessions(Account account, InstantSource clock) {
        this.account = account;
        this.clock = clock;
    }

    String login(String username, String password) throws Refusal {
        if (!account.username().equals(username) || !account.password().equals(password)) {
            throw new Refusal("Sai tên đăng nhập hoặc mật khẩu");
        }
        String token = "SANDBOX-" + UUID.randomUUID();
        until.put(token, clock.instant().plus(account.sessionTtl()));
        return token;
    }

    boolean isGood(String token) {
        Instant end = until.get(token);
        return end != null && clock.instant().isBefore(end);
    }

    int open() {
        return until.size();
    }

    void expireAll() {
        until.clear();
    }
}
