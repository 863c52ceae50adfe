package vn.lienthong.console.doors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import vn.lienthong.console.Role;

class DoorsDecisionTest {

    private final InetAddress loopback = InetAddress.getLoopbackAddress();

    @Test
    void on_loopback_everything_is_open_to_the_machine() {
        Doors doors = Doors.decide(loopback, false, false);
        assertThat(doors.api()).contains(Role.PUSH, Role.SEE, Role.SEE_BODIES, Role.ACT);
        assertThat(doors.pages()).contains(Role.SEE, Role.SEE_BODIES, Role.ACT);
    }

    @Test
    void keys_shut_the_api_and_accounts_shut_the_pages() {
        assertThat(Doors.decide(loopback, true, false).api()).isEmpty();
        assertThat(Doors.decide(loopback, true, false).pages()).isNotEmpty();
        assertThat(Doors.decide(loopback, true, true).pages()).isEmpty();
    }

    @Test
    void with_accounts_and_no_keys_the_api_takes_records_and_shows_nothing() {
        Doors doors = Doors.decide(loopback, false, true);
        assertThat(doors.api()).containsExactly(Role.PUSH);
        assertThat(doors.pages()).isEmpty();
    }

    @Test
    void any_other_address_needs_both_and_says_what_is_missing() throws UnknownHostException {
        InetAddress all = InetAddress.getByName("0.0.0.0");
        assertThatThrownBy(() -> Doors.decide(all, false, false))
                .isInstanceOfSatisfying(
                        InvalidConfigurationPropertyValueException.class,
                        refusal -> assertThat(refusal.getReason())
                                .contains("api.keys", "console.accounts", "server.address=127.0.0.1"));
        assertThatThrownBy(() -> Doors.decide(all, true, false)).hasMessageContaining("server.address");
        assertThatThrownBy(() -> Doors.decide(all, false, true)).hasMessageContaining("server.address");
        assertThat(Doors.decide(all, true, true)).isEqualTo(new Doors(Set.of(), Set.of()));
    }

    @Test
    void an_empty_address_means_all_addresses() {
        assertThatThrownBy(() -> Doors.decide(null, false, false)).hasMessageContaining("server.address");
    }
}
