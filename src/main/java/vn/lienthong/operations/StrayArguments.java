package vn.lienthong.operations;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.context.ApplicationListener;

/**
 * Ends a start, before anything is made, with an argument that is no setting: a path with a space and without quotes
 * would begin an empty ledger in another folder, and {@code -npsp.url=…} would be passed over. So does a setting given
 * twice, whose values would be taken together, with a comma between.
 */
public final class StrayArguments implements ApplicationListener<ApplicationEnvironmentPreparedEvent> {

    @Override
    public void onApplicationEvent(ApplicationEnvironmentPreparedEvent start) {
        List<String> stray = Stream.of(start.getArgs())
                .filter(argument -> !argument.isEmpty() && !argument.matches("(?s)--[^-=\\s].*"))
                .map(StrayArguments::withoutValue)
                .toList();
        if (!stray.isEmpty()) {
            throw new Found(
                    "Không phải cài đặt, nên không khởi động: %1$s. No settings, so nothing was started: %1$s.", stray);
        }
        Set<String> seen = new HashSet<>();
        List<String> twice = Stream.of(start.getArgs())
                .filter(argument -> !argument.isEmpty())
                .map(StrayArguments::name)
                .filter(name -> !seen.add(name))
                .distinct()
                .toList();
        if (!twice.isEmpty()) {
            throw new Found(
                    "Cài đặt được ghi hai lần, nên không khởi động: %1$s. Settings given twice, so nothing was started: %1$s.",
                    twice);
        }
    }

    private static String name(String argument) {
        int value = argument.indexOf('=');
        return value < 0 ? argument : argument.substring(0, value);
    }

    /** A value may be a secret. */
    private static String withoutValue(String argument) {
        int value = argument.indexOf('=') + 1;
        return value > 0 && value < argument.length() ? argument.substring(0, value) + "…" : argument;
    }

    /** What stands in the command and sets nothing, or nothing anybody could mean. */
    static final class Found extends RuntimeException {

        private Found(String says, List<String> arguments) {
            super(says.formatted(String.join(", ", arguments)));
        }
    }
}
