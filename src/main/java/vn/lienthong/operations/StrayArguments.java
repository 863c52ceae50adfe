package vn.lienthong.operations;

import java.util.List;
import java.util.stream.Stream;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.context.ApplicationListener;

/**
 * Ends a start, before anything is made, with an argument that is no setting: a path with a space and without quotes would begin
 * an empty ledger in another folder, and {@code -npsp.url=…} would be passed over.
 */
public final class StrayArguments implements ApplicationListener<ApplicationEnvironmentPreparedEvent> {

    @Override
    public void onApplicationEvent(ApplicationEnvironmentPreparedEvent start) {
        List<String> stray = Stream.of(start.getArgs())
                .filter(argument -> !argument.isEmpty() && !argument.matches("(?s)--[^-=\\s].*"))
                .map(StrayArguments::withoutValue)
                .toList();
        if (!stray.isEmpty()) {
            throw new Found(stray);
        }
    }

    /** A value may be a secret. */
    private static String withoutValue(String argument) {
        int value = argument.indexOf('=') + 1;
        return value > 0 && value < argument.length() ? argument.substring(0, value) + "…" : argument;
    }

    /** What stands in the command and sets nothing. */
    static final class Found extends RuntimeException {

        private Found(List<String> stray) {
            super("Không phải cài đặt, nên không khởi động: %1$s. No settings, so nothing was started: %1$s."
                    .formatted(String.join(", ", stray)));
        }
    }
}
