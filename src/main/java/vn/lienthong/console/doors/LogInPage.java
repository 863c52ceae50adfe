package vn.lienthong.console.doors;

import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The page before the door. */
@Controller
class LogInPage {

    private static final String LOCKED = "locked";

    static String why(AuthenticationException failure) {
        return failure instanceof LockedException ? LOCKED : "wrong";
    }

    private final Doors doors;

    LogInPage(Doors doors) {
        this.doors = doors;
    }

    @GetMapping("/login")
    String show(
            @RequestParam(required = false) @Nullable String failed,
            @RequestParam(required = false) @Nullable String bye,
            Model model) {
        if (!doors.pages().isEmpty()) {
            return "redirect:/";
        }
        model.addAttribute("failed", failed == null ? "" : failed.equals(LOCKED) ? LOCKED : "wrong");
        model.addAttribute("bye", bye != null);
        return "login";
    }
}
