package vn.lienthong.operations;

import java.io.PrintStream;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** {@code alerts test}: has the running connector send a test by each way that alerts go, and prints what became of it. */
final class AlertsCommand {

    private static final String DEFAULT_REASON = "./lienthong alerts test";
    private static final String USAGE = """
            alerts test [--reason=WHY] [--url=http://localhost:8080] [--key-file=FILE]
            Has the running connector send a test by each way that is set up for alerts (alerts.mail, alerts.webhook). A key
            wants the role act.
            Ends with 0 if it arrived by all, 1 if by one it did not or none is set up, 2 if it cannot be told.
            """;

    private final PrintStream out;

    AlertsCommand(PrintStream out) {
        this.out = out;
    }

    int run(String[] arguments) {
        return new Usage(USAGE, "test", 1, Set.of("reason", "url", "key-file"), null)
                .run(arguments, out, (words, options) -> test(options));
    }

    private int test(List<String> options) {
        Settings settings = new Settings(options);
        String reason = settings.text("reason");
        return new RunningConnector(settings, out)
                .tell("/api/alerts/test", reason.isEmpty() ? DEFAULT_REASON : reason)
                .map(answer -> print(answer.said().path("items")))
                .orElse(2);
    }

    private int print(JsonNode tried) {
        boolean allWell = !tried.isEmpty();
        if (!allWell) {
            out.println("no way is set up: alerts.mail.host, alerts.webhook.url");
        }
        for (JsonNode one : tried) {
            JsonNode problem = one.path("problem");
            boolean well = problem.isMissingNode() || problem.isNull();
            out.println(one.path("channel").asString("") + ": "
                    + (well ? "arrived" : problem.path("says").asString("")));
            allWell &= well;
        }
        return allWell ? 0 : 1;
    }
}
