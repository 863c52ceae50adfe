package vn.lienthong.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import vn.lienthong.ledger.LedgerView;

class LedgerHealthTest {

    @Test
    void a_ledger_that_can_be_read_and_keeps_is_up() {
        assertThat(health(true).getStatus()).isEqualTo(Status.UP);
    }

    @Test
    void a_ledger_that_can_be_read_but_keeps_nothing_is_down() {
        assertThat(health(false).getStatus()).isEqualTo(Status.DOWN);
        assertThat(health(false).getDetails()).containsEntry("reason", "ledger.unavailable");
    }

    private static Health health(boolean keeps) {
        LedgerView view = (LedgerView) Proxy.newProxyInstance(
                LedgerView.class.getClassLoader(),
                new Class<?>[] {LedgerView.class},
                (proxy, method, arguments) -> method.getName().equals("keeps") ? keeps : List.of());
        return new LedgerHealth(view).health();
    }
}
