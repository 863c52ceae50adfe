package vn.lienthong.intake.door;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;

/** Who may call a door without a key. */
class AllowedCallersTest {

    @Test
    void unless_told_it_is_the_adapter_and_this_machine() {
        AllowedCallers callers =
                new AllowedCallers(List.of(), List.of("http://10.0.0.5:8080/VXPAdapter/RestService/forward", ""));

        assertThat(callers.includes("10.0.0.5")).isTrue();
        assertThat(callers.includes("127.0.0.1")).isTrue();
        assertThat(callers.includes("0:0:0:0:0:0:0:1")).isTrue();
        assertThat(callers.includes("10.0.0.6")).isFalse();
    }

    @Test
    void without_an_adapter_it_is_this_machine_alone() {
        assertThat(new AllowedCallers(List.of(), List.of("")).includes("127.0.0.1"))
                .isTrue();
        assertThat(new AllowedCallers(List.of(), List.of("")).includes("10.0.0.5"))
                .isFalse();
    }

    @Test
    void what_is_set_stands_in_place_of_that() {
        AllowedCallers callers =
                new AllowedCallers(List.of("10.1.0.0/16", "fd00::7", "localhost"), List.of("http://10.0.0.5/x"));

        assertThat(callers.includes("10.1.200.3")).isTrue();
        assertThat(callers.includes("fd00:0:0:0:0:0:0:7")).isTrue();
        assertThat(callers.includes("127.0.0.1")).as("by its host's name").isTrue();
        assertThat(callers.includes("10.0.0.5")).isFalse();
        assertThat(callers.includes("10.2.0.1")).isFalse();
    }

    @Test
    void a_browser_is_never_let_in() {
        MockHttpServletRequest call = new MockHttpServletRequest("POST", "/");
        AllowedCallers callers = new AllowedCallers(List.of(), List.of());

        assertThat(callers.admit(call)).isTrue();
        call.addHeader("Origin", "https://elsewhere.example");
        assertThat(callers.admit(call)).isFalse();
    }
}
