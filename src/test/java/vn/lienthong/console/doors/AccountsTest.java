package vn.lienthong.console.doors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import vn.lienthong.console.Role;

class AccountsTest {

    /** Of {@code mat-khau}, as cheap as {@code htpasswd -nB} makes them: a sixtieth of what we take for a plain password. */
    private static final String CHEAP = "{bcrypt}$2a$04$9wdZ9X0PoIrfrjq0h7SrUe5aVnNHbyvMWnYYgKmSJ5V0Y8fDqzHzm";

    private final Accounts accounts = new Accounts(
            new ConsoleSettings(List.of(new ConsoleSettings.Account("an", CHEAP, null, Set.of(Role.SEE)))),
            new LoginGuard(() -> Instant.EPOCH));

    @Test
    void the_time_an_answer_takes_does_not_tell_which_accounts_there_are() {
        long there = quickest(IntStream.range(0, 4).mapToLong(n -> refused("an")));
        long notThere = quickest(IntStream.range(0, 4).mapToLong(n -> refused("nobody-" + n)));
        assertThat(notThere).isLessThan(8 * there);
        assertThat(there).isLessThan(8 * notThere);
    }

    /** Ạ is three bytes: twenty-four of them fill what bcrypt reads. */
    @Test
    void what_stands_behind_the_longest_password_there_can_be_is_not_passed_over() {
        String longest = "ạ".repeat(24);
        Accounts all = new Accounts(
                new ConsoleSettings(
                        List.of(new ConsoleSettings.Account("binh", "{noop}" + longest, null, Set.of(Role.SEE)))),
                new LoginGuard(() -> Instant.EPOCH));
        assertThat(all.authenticate(UsernamePasswordAuthenticationToken.unauthenticated("binh", longest))
                        .isAuthenticated())
                .isTrue();
        assertThatThrownBy(() ->
                        all.authenticate(UsernamePasswordAuthenticationToken.unauthenticated("binh", longest + "x")))
                .isInstanceOf(BadCredentialsException.class);
    }

    private static long quickest(LongStream nanos) {
        return nanos.min().orElseThrow();
    }

    private long refused(String name) {
        long began = System.nanoTime();
        assertThatThrownBy(
                        () -> accounts.authenticate(UsernamePasswordAuthenticationToken.unauthenticated(name, "wrong")))
                .isInstanceOf(BadCredentialsException.class);
        return System.nanoTime() - began;
    }
}
